package isoloss.sampling.passuntil;

import isoloss.data.Values;
import isoloss.optim.Bounds;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.optim.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * F of two task laws together, {@code g_i = ln c_i - alpha_i x}: of two steps that must both
 * succeed (PU is their product) {@code F = ln sum exp(g_i)}, which is convex; or of two circuits of
 * which the better one wins, {@code F = -T ln sum exp(-g_i/T)}, the soft minimum, which is concave
 * and tends to the hard minimum as T falls to 0. The published weighting of circuits is not known;
 * this one is a definite choice.
 */
final class TwoLaws implements Objective {
  private static final Lbfgs SEARCH =
      Lbfgs.withDefaults().withGradientTolerance(1e-10).withDecreaseTolerance(1e-15);
  private static final double LARGEST_LOG = 60;
  private static final double LARGEST_EXPONENT = 10;
  private static final double[] TURNS = {0.1, 0.5, 2, 5};

  private final double[] x;
  private final double[] f;
  private final double sign;
  private final double temperature;

  private TwoLaws(double[] x, double[] f, double sign, double temperature) {
    this.x = x;
    this.f = f;
    this.sign = sign;
    this.temperature = temperature;
  }

  /** The better fit of several starts: {@code (ln c_1, alpha_1, ln c_2, alpha_2)} at x. */
  record Fitted(Values coefficients, double residualSquares, double sign, double temperature) {
    double at(double x) {
      return combined(coefficients.toArray(), x, sign, temperature);
    }
  }

  /** Several steps, all needed. */
  static Fitted steps(double[] x, double[] f) {
    return best(new TwoLaws(x, f, 1, 1), starts(x, f));
  }

  /**
   * Several circuits, one enough: from a warm start at T = 1 down to the temperature.
   *
   * @param temperature T, above 0
   */
  static Fitted circuits(double[] x, double[] f, double temperature) {
    List<double[]> starts = starts(x, f);
    double warm = Math.max(1, temperature);
    while (warm > temperature) {
      TwoLaws soft = new TwoLaws(x, f, -1, warm);
      List<double[]> ends = new ArrayList<>();
      starts.forEach(start -> ends.add(soft.search(start).point().toArray()));
      starts = ends;
      warm = Math.max(temperature, warm / 4);
    }
    starts = new ArrayList<>(starts);
    starts.addAll(starts(x, f));
    return best(new TwoLaws(x, f, -1, temperature), starts);
  }

  private static Fitted best(TwoLaws laws, List<double[]> starts) {
    LocalMinimum best =
        starts.stream()
            .map(laws::search)
            .reduce((least, end) -> end.value() < least.value() ? end : least)
            .orElseThrow();
    return new Fitted(best.point(), best.value(), laws.sign, laws.temperature);
  }

  private LocalMinimum search(double[] start) {
    boolean falls = Line.through(x, f).slope() <= 0; // both laws go the way of the line
    double least = falls ? 0 : -LARGEST_EXPONENT;
    double most = falls ? LARGEST_EXPONENT : 0;
    double[] low = {-LARGEST_LOG, least, -LARGEST_LOG, least};
    double[] high = {LARGEST_LOG, most, LARGEST_LOG, most};
    return SEARCH.minimize(this, start, new Bounds(Values.of(low), Values.of(high)));
  }

  /** The line turned about its two ends, in both directions. */
  private static List<double[]> starts(double[] x, double[] f) {
    Line line = Line.through(x, f);
    List<double[]> starts = new ArrayList<>();
    double left = Arrays.stream(x).min().orElseThrow();
    double right = Arrays.stream(x).max().orElseThrow();
    for (double turn : TURNS) {
      double steep = line.slope() * (1 + turn);
      double flat = line.slope() / (1 + turn);
      for (double middle : new double[] {left, (left + right) / 2, right}) {
        double at = line.at(middle);
        starts.add(new double[] {at - steep * middle, -steep, at - flat * middle, -flat});
      }
    }
    return starts;
  }

  private static double combined(double[] t, double x, double sign, double temperature) {
    double first = sign * (t[0] - t[1] * x) / temperature;
    double second = sign * (t[2] - t[3] * x) / temperature;
    double most = Math.max(first, second);
    return sign * temperature * (most + Math.log(Math.exp(first - most) + Math.exp(second - most)));
  }

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public double value(double[] t, double[] gradient) {
    Arrays.fill(gradient, 0);
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = combined(t, x[i], sign, temperature) - f[i];
      double gap = sign * (t[2] - t[3] * x[i] - t[0] + t[1] * x[i]) / temperature;
      double first = 1 / (1 + Math.exp(gap));
      squares += residual * residual;
      gradient[0] += 2 * residual * first;
      gradient[1] -= 2 * residual * first * x[i];
      gradient[2] += 2 * residual * (1 - first);
      gradient[3] -= 2 * residual * (1 - first) * x[i];
    }
    return squares;
  }
}
