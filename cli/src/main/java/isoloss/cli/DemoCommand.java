package isoloss.cli;

import isoloss.data.json.Json;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.lab.Demo;
import isoloss.run.Ladder;
import isoloss.run.LadderPlan;
import isoloss.run.task.Corpus;
import isoloss.run.task.GeneratedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on the embedded default. */
@Command(
    name = "demo",
    description =
        "Train and run a small ladder of models, fit laws, rank the models, write a report.",
    footer = {"", "Example: isoloss demo --quick"})
final class DemoCommand extends IsolossCommand {
  @Option(names = "--quick", description = "A smaller ladder: under three minutes on two cores.")
  boolean quick;

  @Option(names = "--dry-run", description = "Say what would be done; touch nothing.")
  boolean dryRun;

  @Option(
      names = "--resume",
      description = "Keep the models that an earlier, interrupted demo completed.")
  boolean resume;

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "400",
      description = "Bootstrap draws of each fit (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda:I",
      defaultValue = "auto",
      description = "Where models run (default: ${DEFAULT-VALUE}).")
  String device = "auto";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    LadderPlan plan = quick ? LadderPlan.quick() : LadderPlan.standard();
    Path directory = output.folderOr("isoloss-demo");
    if (dryRun) {
      Corpus corpus = GeneratedCorpus.heavyTailed(common.seed().child("corpus"));
      return RunLadderCommand.dryRun(plan, corpus);
    }
    RunOptions run = new RunOptions();
    run.device = device;
    run.resume = resume;
    try (ProgressLine progress = new ProgressLine("demo", common.quiet)) {
      Ladder.Settings settings = run.settings(common, output, progress);
      Demo demo = new Demo(directory, plan, settings, draws, commandText());
      Demo.Result result = demo.run(output.force || resume);
      result.written().notes().forEach(this::note);
      return outcome(result);
    }
  }

  private static Outcome outcome(Demo.Result result) {
    StringBuilder text = new StringBuilder();
    result.fits().forEach(fit -> text.append(fit.toText()).append('\n'));
    text.append(result.report()).append('\n');
    return Outcome.good(
        Json.object(
            "schema", "isoloss/demo/1",
            "report", result.report().toString(),
            "log", result.log().toString(),
            "models", result.ladder().measured().size() + result.ladder().skipped().size(),
            "fits", result.fits().stream().map(DemoCommand::json).toList(),
            "ranking", ranking(result)),
        text.toString());
  }

  private static Map<String, @Nullable Object> json(Fit fit) {
    return Json.object(
        "law", fit.law().name(),
        "n", fit.observations().size(),
        "converged", fit.converged(),
        "mapePercent", fit.inSample().mapePercent(),
        "diagnostics", fit.diagnostics().stream().map(d -> d.code()).toList());
  }

  private static List<Map<String, @Nullable Object>> ranking(Demo.Result result) {
    Findings.Table models = result.ranking().tables().getFirst();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < models.size(); row++) {
      rows.add(
          Json.object(
              "model", models.texts("model").get(row),
              "score", models.number(row, "score"),
              "group", (int) models.number(row, "group")));
    }
    return rows;
  }
}
