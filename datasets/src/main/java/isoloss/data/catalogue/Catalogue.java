package isoloss.data.catalogue;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public data sets that are known, sorted by name. */
public final class Catalogue {
  private static final String RESOURCE = "catalogue.json";

  private Catalogue() {}

  /** Read on first use. */
  private static final class Holder {
    static final List<Dataset> DATASETS = load();
    static final Map<String, DataFile> BY_SHA256 = bySha256(DATASETS);
  }

  public static List<Dataset> list() {
    return Holder.DATASETS;
  }

  /**
   * @throws InputException if there is none; the message names the nearest
   */
  public static Dataset named(String name) {
    return list().stream()
        .filter(dataset -> dataset.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "no data set %s%s"
                    .formatted(
                        name,
                        Names.suggestion(name, list().stream().map(Dataset::name).toList()))));
  }

  /** The file with this content, whatever it is called. */
  public static Optional<DataFile> bySha256(String sha256) {
    return Optional.ofNullable(Holder.BY_SHA256.get(sha256));
  }

  /** The first file that has exactly these columns in this order. */
  public static Optional<DataFile> byColumns(List<String> columns) {
    return list().stream()
        .flatMap(dataset -> dataset.files().stream())
        .filter(file -> !file.columns().isEmpty() && file.columnNames().equals(columns))
        .findFirst();
  }

  private static Map<String, DataFile> bySha256(List<Dataset> datasets) {
    Map<String, DataFile> files = new HashMap<>();
    datasets.stream()
        .flatMap(dataset -> dataset.files().stream())
        .forEach(file -> files.putIfAbsent(file.sha256(), file));
    return files;
  }

  private static List<Dataset> load() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the catalogue is not in the program");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.parseObject(text, RESOURCE).objects("datasets").stream()
          .map(Catalogue::dataset)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset dataset(JsonObject json) {
    return new Dataset(
        json.text("name"),
        json.text("title"),
        json.objects("files").stream().map(Catalogue::file).toList());
  }

  private static DataFile file(JsonObject json) {
    JsonObject origin = json.object("origin");
    return new DataFile(
        json.text("path"),
        json.text("sha256"),
        json.integer("rows"),
        Form.named(json.text("form")),
        new Origin(
            origin.text("repository"),
            origin.text("commit"),
            origin.text("path"),
            origin.text("note")),
        json.text("licence"),
        json.objects("columns").stream().map(Catalogue::column).toList(),
        json.text("suggestedColumns"),
        json.texts("laws"),
        json.text("use"));
  }

  private static DataFile.Column column(JsonObject json) {
    return new DataFile.Column(json.text("name"), json.text("meaning"), json.text("unit"));
  }
}
