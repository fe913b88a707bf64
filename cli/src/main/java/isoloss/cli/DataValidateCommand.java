package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.Dataset;
import isoloss.data.catalogue.Validation;
import isoloss.data.catalogue.Validator;
import isoloss.data.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares files with the checksums of the catalogue. */
@Command(
    name = "validate",
    description = {
      "Compares files with the checksums of the catalogue; nothing is fetched.",
      "Names alone are looked for in " + DataCommand.FOLDER + ", with a folder in that folder;",
      "a folder alone is checked for every set of which it holds a file."
    },
    footer = {"", "Example: isoloss data validate farseer ../shared/data"})
final class DataValidateCommand extends IsolossCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME|DIR",
      description = "Sets and folders; a name of the catalogue goes before a folder of that name.")
  List<String> targets = new ArrayList<>();

  /** A set and the folder in which it is looked for. */
  private record Target(Dataset set, Path folder) {}

  /** What was found. */
  private record Checked(Path folder, Validation validation) {}

  @Override
  Outcome execute() throws IOException {
    List<Checked> checked = new ArrayList<>();
    for (Target target : resolve()) {
      checked.add(new Checked(target.folder, Validator.validate(target.set, target.folder)));
    }
    return outcome(checked);
  }

  private List<Target> resolve() {
    List<Dataset> sets = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (String target : targets.stream().distinct().toList()) {
      Path path = OutputOptions.path(target);
      if (!Catalogue.names().contains(target) && Files.isDirectory(path)) {
        folders.add(path);
      } else {
        refuseAbsentFolder(target);
        sets.add(Catalogue.named(target));
      }
    }
    if (sets.isEmpty()) {
      return folders.stream().flatMap(folder -> within(folder).stream()).toList();
    }
    if (folders.size() > 1) {
      throw new UsageException(
          "sets are looked for in one folder, but there are %d: %s"
              .formatted(folders.size(), folders));
    }
    Path folder = folders.isEmpty() ? OutputOptions.path(DataCommand.FOLDER) : folders.getFirst();
    return sets.stream().map(set -> new Target(set, folder)).toList();
  }

  private static void refuseAbsentFolder(String target) {
    if (target.contains("/") || target.startsWith(".")) {
      throw new InputException(
          target + " is not a folder; give the name of a set or a folder that holds sets");
    }
  }

  private static List<Target> within(Path folder) {
    List<Dataset> sets = Validator.setsIn(folder);
    if (sets.isEmpty()) {
      throw new InputException(
          "%s holds no file of the catalogue; a set lies in a folder of its own, as in %s"
              .formatted(folder, Catalogue.all().getFirst().files().getFirst().in(folder)));
    }
    return sets.stream().map(set -> new Target(set, folder)).toList();
  }

  private static Outcome outcome(List<Checked> checked) {
    List<Validation.Item> items =
        checked.stream().flatMap(c -> c.validation.files().stream()).toList();
    StringBuilder text = new StringBuilder();
    items.forEach(
        item -> text.append("%-7s  %s%n".formatted(item.status().label(), inWords(item))));
    List<Validation.Item> wrong =
        items.stream().filter(item -> item.status() != Validation.Status.OK).toList();
    Outcome outcome =
        Outcome.good(
            Json.object(
                "schema", DataCommand.SCHEMA,
                "good", wrong.isEmpty(),
                "validated", checked.stream().map(DataValidateCommand::json).toList()),
            text.toString());
    return wrong.isEmpty()
        ? outcome
        : outcome.butExit(ExitCode.INPUT, sentence(wrong, items.size()));
  }

  private static String inWords(Validation.Item item) {
    return item.status() == Validation.Status.OK ? item.file().path() : item.message();
  }

  private static String sentence(List<Validation.Item> wrong, int files) {
    String first = wrong.getFirst().message();
    return files == 1
        ? first
        : "%d of %d files are not as in the catalogue; the first: %s"
            .formatted(wrong.size(), files, first);
  }

  private static Map<String, @Nullable Object> json(Checked checked) {
    return Json.object(
        "name", checked.validation.dataset().name(),
        "folder", checked.folder.toString(),
        "good", checked.validation.isGood(),
        "files", checked.validation.files().stream().map(DataValidateCommand::json).toList());
  }

  private static Map<String, @Nullable Object> json(Validation.Item item) {
    return Json.object(
        "path", item.file().path(),
        "status", item.status().label(),
        "sha256", item.found().isEmpty() ? null : item.found(),
        "expected", item.file().sha256());
  }
}
