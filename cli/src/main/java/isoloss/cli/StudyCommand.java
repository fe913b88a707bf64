package isoloss.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Studies behind the tables of the documentation. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    sortOptions = false,
    description = "Repeat a study behind the documentation's tables.",
    subcommands = {
      StudyScaleBenchCommand.class,
      StudyTrainingChoicesCommand.class,
      StudyRankCoverageCommand.class,
      StudyMissingResultsCommand.class
    })
final class StudyCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a study is missing; there are " + String.join(", ", spec.subcommands().keySet()));
  }
}
