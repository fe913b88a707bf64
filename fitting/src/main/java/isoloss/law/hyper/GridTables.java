package isoloss.law.hyper;

import isoloss.fit.Findings;
import isoloss.fit.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the grids of runs look like: optima, plateau, ridge, convexity. */
final class GridTables {
  private static final double[] PLATEAU = {0.001, 0.0025, 0.005, 0.01};
  private static final double[] AUDITED = {0.01, 0.02, 0.05, 0.1, Double.POSITIVE_INFINITY};
  private static final double[] FORCED = {2, 4};

  private GridTables() {}

  static Findings.Table cells(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder("cells", "Cells, their best runs and their quadratics within 1 %")
            .column("cell", "cell")
            .column("parameters", "N", "parameters")
            .column("activeParameters", "activated", "parameters")
            .column("tokens", "D", "tokens")
            .column("runs", "runs")
            .column("rates", "lr levels")
            .column("batches", "batch levels")
            .column("bestLoss", "best loss", "nats/token")
            .column("bestLr", "best lr")
            .column("bestBatch", "best batch", "tokens")
            .column("lrEdge", "lr on edge")
            .column("batchEdge", "batch on edge")
            .column("hasMinimum", "quadratic has a minimum")
            .column("rmse", "rmse", "%");
    for (Cell cell : result.cells().all()) {
      Cell.Run best = cell.run(cell.best());
      Optional<QuadraticBowl> bowl =
          QuadraticBowl.of(cell, ExtractionMethod.QUADRATIC.standardTolerance());
      table.row(
          cell.label(),
          cell.parameters(),
          cell.activeParameters(),
          cell.tokens(),
          cell.size(),
          cell.grid().linesOfRate().size(),
          cell.grid().linesOfBatch().size(),
          best.loss(),
          best.learningRate(),
          best.batchTokens(),
          cell.grid().isRateEdge(cell.x(cell.best())),
          cell.grid().isBatchEdge(cell.y(cell.best())),
          bowl.filter(QuadraticBowl::isPositiveDefinite).isPresent(),
          bowl.map(b -> 100 * b.rmse()).orElse(Double.NaN));
    }
    return table.build();
  }

  static Findings.Table runs(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder("runs", "Runs and their gaps to the best of their cell")
            .detail()
            .column("cell", "cell")
            .column("lr", "learning rate")
            .column("batch", "batch", "tokens")
            .column("loss", "loss", "nats/token")
            .column("gap", "gap", "%");
    for (Cell cell : result.cells().all()) {
      for (int i = 0; i < cell.size(); i++) {
        Cell.Run run = cell.run(i);
        table.row(
            cell.label(), run.learningRate(), run.batchTokens(), run.loss(), 100 * cell.gap(i));
      }
    }
    return table.build();
  }

