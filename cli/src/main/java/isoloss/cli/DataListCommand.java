package isoloss.cli;

import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.Dataset;
import isoloss.data.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Every set in a line. */
@Command(name = "list", description = "Every set of the catalogue, one a line.")
final class DataListCommand extends IsolossCommand {
  @Override
  Outcome execute() {
    List<Dataset> sets = Catalogue.all();
    return Outcome.good(
        Json.object(
            "schema",
            DataCommand.SCHEMA,
            "sets",
            sets.stream().map(DataListCommand::json).toList()),
        text(sets));
  }

  private static String text(List<Dataset> sets) {
    int width = sets.stream().mapToInt(set -> set.name().length()).max().orElse(1);
    String line = "%-" + width + "s  %5s  %7s  %s%n";
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, line, "name", "files", "rows", "title"));
    for (Dataset set : sets) {
      String rows = set.rows() == 0 ? "-" : Long.toString(set.rows());
      text.append(
          String.format(Locale.ROOT, line, set.name(), set.files().size(), rows, set.title()));
    }
    return text.toString();
  }

  private static Map<String, @Nullable Object> json(Dataset set) {
    return Json.object(
        "name", set.name(),
        "title", set.title(),
        "licence", set.licence(),
        "files", set.files().size(),
        "rows", set.rows(),
        "bytes", set.bytes(),
        "laws", set.laws());
  }
}
