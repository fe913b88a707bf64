package isoloss.cli;

import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.Column;
import isoloss.data.catalogue.Dataset;
import isoloss.data.catalogue.DatasetFile;
import isoloss.data.catalogue.Origin;
import isoloss.data.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All that is known of a set. */
@Command(
    name = "show",
    description = "All that is known of a set: origin, licence, checksums, columns with units.",
    footer = {"", "Example: isoloss data show chinchilla-epoch"})
final class DataShowCommand extends IsolossCommand {
  @Parameters(paramLabel = "NAME", description = "A set; isoloss data list has the names.")
  String name = "";

  @Override
  Outcome execute() {
    Dataset set = Catalogue.named(name);
    return Outcome.good(Json.object("schema", DataCommand.SCHEMA, "set", json(set)), text(set));
  }

  private static String text(Dataset set) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(set.name(), set.title()));
    line(text, "licence", set.licence());
    for (DatasetFile file : set.files()) {
      text.append("%n%s%n".formatted(file.path()));
      describe(file, set, text);
    }
    return text.toString();
  }

  private static void describe(DatasetFile file, Dataset set, StringBuilder text) {
    if (!file.licence().equals(set.licence())) {
      line(text, "licence", file.licence());
    }
    line(text, "origin", file.origin().inWords());
    line(text, "form", file.form().label() + ": " + file.how());
    line(text, "sha256", file.sha256());
    line(text, "size", size(file));
    line(text, "use", file.use());
    line(text, "laws", String.join(", ", file.laws()));
    line(text, "--columns", file.columnsOption());
    line(text, "note", file.note());
    columns(file.columns(), text);
  }

  private static void line(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append("  %-9s  %s%n".formatted(label, value));
    }
  }

  private static String size(DatasetFile file) {
    String bytes = String.format(Locale.ROOT, "%d bytes", file.bytes());
    OptionalLong rows = file.rows();
    return rows.isPresent()
        ? String.format(Locale.ROOT, "%d rows, %s", rows.getAsLong(), bytes)
        : bytes;
  }

  private static void columns(List<Column> columns, StringBuilder text) {
    int width = columns.stream().mapToInt(column -> column.name().length()).max().orElse(1);
    for (Column column : columns) {
      String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
      String name = ("%-" + width + "s").formatted(column.name());
      line(text, "column", name + "  " + column.meaning() + unit);
    }
  }

  private static Map<String, @Nullable Object> json(Dataset set) {
    return Json.object(
        "name", set.name(),
        "title", set.title(),
        "licence", set.licence(),
        "files", set.files().stream().map(DataShowCommand::json).toList());
  }

  private static Map<String, @Nullable Object> json(DatasetFile file) {
    return Json.object(
        "path", file.path(),
        "sha256", file.sha256(),
        "bytes", file.bytes(),
        "rows", file.rows().isPresent() ? file.rows().getAsLong() : null,
        "licence", file.licence(),
        "origin", json(file.origin()),
        "address", file.address().map(URI::toString),
        "form", file.form().label(),
        "how", file.how(),
        "columns", file.columns().stream().map(DataShowCommand::json).toList(),
        "mapping", file.mapping(),
        "columnsOption", file.columnsOption(),
        "laws", file.laws(),
        "use", file.use(),
        "note", file.note());
  }

  private static Map<String, @Nullable Object> json(Origin origin) {
    return Json.object(
        "repository", origin.repository(), "commit", origin.commit(), "path", origin.path());
  }

  private static Map<String, @Nullable Object> json(Column column) {
    return Json.object("name", column.name(), "meaning", column.meaning(), "unit", column.unit());
  }
}
