package isoloss.cli;

import isoloss.fit.Fitter;
import isoloss.lab.TrainingChoices;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Published numbers of training choices beside ours. */
@Command(
    name = "training-choices",
    description = {
      "Compute published numbers of learning rate, batch, parallel streams, growth, masked",
      "diffusion and infinite compute anew, and print the differences."
    },
    footer = {"", "Example: isoloss study training-choices --data public-data"})
final class StudyTrainingChoicesCommand extends IsolossCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder laid out as isoloss data list says.")
  String data = "";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("training-choices.json");
    return FindingsOutcome.of(
        new TrainingChoices(
                OutputOptions.path(data),
                Fitter.withDefaults()
                    .withSeed(common.seed)
                    .withThreads(common.threads())
                    .withCommand(commandText()))
            .run(),
        output);
  }
}