  static Findings.Table convexity(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "convexity",
                "Three neighbours on a grid line, among the runs within a gap of the best: the"
                    + " middle one above the line between the others")
            .column("within", "gap up to", "%")
            .column("lrViolations", "along lr: violations")
            .column("lrReal", "above 0.1 %")
            .column("lrTriples", "triples")
            .column("batchViolations", "along batch: violations")
            .column("batchReal", "above 0.1 %")
            .column("batchTriples", "triples");
    for (double tau : AUDITED) {
      Convexity.Triples lr = Convexity.triples(result.cells(), MeasuredGrid::linesOfBatch, tau);
      Convexity.Triples batch = Convexity.triples(result.cells(), MeasuredGrid::linesOfRate, tau);
      table.row(
          Double.isInfinite(tau) ? "all runs" : Texts.number(100 * tau),
          lr.violations(),
          lr.real(),
          lr.all(),
          batch.violations(),
          batch.real(),
          batch.all());
    }
    return table.build();
  }

  static Findings.Table unimodal(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "unimodal",
                "Grid lines that fall to their least loss and rise from it, within 0.1 %")
            .column("along", "along")
            .column("unimodal", "unimodal")
            .column("lines", "of lines with 3 runs or more")
            .column("tooShort", "shorter lines");
    Convexity.Unimodal lr = Convexity.unimodal(result.cells(), MeasuredGrid::linesOfBatch);
    Convexity.Unimodal batch = Convexity.unimodal(result.cells(), MeasuredGrid::linesOfRate);
    table.row("lr", lr.unimodal(), lr.lines(), lr.tooShort());
    table.row("batch", batch.unimodal(), batch.lines(), batch.tooShort());
    return table.build();
  }

  static Findings.Table plateau(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "plateau",
                "How far lr and batch may be off: half-widths by the joint bowl; mean extent, from"
                    + " end to end, of the runs measured")
            .column("gap", "gap", "%")
            .column("lrFixed", "lr, batch fixed", "octaves")
            .column("batchFixed", "batch, lr fixed", "octaves")
            .column("lrTuned", "lr, batch re-tuned", "octaves")
            .column("batchTuned", "batch, lr re-tuned", "octaves")
            .column("runs", "runs a cell")
            .column("lrExtent", "lr measured", "octaves")
            .column("batchExtent", "batch measured", "octaves");
    for (double e : PLATEAU) {
      double[] half = halfWidths(result.bowl().filter(JointBowl::isPositiveDefinite), e);
      double[] extent = extents(result.cells(), e);
      table.row(100 * e, half[0], half[1], half[2], half[3], extent[0], extent[1], extent[2]);
    }
    return table.build();
  }

  private static double[] halfWidths(Optional<JointBowl> bowl, double e) {
    double octave = Math.log(2);
    return bowl.map(b ->
            new double[] {
              b.rateAtFixedBatch(e) / octave,
              b.batchAtFixedRate(e) / octave,
              b.rateWithBatchTuned(e) / octave,
              b.batchWithRateTuned(e) / octave
            })
        .orElse(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN});
  }

  /** Means over cells of the number of near runs and of their extents in octaves. */
  private static double[] extents(Cells cells, double e) {
    double[] sum = new double[3];
    for (Cell cell : cells.all()) {
      int[] near = cell.within(e);
      sum[0] += near.length;
      sum[1] += extent(Arrays.stream(near).mapToDouble(cell::x).toArray());
      sum[2] += extent(Arrays.stream(near).mapToDouble(cell::y).toArray());
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] /= cells.size();
    }
    return sum;
  }

  private static double extent(double[] logs) {
    var span = Arrays.stream(logs).summaryStatistics();
    return (span.getMax() - span.getMin()) / Math.log(2);
  }

  static Findings.Table ridge(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder("ridge", "The best lr at a forced batch, lr = lr* (B/B*)^rho")
            .column("by", "by")
            .column("rho", "rho")
            .column("rSquared", "R2")
            .column("lines", "batch lines");
    Ridge ridge = Ridge.of(result.cells());
    table.row("regression within cells", ridge.rho(), ridge.rSquared(), ridge.lines());
    result.bowl().ifPresent(bowl -> table.row("joint bowl", bowl.ridge(), Double.NaN, Double.NaN));
    return table.build();
  }

  static Findings.Table forcedBatch(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "forcedBatch",
                "Loss for a batch off by a factor, by the quadratic of the joint bowl")
            .column("factor", "factor")
            .column("tuned", "lr re-tuned", "%")
            .column("untuned", "lr kept", "%");
    for (double factor : FORCED) {
      result
          .bowl()
          .ifPresent(bowl ->
              table.row(
                  factor, 100 * bowl.penaltyTuned(factor), 100 * bowl.penaltyUntuned(factor)));
    }
    return table.build();
  }

  static Findings.Table joint(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "joint",
                "The bowl that all cells share: ln L = m + (a x^2 + 2 c x y + b y^2)/2 + s x^3/6, x"
                    + " and y the distances of ln lr and ln B from the joint law")
            .column("a", "a")
            .column("b", "b")
            .column("c", "c")
            .column("skew", "s")
            .column("rmse", "rmse", "%")
            .column("rows", "runs")
            .column("iterations", "iterations");
    List<JointBowl> bowls = result.bowl().stream().toList();
    for (JointBowl bowl : bowls) {
      table.row(
          bowl.a(),
          bowl.b(),
          bowl.c(),
          bowl.skew(),
          100 * bowl.rmse(),
          bowl.rows(),
          bowl.iterations());
    }
    return table.build();
  }
}
