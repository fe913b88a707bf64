package isoloss.sampling.pretraining;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.sampling.pretraining.PassAtKComputeAnalysis.Covariate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of the laws of compute, one row or more for each k. */
final class ComputeTables {
  private static final int CURVE = 40;

  private final Checkpoint target;
  private final List<String> words = new ArrayList<>();
  private final Findings.Builder laws =
      Findings.Table.builder("laws", "Laws of compute for every k, and the target")
          .column("k", "k")
          .column("E0", "E0")
          .column("C0", "C0")
          .column("alpha", "alpha")
          .column("cells", "cells")
          .column("rmse", "RMSE of y")
          .column("predicted", "predicted pass@k")
          .column("observed", "observed pass@k")
          .column("errorPercent", "error", "%");
  private final Findings.Builder cells =
      Findings.Table.builder("passAtKByCompute", "Means of pass@k, fitted and beyond")
          .detail()
          .column("k", "k")
          .column("model", "model")
          .column("compute", "compute", "FLOP")
          .column("problems", "problems")
          .column("observed", "pass@k")
          .column("predicted", "law")
          .column("role", "role");
  private final Findings.Builder curves =
      Findings.Table.builder("curves", "The laws over compute")
          .detail()
          .column("k", "k")
          .column("compute", "compute", "FLOP")
          .column("passAtK", "pass@k");

  ComputeTables(Checkpoint target) {
    this.target = target;
  }

  void add(int k, PowerSum.Fitted law, Cells fitted, Cells rest) {
    Optional<Cells.Cell> aim =
        rest.list().stream().filter(cell -> cell.checkpoint().equals(target)).findFirst();
    double predicted = law.pass(Covariate.COMPUTE.of(target));
    double observed = aim.map(Cells.Cell::passAtK).orElse(Double.NaN);
    Values theta = law.theta();
    double error = 100 * (predicted / observed - 1);
    laws.row(
        k,
        theta.get(0),
        theta.get(1),
        theta.get(2),
        fitted.list().size(),
        rootMeanSquare(fitted, law, Covariate.COMPUTE),
        predicted,
        observed,
        error);
    fitted.list().forEach(cell -> addCell(law, cell, "fit"));
    rest.list()
        .forEach(
            cell -> addCell(law, cell, cell.checkpoint().equals(target) ? "target" : "not fitted"));
    addCurve(k, law, fitted);
    words.add(
        String.format(
            Locale.ROOT, "k = %d: %.4g predicted, %.4g observed", k, predicted, observed));
  }

  private void addCell(PowerSum.Fitted law, Cells.Cell cell, String role) {
    cells.row(
        cell.k(),
        cell.checkpoint().model(),
        cell.checkpoint().compute(),
        cell.problems(),
        cell.passAtK(),
        law.pass(Covariate.COMPUTE.of(cell.checkpoint())),
        role);
  }

  private void addCurve(int k, PowerSum.Fitted law, Cells fitted) {
    double least =
        fitted.list().stream().mapToDouble(c -> c.checkpoint().compute()).min().orElseThrow();
    double ratio = target.compute() / least;
    for (int i = 0; i <= CURVE; i++) {
      double compute = least * Math.pow(ratio, i / (double) CURVE);
      curves.row(k, compute, law.pass(compute / PassAtKComputeAnalysis.UNIT));
    }
  }

  /** Of the errors in {@code y = ln(-ln pass@k)}; NaN without cells. */
  static double rootMeanSquare(Cells cells, PowerSum.Fitted law, Covariate covariate) {
    return Math.sqrt(
        cells.list().stream()
            .mapToDouble(cell -> Math.log(law.at(covariate.of(cell.checkpoint()))) - cell.y())
            .map(error -> error * error)
            .average()
            .orElse(Double.NaN));
  }

  Findings.Table laws() {
    return laws.build();
  }

  Findings.Table cells() {
    return cells.build();
  }

  Findings.Table curves() {
    return curves.build();
  }

  String headline() {
    return "%s, by laws of less compute: %s.".formatted(target.model(), String.join("; ", words));
  }
}
