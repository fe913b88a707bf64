package isoloss.data.catalogue;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The public data sets that are known here. None of them is shipped. */
public final class Catalogue {
  private static final String RESOURCE = "catalogue.json";
  private static final List<Dataset> SETS = read();

  private Catalogue() {}

  /** Every set, always in the same order. */
  public static List<Dataset> all() {
    return SETS;
  }

  /** The names of all sets, in the order of {@link #all()}. */
  public static List<String> names() {
    return SETS.stream().map(Dataset::name).toList();
  }

  /**
   * @throws InputException if there is no set of this name; says which ones there are
   */
  public static Dataset named(String name) {
    return SETS.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "no data set \"%s\"%s".formatted(name, Names.suggestion(name, names()))));
  }

  /** The first file with this content, so that any copy is recognised whatever it is called. */
  public static Optional<DatasetFile> bySha256(String sha256) {
    String digest = sha256.toLowerCase(Locale.ROOT);
    return SETS.stream()
        .flatMap(set -> set.files().stream())
        .filter(file -> file.sha256().equals(digest))
        .findFirst();
  }

  /** The first file with exactly these columns, so that a cut or extended copy is recognised. */
  public static Optional<DatasetFile> byColumns(List<String> columns) {
    return SETS.stream()
        .flatMap(set -> set.files().stream())
        .filter(file -> !file.columns().isEmpty())
        .filter(file -> file.hasColumns(columns))
        .findFirst();
  }

  private static List<Dataset> read() {
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.parseObject(text, RESOURCE).objects("sets").stream()
          .map(Catalogue::dataset)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset dataset(JsonObject set) {
    String licence = set.text("licence");
    return new Dataset(
        set.text("name"),
        set.text("title"),
        licence,
        set.objects("files").stream().map(file -> file(file, licence)).toList());
  }

  private static DatasetFile file(JsonObject file, String licenceOfSet) {
    return new DatasetFile(
        file.text("path"),
        file.text("sha256"),
        file.integer("bytes"),
        file.has("rows") ? OptionalLong.of(file.integer("rows")) : OptionalLong.empty(),
        file.optionalText("licence").orElse(licenceOfSet),
        origin(file.object("origin")),
        Form.labelled(file.text("form")),
        file.text("how"),
        file.objects("columns").stream().map(Catalogue::column).toList(),
        file.optionalObject("mapping").map(Catalogue::texts).orElse(Map.of()),
        file.texts("laws"),
        file.text("use"),
        file.optionalText("note").orElse(""));
  }

  private static Origin origin(JsonObject origin) {
    return new Origin(origin.text("repository"), origin.text("commit"), origin.text("path"));
  }

  private static Column column(JsonObject column) {
    return new Column(column.text("name"), column.text("meaning"), column.text("unit"));
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.keys().forEach(key -> texts.put(key, object.text(key)));
    return texts;
  }
}
