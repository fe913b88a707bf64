package isoloss.cli;

import isoloss.data.json.Json;
import isoloss.run.Ladder;
import isoloss.run.LadderPlan;
import isoloss.run.task.Corpus;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a ladder of models and measures each. */
@Command(
    name = "ladder",
    description = "Train a ladder of small transformers and measure their held-out loss.",
    footer = {"", "Example: isoloss run ladder --plan quick --out runs"})
final class RunLadderCommand extends IsolossCommand {
  @Option(
      names = "--plan",
      paramLabel = "quick|standard",
      defaultValue = "standard",
      description = "Which models on how many tokens (default: ${DEFAULT-VALUE}).")
  String plan = "standard";

  @Mixin RunOptions run = new RunOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() {
    LadderPlan chosen = plan(plan);
    Corpus corpus = run.corpus(common.seed());
    if (run.dryRun) {
      return dryRun(chosen, corpus);
    }
    Path directory = output.folderOr("isoloss-run");
    try (ProgressLine progress = new ProgressLine("ladder", common.quiet)) {
      return outcome(Ladder.run(chosen, corpus, directory, run.settings(common, output, progress)));
    }
  }

  static LadderPlan plan(String name) {
    return switch (name) {
      case "quick" -> LadderPlan.quick();
      case "standard" -> LadderPlan.standard();
      default ->
          throw new UsageException(
              "--plan " + name + " does not exist; there are quick and standard");
    };
  }

  static Outcome dryRun(LadderPlan plan, Corpus corpus) {
    LadderPlan.Estimate estimate = plan.estimate(corpus.vocabulary().size());
    return Outcome.good(
        Json.object(
            "schema", "isoloss/run-plan/1",
            "models", estimate.models(),
            "trainingTokens", estimate.trainingTokens(),
            "trainingFlops", estimate.trainingFlops(),
            "cpuSeconds", estimate.cpuSeconds()),
        String.format(
            Locale.ROOT,
            "%d models, %.3g training tokens, %.3g FLOPs, about %.0f CPU seconds%n",
            estimate.models(),
            estimate.trainingTokens(),
            estimate.trainingFlops(),
            estimate.cpuSeconds()));
  }

  private static Outcome outcome(Ladder.Result result) {
    StringBuilder text = new StringBuilder();
    text.append("%-28s %10s %12s %9s%n".formatted("model", "N", "D", "loss"));
    for (Ladder.Measured m : result.measured()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-28s %10d %12.0f %9.4f%n",
              m.model(),
              m.parameters(),
              m.trainingTokens(),
              m.loss().natsPerToken()));
    }
    text.append(result.log()).append('\n');
    Outcome outcome =
        Outcome.good(
            Json.object(
                "schema", "isoloss/run/1",
                "log", result.log().toString(),
                "models", result.measured().stream().map(RunLadderCommand::json).toList(),
                "skipped", result.skipped(),
                "failed",
                    result.failed().stream()
                        .map(f -> Json.object("model", f.model(), "message", f.message()))
                        .toList()),
            text.toString());
    return result.failed().isEmpty()
        ? outcome
        : outcome.butExit(
            ExitCode.FAILURE,
            "%d of %d models failed, first %s: %s"
                .formatted(
                    result.failed().size(),
                    result.failed().size() + result.measured().size(),
                    result.failed().getFirst().model(),
                    result.failed().getFirst().message()));
  }

  private static Map<String, @Nullable Object> json(Ladder.Measured m) {
    return Json.object(
        "model", Json.object("name", m.model(), "parameters", m.parameters(), "sha256", m.sha256()),
        "tokens", m.trainingTokens(),
        "lossNatsPerToken", m.loss().natsPerToken(),
        "lossStandardError", m.loss().standardError().stream().boxed().findFirst(),
        "cpuSeconds", m.cpuSeconds());
  }
}
