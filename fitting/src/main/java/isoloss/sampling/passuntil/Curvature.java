package isoloss.sampling.passuntil;

import isoloss.stat.Quantile;
import isoloss.stat.StudentT;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether F bends over x: {@code F = a + b x + q x^2}. F falls; convex (q above 0) falls ever more
 * slowly, concave ever faster.
 *
 * @param interval of q at {@link #LEVEL}, by a bootstrap of problems
 * @param shareAbove share of the draws with q above 0; NaN without draws
 * @param pValue of the F-test of the parabola against the line; from five sizes on
 */
record Curvature(
    Line line,
    Parabola parabola,
    int points,
    Optional<Quantile.Interval> interval,
    double shareAbove,
    OptionalDouble pValue,
    Verdict verdict) {
  static final double LEVEL = 0.95;

  private static final int FEWEST_POINTS_OF_TEST = 5;

  /** A bend below this share of what F falls over the sizes counts as none. */
  private static final double NEGLIGIBLE = 0.05;

  /** What the interval says; the estimate alone never decides. */
  enum Verdict {
    CONVEX("convex: sub-scaling"),
    LINEAR("linear: the task law holds"),
    CONCAVE("concave: accelerated emergence"),
    UNDECIDED("undecided");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * @param x of the sizes used
   * @param draws of q, NaN where a resample had too few usable sizes
   */
  static Curvature of(double[] x, Line line, Parabola parabola, double[] draws) {
    double[] kept = Arrays.stream(draws).filter(Double::isFinite).toArray();
    Optional<Quantile.Interval> interval =
        kept.length < 2 ? Optional.empty() : Optional.of(Quantile.centralInterval(kept, LEVEL));
    double above =
        kept.length < 2
            ? Double.NaN
            : Arrays.stream(kept).filter(q -> q > 0).count() / (double) kept.length;
    return new Curvature(
        line,
        parabola,
        x.length,
        interval,
        above,
        pValue(x.length, line, parabola),
        interval.map(ends -> verdict(x, line, ends)).orElse(Verdict.UNDECIDED));
  }

  private static Verdict verdict(double[] x, Line line, Quantile.Interval ends) {
    if (ends.low() > 0) {
      return Verdict.CONVEX;
    }
    if (ends.high() < 0) {
      return Verdict.CONCAVE;
    }
    double range = Arrays.stream(x).max().orElseThrow() - Arrays.stream(x).min().orElseThrow();
    double bend = Math.max(-ends.low(), ends.high()) * range * range / 4;
    return bend <= NEGLIGIBLE * Math.abs(line.slope()) * range ? Verdict.LINEAR : Verdict.UNDECIDED;
  }

  /** F(1, n-3) is the square of Student's t with n-3 degrees of freedom. */
  private static OptionalDouble pValue(int points, Line line, Parabola parabola) {
    if (points < FEWEST_POINTS_OF_TEST) {
      return OptionalDouble.empty();
    }
    double degrees = points - 3.0;
    double f =
        (line.residualSquares() - parabola.residualSquares())
            / (parabola.residualSquares() / degrees);
    return OptionalDouble.of(2 * StudentT.cumulative(-Math.sqrt(Math.max(0, f)), degrees));
  }

  /**
   * Akaike's criterion with the correction for few points, of least squares with so many
   * coefficients (the variance is one parameter more); undefined below seven points.
   */
  static OptionalDouble aicc(int points, int coefficients, double residualSquares) {
    int free = coefficients + 1;
    if (points < 7 || points - free - 1 < 1) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        points * Math.log(residualSquares / points)
            + 2.0 * free
            + 2.0 * free * (free + 1) / (points - free - 1.0));
  }
}
