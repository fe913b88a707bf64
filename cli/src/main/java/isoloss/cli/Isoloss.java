package isoloss.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command: only a place for the others. */
@Command(
    name = "isoloss",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Scaling laws from running models to reports, offline.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 good, 1 failure, 2 usage, 3 input, 4 a result that is not to be trusted for what",
      "was asked, 5 interrupted and can be resumed."
    })
final class Isoloss implements Runnable {
  final List<String> arguments;

  @Spec CommandSpec spec;

  Isoloss(List<String> arguments) {
    this.arguments = arguments;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "a command is missing; there are " + String.join(", ", spec.subcommands().keySet()));
  }
}
