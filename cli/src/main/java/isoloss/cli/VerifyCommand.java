package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.data.json.JsonDifference;
import isoloss.data.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Replays a saved result and compares. */
@Command(
    name = "verify",
    description = "Replay the command that made a result, and compare the two.",
    footer = {"", "Example: isoloss verify fit.json"})
final class VerifyCommand extends IsolossCommand {
  /** What may differ between two runs of one command. */
  private static final Set<String> IGNORED =
      Set.of(".provenance.command", ".provenance.cpuSeconds");

  private static final int SHOWN = 20;

  @Parameters(paramLabel = "RESULT.json", description = "A result that was saved with --out.")
  String file = "";

  @Override
  Outcome execute() throws IOException {
    JsonObject saved = Json.parseObject(Files.readString(Path.of(file)), file);
    List<String> command =
        ShellWords.split(saved.object("provenance").optionalText("command").orElse(""));
    if (command.size() < 2) {
      throw new InputException(file + ": holds no command to replay; it was not made by a command");
    }
    JsonObject replayed = replay(command.subList(1, command.size()));
    List<String> differences = JsonDifference.between(saved, replayed, IGNORED);
    Outcome outcome =
        Outcome.good(
            Json.object(
                "schema",
                "isoloss/verify/1",
                "identical",
                differences.isEmpty(),
                "differences",
                differences),
            differences.isEmpty()
                ? "identical: " + ShellWords.join(command) + "\n"
                : String.join("\n", differences.stream().limit(SHOWN).toList()) + "\n");
    return differences.isEmpty()
        ? outcome
        : outcome.butExit(
            ExitCode.FAILURE,
            "the replay differs in %d places, first %s"
                .formatted(differences.size(), differences.getFirst()));
  }

  private JsonObject replay(List<String> command) {
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    PrintStream out = Streams.out();
    PrintStream err = Streams.err();
    Streams.redirect(new PrintStream(captured, true, StandardCharsets.UTF_8), err);
    int code;
    try {
      code = Main.run(asJsonOnly(command).toArray(String[]::new));
    } finally {
      Streams.redirect(out, err);
    }
    String printed = captured.toString(StandardCharsets.UTF_8);
    if (code != ExitCode.GOOD && code != ExitCode.INPUT && code != ExitCode.NOT_TRUSTED) {
      throw new InputException("the replay of " + file + " failed; see the sentence above");
    }
    JsonObject document = Json.parseObject(printed, "replay of " + file);
    if (document.optionalText("schema").equals(Optional.of("isoloss/error/1"))) {
      throw new InputException(
          "the replay of %s failed: %s; verify it in the folder where it was made"
              .formatted(file, document.object("error").text("message")));
    }
    return document;
  }

  /** The command with its result on standard output instead of in a file. */
  private static List<String> asJsonOnly(List<String> command) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      if (word.equals("--out")) {
        i++;
      } else if (!word.startsWith("--out=") && !word.equals("--force") && !word.equals("--json")) {
        out.add(word);
      }
    }
    out.add("--json");
    return out;
  }
}
