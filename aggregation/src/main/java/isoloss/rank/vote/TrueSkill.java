package isoloss.rank.vote;

import isoloss.fit.Source;
import isoloss.stat.Normal;
import java.util.Arrays;

/**
 * TrueSkill for two players: a normal belief about each skill, updated from battle to battle by
 * moment matching. Constants of the paper: mean 25, standard deviation 25/3, performance deviation
 * {@code beta = 25/6}, drift {@code tau = 25/300} before each battle, draw probability 0.1, margin
 * {@code e = sqrt(2) beta Phi^-1(0.55)}. With {@code c^2 = 2 beta^2 + s_1^2 + s_2^2}, {@code t =
 * (m_1 - m_2)/c}: {@code m_1 += s_1^2/c v}, {@code m_2 -= s_2^2/c v}, {@code s_k^2 *= 1 - s_k^2/c^2
 * w}. The score is the mean of the belief, averaged over random orders.
 *
 * @see <a href="https://papers.nips.cc/paper/2006/hash/f44ee263952e65b3610b8ba51229d1f9">Herbrich,
 *     Minka and Graepel (2006)</a>
 */
public final class TrueSkill extends RunningRating {
  private static final double MEAN = 25;
  private static final double VARIANCE = (MEAN / 3) * (MEAN / 3);
  private static final double BETA_SQUARED = (MEAN / 6) * (MEAN / 6);
  private static final double DRIFT = (MEAN / 300) * (MEAN / 300);
  private static final double DRAW_PROBABILITY = 0.1;
  private static final double MARGIN =
      Math.sqrt(2 * BETA_SQUARED) * Normal.quantile((DRAW_PROBABILITY + 1) / 2);

  @Override
  public String name() {
    return "trueskill";
  }

  @Override
  public String description() {
    return "mean of TrueSkill's belief, averaged over random orders";
  }

  @Override
  public Source source() {
    return new Source(
        "Herbrich, Minka and Graepel (2006), TrueSkill",
        "https://papers.nips.cc/paper/2006/hash/f44ee263952e65b3610b8ba51229d1f9");
  }

  @Override
  Rating start(int models) {
    return new Run(models);
  }

  /** One pass over battles in the order in which they come. */
  static final class Run implements Rating {
    private final double[] mean;
    private final double[] variance;

    Run(int models) {
      mean = new double[models];
      variance = new double[models];
      Arrays.fill(mean, MEAN);
      Arrays.fill(variance, VARIANCE);
    }

    @Override
    public void battle(int a, int b, double result) {
      int winner = result >= 0.5 ? a : b;
      int loser = winner == a ? b : a;
      double s1 = variance[winner] + DRIFT;
      double s2 = variance[loser] + DRIFT;
      double c = Math.sqrt(2 * BETA_SQUARED + s1 + s2);
      double t = (mean[winner] - mean[loser]) / c;
      double e = MARGIN / c;
      Moments moments = result == 0.5 ? Moments.ofDraw(t, e) : Moments.ofWin(t - e);
      double v = moments.shift;
      double w = moments.shrink;
      mean[winner] += s1 / c * v;
      mean[loser] -= s2 / c * v;
      variance[winner] = s1 * (1 - s1 / (c * c) * w);
      variance[loser] = s2 * (1 - s2 / (c * c) * w);
    }

    @Override
    public double[] scores() {
      return mean.clone();
    }

    /** Variance of the belief about each skill. */
    double[] variances() {
      return variance.clone();
    }
  }

  /**
   * Of a normal difference of performances, cut to what the battle showed.
   *
   * @param shift by how much its mean moves, v
   * @param shrink by how much its variance falls, w
   */
  private record Moments(double shift, double shrink) {

    /**
     * Above zero, for a mean x: {@code v = phi(x)/Phi(x)}, {@code w = v (v + x)}; far below zero,
     * where both vanish, by their asymptotes.
     */
    static Moments ofWin(double x) {
      double v = x < -30 ? -x : density(x) / Normal.cumulative(x);
      return new Moments(v, x < -30 ? 1 : v * (v + x));
    }

    /** Within {@code [-e, e]}, for a mean t; by the nearer end where that is all but impossible. */
    static Moments ofDraw(double t, double e) {
      double mass = Normal.cumulative(e - t) - Normal.cumulative(-e - t);
      if (mass < 1e-300) {
        return new Moments(t < 0 ? -e - t : e - t, 1);
      }
      double low = density(-e - t);
      double high = density(e - t);
      double v = (low - high) / mass;
      return new Moments(v, v * v + ((e - t) * high + (e + t) * low) / mass);
    }

    private static double density(double x) {
      return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
  }
}
