package isoloss.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The catalogue of public data. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description =
        "The catalogue of public data: origin, licence, checksum; nothing of it is shipped.",
    footer = {"", "Example: isoloss data show chinchilla-epoch"},
    subcommands = {
      DataListCommand.class,
      DataShowCommand.class,
      DataPullCommand.class,
      DataValidateCommand.class
    })
final class DataCommand implements Runnable {
  static final String SCHEMA = "isoloss/data/1";

  /** Where sets lie unless the user says otherwise. */
  static final String FOLDER = "isoloss-data";

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; there are list, show, pull and validate");
  }
}
