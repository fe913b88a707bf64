package isoloss.sampling.coverage;

import isoloss.sampling.CoverageCurve;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import java.util.Arrays;
import java.util.List;

/** Estimates of pass@k of each problem at log-spaced k, whose means are a coverage curve. */
final class ProblemCurves {
  private static final int POINTS = 40;

  private final double[] k;
  private final double[][] passes;

  private ProblemCurves(double[] k, double[][] passes) {
    this.k = k;
    this.passes = passes;
  }

  /** Up to the largest k that the design admits; without a point where it admits none. */
  static ProblemCurves of(List<ProblemCounts> problems, SamplingDesign design) {
    int greatest = design.greatestK(problems);
    List<Integer> grid = greatest < 1 ? List.of() : CoverageCurve.logSpaced(greatest, POINTS);
    return new ProblemCurves(
        grid.stream().mapToDouble(Integer::doubleValue).toArray(),
        grid.stream()
            .map(at -> problems.stream().mapToDouble(p -> 1 - design.failure(p, at)).toArray())
            .toArray(double[][]::new));
  }

  double[] k() {
    return k;
  }

  /** The curve when problems count as often as told. */
  double[] mean(int[] multiplicities) {
    double count = Arrays.stream(multiplicities).sum();
    double[] means = new double[k.length];
    for (int j = 0; j < k.length; j++) {
      double sum = 0;
      for (int i = 0; i < multiplicities.length; i++) {
        sum += multiplicities[i] * passes[j][i];
      }
      means[j] = sum / count;
    }
    return means;
  }
}
