package isoloss.cli;

import isoloss.data.Observations;
import isoloss.data.Rejected;
import isoloss.data.WholeFile;
import isoloss.data.json.Json;
import isoloss.fit.Fit;
import isoloss.fit.Prediction;
import isoloss.fit.PredictionJson;
import isoloss.lab.Lab;
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

/** Evaluates a saved fit. */
@Command(
    name = "predict",
    description = "Predict with a saved fit.",
    footer = {"", "Example: isoloss predict fit.json --at N=7e9,D=1.4e12"})
final class PredictCommand extends IsolossCommand {
  @Parameters(paramLabel = "FIT.json", description = "A fit that was saved with --out.")
  String file = "";

  @Option(names = "--at", paramLabel = "N=..,D=..", description = "A point; repeatable.")
  List<String> at = new ArrayList<>();

  @Option(names = "--points", paramLabel = "FILE", description = "Points from a table.")
  List<String> points = new ArrayList<>();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.9",
      description = "Level of the intervals (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--kind",
      paramLabel = "new-run|mean",
      defaultValue = "new-run",
      description = "Interval of a new run or of the curve (default: ${DEFAULT-VALUE}).")
  String kind = "new-run";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    if (at.isEmpty() && points.isEmpty()) {
      throw new UsageException("predict needs a point: give --at N=7e9,D=1.4e12 or --points FILE");
    }
    Optional<Path> target = output.file("predictions.json");
    if (target.isPresent()) {
      WholeFile.refuseExisting(target.get(), output.force);
    }
    Fit fit = Lab.loadFit(Path.of(file));
    Prediction.Kind chosen = Prediction.Kind.named(kind);
    List<Prediction> predictions = new ArrayList<>();
    for (String text : at) {
      predictions.add(fit.predict(Assignments.numbers("--at", text), level, chosen));
    }
    List<Rejected> rejected = new ArrayList<>();
    if (!points.isEmpty()) {
      var read = Lab.readPoints(fit.law(), input.query(""), points);
      rejected.addAll(read.rejected());
      Observations rows = read.observations();
      List<String> symbols = fit.law().inputs().stream().map(v -> v.symbol()).toList();
      for (int row = 0; row < rows.size(); row++) {
        predictions.add(fit.predict(rows.row(row, symbols), level, chosen));
      }
    }
    Map<String, @Nullable Object> json = PredictionJson.tree(fit, predictions, rejected);
    if (target.isPresent()) {
      WholeFile.write(target.get(), Json.pretty(json), output.force);
    }
    Outcome outcome = Outcome.good(json, PredictionJson.text(fit, predictions));
    return Verdict.onPredictions(outcome, fit, rejected, predictions.size(), input);
  }
}
