package isoloss.cli;

import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.Dataset;
import isoloss.data.catalogue.FetchException;
import isoloss.data.catalogue.Pulled;
import isoloss.data.catalogue.Puller;
import isoloss.data.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings sets into a folder. */
@Command(
    name = "pull",
    description =
        "Brings sets into a folder (--out, default "
            + DataCommand.FOLDER
            + ") and checks their checksums. What its publisher has in this very form is fetched"
            + " from there; for the rest you are told how to make it.",
    footer = {"", "Example: isoloss data pull chinchilla-epoch kyo-takano"})
final class DataPullCommand extends IsolossCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "Sets; isoloss data list has the names.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--mirror",
      paramLabel = "DIR",
      description = "Take every file from this folder, laid out as --out is; nothing is fetched.")
  String mirror = "";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException, InterruptedException {
    List<Dataset> sets = names.stream().distinct().map(Catalogue::named).toList();
    Path folder = output.folderOr(DataCommand.FOLDER);
    Puller puller = puller();
    List<Pulled> pulled = new ArrayList<>();
    try {
      for (Dataset set : sets) {
        pulled.add(puller.pull(set, folder));
      }
    } catch (FetchException e) {
      return outcome(folder, pulled)
          .butExit(
              ExitCode.FAILURE, e.getMessage() + "; --mirror DIR takes the files from a folder");
    }
    Outcome outcome = outcome(folder, pulled);
    return toReExport(pulled)
        .map(sentence -> outcome.butExit(ExitCode.FAILURE, sentence))
        .orElse(outcome);
  }

  private Puller puller() {
    Puller puller = Puller.withDefaults().withForce(output.force);
    return mirror.isEmpty() ? puller : puller.withMirror(OutputOptions.path(mirror));
  }

  private static Optional<String> toReExport(List<Pulled> pulled) {
    return pulled.stream()
        .flatMap(set -> set.firstToReExport().stream())
        .map(Pulled.Item::message)
        .findFirst();
  }

  private static Outcome outcome(Path folder, List<Pulled> pulled) {
    StringBuilder text = new StringBuilder();
    for (Pulled set : pulled) {
      text.append(
          "%s (licence as stated: %s)%n".formatted(set.dataset().name(), set.dataset().licence()));
      for (Pulled.Item item : set.files()) {
        text.append("  %-15s  %s%n".formatted(item.status().label(), item.message()));
      }
    }
    return Outcome.good(
        Json.object(
            "schema", DataCommand.SCHEMA,
            "folder", folder.toString(),
            "pulled", pulled.stream().map(DataPullCommand::json).toList()),
        text.toString());
  }

  private static Map<String, @Nullable Object> json(Pulled set) {
    return Json.object(
        "name",
        set.dataset().name(),
        "files",
        set.files().stream().map(DataPullCommand::json).toList());
  }

  private static Map<String, @Nullable Object> json(Pulled.Item item) {
    return Json.object(
        "path", item.file().path(),
        "status", item.status().label(),
        "message", item.message());
  }
}
