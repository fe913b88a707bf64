package isoloss.rank.pair;

import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where a solver ended.
 *
 * @param point log-strengths, and the tie parameter where there is one
 * @param value log-likelihood, without penalty
 * @param gradient with penalty
 * @param information with penalty
 */
record Solution(
    double[] point, double value, double[] gradient, Information information, int iterations) {
  /** Of a converged point: no parameter is further from where its own slope vanishes. */
  static final double STATIONARY = 1e-8;

  /** With everything that the point decides. */
  static Solution at(
      ConcaveLikelihood likelihood,
      Penalty penalty,
      double[] point,
      double[][] reused,
      int iterations,
      int threads) {
    var expansion = likelihood.expand(point, reused, threads);
    if (penalty.isNone()) {
      return new Solution(
          point, expansion.value(), expansion.gradient(), expansion.information(), iterations);
    }
    double[] curvature = new double[likelihood.models()];
    for (int i = 0; i < curvature.length; i++) {
      expansion.gradient()[i] += penalty.slope(point[i]);
      curvature[i] = penalty.curvature(point[i]);
    }
    return new Solution(
        point,
        expansion.value(),
        expansion.gradient(),
        expansion.information().plus(curvature),
        iterations);
  }

  /** The largest {@code |gradient| / curvature}: by how much a parameter alone would move. */
  double slope() {
    double largest = 0;
    for (int i = 0; i < gradient.length; i++) {
      double ratio = Math.abs(gradient[i]) / information.curvature(i);
      largest = ratio >= largest ? ratio : ratio < largest ? largest : Double.NaN;
    }
    return largest;
  }

  boolean isStationary() {
    return slope() <= STATIONARY;
  }

  /** Log-strengths with mean 0. */
  Values scores() {
    double[] scores = Arrays.copyOf(point, information.models());
    Worths.centre(scores, scores.length);
    return Values.of(scores);
  }

  /** What a reader must know of the prior and of the point. */
  List<Diagnostic> diagnostics(Penalty penalty) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    penalty.remark().ifPresent(diagnostics::add);
    if (!isStationary()) {
      diagnostics.add(
          new Diagnostic.NotConverged(
              String.format(
                  Locale.ROOT,
                  "after %d iterations a score would still move by %.1e for its slope to vanish",
                  iterations,
                  slope())));
    }
    return diagnostics;
  }
}
