package isoloss.law.hyper;

import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The laws that the methods give, and how far their constants are determined. */
final class LawTables {
  private static final int RATE_PARAMETERS = 3;

  private LawTables() {}

  static Findings.Table laws(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder("laws", "Laws by the four ways to read an optimum from the runs")
            .column("method", "method")
            .column("tolerance", "gap up to", "%")
            .column("points", "points")
            .column("cLr", "c_lr")
            .column("lrN", "lr_N")
            .column("lrD", "lr_D")
            .column("rSquaredLr", "R2 lr")
            .column("cB", "c_B")
            .column("bD", "B_D")
            .column("rSquaredB", "R2 B")
            .column("lrEdges", "cells on an lr edge")
            .column("batchEdges", "cells on a batch edge")
            .column("notPositiveDefinite", "no minimum")
            .column("degreesOfFreedom", "freedom");
    for (ExtractionMethod method : ExtractionMethod.values()) {
      Extraction.Summary summary = result.summary(method);
      double[] p = natural(summary);
      table.row(
          method.text(),
          100 * result.setting().toleranceOf(method),
          summary.points(),
          p[0],
          p[1],
          p[2],
          summary.rateRSquared(),
          p[3],
          p[4],
          summary.batchRSquared(),
          summary.rateEdges(),
          summary.batchEdges(),
          summary.notPositiveDefinite(),
          freedom(result, method));
    }
    return table.build();
  }

  private static double[] natural(Extraction.Summary summary) {
    return summary
        .law()
        .map(StepCoefficients::natural)
        .orElseGet(() -> {
          double[] none = new double[StepLaw.PARAMETERS.size()];
          Arrays.fill(none, Double.NaN);
          return none;
        });
  }

  /** Of the learning-rate regression; the joint bowl has four shapes and a floor a cell beside. */
  static int freedom(StepResult result, ExtractionMethod method) {
    int parameters =
        method == ExtractionMethod.JOINT
            ? JointRows.PARAMETERS + result.cells().size()
            : RATE_PARAMETERS;
    int fixed = result.cells().sizeVaries() ? 0 : 1;
    return result.summary(method).points() - parameters + fixed;
  }

  /** Whether the batch depends on N too, by the methods that regress points. */
  static Findings.Table batchOnSize(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "batchOnSize", "The batch on N and D both, beside the law's batch on D alone")
            .column("method", "method")
            .column("cB", "c_B")
            .column("bN", "B_N")
            .column("bD", "B_D")
            .column("rSquared", "R2")
            .column("rSquaredOnTokens", "R2 with D alone");
    result
        .extractions()
        .forEach((method, extraction) -> {
          if (extraction instanceof PointRegression regression) {
            double[] b = regression.batchOnSizeAndTokens();
            table.row(
                method.text(),
                Math.exp(b[0]),
                b[1],
                b[2],
                b[3],
                result.summary(method).batchRSquared());
          }
        });
    return table.build();
  }

  static List<Estimate> estimates(StepResult result) {
    double[] values = result.law().natural();
    List<Estimate> out = new ArrayList<>();
    for (int p = 0; p < values.length; p++) {
      out.add(estimate(result, p, values[p]));
    }
    return out;
  }

  private static Estimate estimate(StepResult result, int p, double value) {
    String name = StepLaw.PARAMETERS.get(p);
    return result
        .chosenResamples()
        .filter(resamples -> resamples.laws().size() > 1 && isFree(result, p))
        .map(resamples -> {
          double level = level(result);
          double[] draws = resamples.of(p);
          Quantile.Interval interval = Quantile.centralInterval(draws, level);
          return new Estimate(
              name,
              value,
              Moments.of(draws).standardDeviation(),
              OptionalDouble.of(interval.low()),
              OptionalDouble.of(interval.high()),
              OptionalDouble.of(level));
        })
        .orElseGet(() -> Estimate.point(name, value));
  }

  /** The exponent of N is fixed where N hardly varies. */
  private static boolean isFree(StepResult result, int parameter) {
    return result.cells().sizeVaries() || !StepLaw.PARAMETERS.get(parameter).equals("lr_N");
  }

  private static double level(StepResult result) {
    return result.setting().bootstrap().orElseThrow().level();
  }

  static Findings.Table bootstrap(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "bootstrap",
                "Bootstrap of the method %s by rows, as the authors do, and by cells; %s %% intervals"
                    .formatted(result.setting().method().text(), Texts.number(100 * level(result))))
            .column("kind", "drawn")
            .column("parameter", "parameter")
            .column("mean", "mean")
            .column("low", "low")
            .column("high", "high")
            .column("standardDeviation", "std. deviation");
    for (Resamples resamples : result.resamples()) {
      for (int p = 0; p < StepLaw.PARAMETERS.size(); p++) {
        if (resamples.laws().size() < 2 || !isFree(result, p)) {
          continue;
        }
        double[] draws = resamples.of(p);
        Quantile.Interval interval = Quantile.centralInterval(draws, level(result));
        Moments moments = Moments.of(draws);
        table.row(
            resamples.kind(),
            StepLaw.PARAMETERS.get(p),
            moments.mean(),
            interval.low(),
            interval.high(),
            moments.standardDeviation().orElse(Double.NaN));
      }
    }
    return table.build();
  }

  /** The columns are named as in the authors' file of coefficient sets. */
  static Findings.Table coefficientSets(Resamples chosen) {
    Findings.Builder table =
        Findings.Table.builder(
                "coefficientSets",
                "Coefficients of each bootstrap draw by %s, natural logarithms"
                    .formatted(chosen.kind()))
            .detail()
            .column("lr_intercept", "lr intercept", "ln")
            .column("lr_coefN", "lr on ln N")
            .column("lr_coefD", "lr on ln D")
            .column("bs_intercept", "batch intercept", "ln tokens")
            .column("bs_coefD", "batch on ln D");
    for (StepCoefficients law : chosen.laws()) {
      table.row(law.rateIntercept(), law.rateN(), law.rateD(), law.batchIntercept(), law.batchD());
    }
    return table.build();
  }
}
