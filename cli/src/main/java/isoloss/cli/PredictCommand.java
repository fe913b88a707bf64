package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Rejected;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.fit.FitJson;
import isoloss.fit.Predict;
import isoloss.fit.Prediction;
import isoloss.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    output.requireFree("predictions.json");
    Path saved = OutputOptions.path(file);
    if (Files.exists(saved) && Lab.holdsFindings(saved)) {
      throw new InputException(
          file
              + ": holds an analysis or a plan, which has more than one response; predict reads fits"
              + " of one law (plan hyperparameters --fit reads a step-law analysis)");
    }
    Fit fit = Lab.loadFit(saved);
    Predict how = new Predict(kind(), level);
    List<Map<String, Double>> wanted = new ArrayList<>();
    at.forEach(text -> wanted.add(Assignments.numbers("--at", text)));
    List<Rejected> rejected = new ArrayList<>();
    if (!points.isEmpty()) {
      Imported read = input.reader(fit.law().inputs(), "").read(points);
      rejected.addAll(read.rejected());
      wanted.addAll(rows(read.observations()));
    }
    List<Prediction> predictions = fit.predictAll(how, wanted);
    Map<String, @Nullable Object> json = FitJson.write(fit, how, predictions);
    output.save("predictions.json", json);
    return Verdict.on(
        Outcome.good(json, text(fit, predictions)), fit, rejected, predictions.size(), input);
  }

  private Predict.Kind kind() {
    return switch (kind) {
      case "new-run" -> Predict.Kind.NEW_RUN;
      case "mean" -> Predict.Kind.MEAN;
      default ->
          throw new UsageException(
              "--kind " + kind + " does not exist; there are new-run and mean");
    };
  }

  private static List<Map<String, Double>> rows(Observations table) {
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      Map<String, Double> point = new LinkedHashMap<>();
      for (Variable variable : table.variables()) {
        point.put(variable.symbol(), table.value(row, variable.symbol()));
      }
      rows.add(point);
    }
    return rows;
  }

  private static String text(Fit fit, List<Prediction> predictions) {
    StringBuilder text = new StringBuilder();
    for (Prediction p : predictions) {
      for (int i = 0; i < p.inputs().size(); i++) {
        text.append(
            String.format(
                Locale.ROOT, "%s = %.4g  ", fit.law().inputs().get(i).symbol(), p.inputs().get(i)));
      }
      text.append(
          String.format(Locale.ROOT, "%s = %.6g", fit.law().response().symbol(), p.value()));
      if (p.low().isPresent()) {
        text.append(
            String.format(
                Locale.ROOT,
                "  [%.6g, %.6g] at %s",
                p.low().getAsDouble(),
                p.high().orElse(Double.NaN),
                p.level().orElse(Double.NaN)));
      }
      text.append(
          p.inside()
              ? "  inside the data"
              : String.format(
                  Locale.ROOT, "  outside the data by a factor of %.3g", Math.exp(p.distance())));
      text.append('\n');
    }
    return text.toString();
  }
}
