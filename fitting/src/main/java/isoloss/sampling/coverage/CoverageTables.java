package isoloss.sampling.coverage;

import isoloss.fit.Findings;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.List;

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

  static void add(
      Findings.Builder table,
      String model,
      CoverageFit fit,
      List<ProblemCounts> problems,
      SamplingDesign design,
      List<Integer> ks,
      double level) {
    for (int k : ks) {
      Quantile.Interval ends =
          fit.draws().size() < 2
              ? new Quantile.Interval(Double.NaN, Double.NaN)
              : Quantile.centralInterval(fit.coverageDraws(k), level);
      table.row(
          model,
          fit.distribution().name(),
          k,
          CountsAnalysis.observed(problems, design, k),
          fit.coverage(k),
          ends.low(),
          ends.high(),
          k > design.greatestK(problems));
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
