package isoloss.sampling.coverage;

import isoloss.fit.Findings;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The table of observed and fitted coverage that every law of coverage gives. */
final class CoverageTables {
  private CoverageTables() {}

  static Findings.Builder curves() {
    return Findings.Table.builder("coverage", "Coverage: observed, by the law, and beyond the data")
        .column("model", "model")
        .column("law", "law")
        .column("k", "k")
        .column("observed", "observed")
        .column("fitted", "by the law")
        .column("low", "low")
        .column("high", "high")
        .column("extrapolated", "beyond the data");
  }

  /** The rows of one model. */
  record Rows(
      Findings.Builder table,
      String model,
      List<ProblemCounts> problems,
      SamplingDesign design,
      List<Integer> ks,
      double level) {

    /** Coverage at each k in every draw of a fit. */
    List<double[]> draws(CoverageFit fit) {
      return ks.stream().map(k -> fit.coverageDraws(k)).toList();
    }

    void add(CoverageFit fit, List<double[]> draws) {
      add(fit.distribution().name(), fit::coverage, draws.stream().map(this::ends).toList());
    }

    /**
     * @param ends of the interval at each k
     */
    void add(String law, IntToDoubleFunction coverage, List<Quantile.Interval> ends) {
      for (int j = 0; j < ks.size(); j++) {
        int k = ks.get(j);
        table.row(
            model,
            law,
            k,
            CountsAnalysis.observed(problems, design, k),
            coverage.applyAsDouble(k),
            ends.get(j).low(),
            ends.get(j).high(),
            k > design.greatestK(problems));
      }
    }

    /** NaN for fewer than two draws. */
    Quantile.Interval ends(double[] draws) {
      return draws.length < 2
          ? new Quantile.Interval(Double.NaN, Double.NaN)
          : Quantile.centralInterval(draws, level);
    }
  }

  /** Law less observation in standard errors of the observation; 0 where nothing was observed. */
  static double deviation(
      CoverageFit fit, List<ProblemCounts> problems, SamplingDesign design, int k) {
    if (k > design.greatestK(problems)) {
      return 0;
    }
    double[] h = problems.stream().mapToDouble(p -> 1 - design.failure(p, k)).toArray();
    Moments moments = Moments.of(h);
    double error = moments.standardErrorOfMean().orElse(0);
    return error > 0 ? (fit.coverage(k) - moments.mean()) / error : 0;
  }
}
