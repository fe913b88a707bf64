package isoloss.cli;

import isoloss.lab.RankCoverageStudy;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether rank sets hold on simulated pools. */
@Command(
    name = "rank-coverage",
    description = "Draw pools of known truth and count how often rank sets and intervals hold it.",
    footer = {"", "Example: isoloss study rank-coverage --pools 300"})
final class StudyRankCoverageCommand extends IsolossCommand {
  @Option(
      names = "--pools",
      paramLabel = "n",
      defaultValue = "300",
      description = "Pools of each kind (default: ${DEFAULT-VALUE}).")
  int pools;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    if (pools < 1) {
      throw new UsageException("--pools " + pools + " is below 1");
    }
    output.requireFree("rank-coverage.json");
    return FindingsOutcome.of(
        new RankCoverageStudy(
                pools, common.seed().child("rank-coverage"), common.threads(), commandText())
            .run(),
        output);
  }
}
