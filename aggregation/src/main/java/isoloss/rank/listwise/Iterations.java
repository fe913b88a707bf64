package isoloss.rank.listwise;

import isoloss.stat.StationaryDistribution;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Fixed-point iterations for Luce's choices; slower than Newton's method, and a check of it. They
 * end when strengths no longer move; whether that is the maximum the gradient tells.
 */
final class Iterations {
  private static final int MOST = 20_000;

  /** Of the largest log-strength; steps shrink by a constant factor, so what is left is larger. */
  private static final double LAST_STEP = 1e-11;

  private Iterations() {}

  /**
   * Hunter's minorise-maximise: {@code w_i <- c_i / sum over choices A that hold i of 1/sum_A w},
   * with c_i how often i was chosen. The sum is {@code (c_i - g_i)/w_i} with g the gradient.
   *
   * @see <a href="https://doi.org/10.1214/aos/1079120141">Hunter (2004), MM algorithms for
   *     generalized Bradley-Terry models</a>
   */
  static ListFit.Found minoriseMaximise(
      LuceChoices choices, List<Ordering> orderings, ListFit fit, double[] start) {
    double[] chosen = choices.chosen(orderings);
    return iterate(
        fit,
        start,
        theta -> {
          double[] gradient = fit.gradient(theta);
          double[] next = new double[theta.length];
          for (int i = 0; i < next.length; i++) {
            next[i] = theta[i] - Math.log1p(-gradient[i] / chosen[i]);
          }
          return next;
        });
  }

  /**
   * Maystre and Grossglauser's iterated spectral ranking: the stationary distribution of the chain
   * that moves from each model to the one chosen instead at rate {@code alpha + 1/sum_A w}, again
   * and again; worths have mean 1.
   *
   * @param alpha as in choix, 0 for maximum likelihood
   * @see <a href="https://arxiv.org/abs/1505.06543">Maystre and Grossglauser (2015)</a>
   */
  static ListFit.Found spectral(
      LuceChoices choices, List<Ordering> orderings, double alpha, ListFit fit, double[] start) {
    int n = choices.models();
    return iterate(
        fit,
        start,
        theta -> {
          double[][] rates = new double[n][n];
          LuceChoices.Point at = new LuceChoices.Point(worths(theta));
          orderings.forEach(each -> at.addRates(each, rates));
          for (double[] row : rates) {
            for (int i = 0; i < n; i++) {
              row[i] += alpha;
            }
          }
          double[] next = StationaryDistribution.of(rates);
          for (int i = 0; i < n; i++) {
            next[i] = Math.log(n * next[i]);
          }
          return next;
        });
  }

  private static double[] worths(double[] theta) {
    double[] worths = new double[theta.length];
    double sum = 0;
    for (int i = 0; i < theta.length; i++) {
      worths[i] = Math.exp(theta[i]);
      sum += worths[i];
    }
    for (int i = 0; i < theta.length; i++) {
      worths[i] *= theta.length / sum;
    }
    return worths;
  }

  private static ListFit.Found iterate(
      ListFit fit, double[] start, UnaryOperator<double[]> iteration) {
    double[] theta = start.clone();
    fit.centre(theta);
    int step = 0;
    for (double change = 1; change > LAST_STEP && step < MOST; step++) {
      double[] next = iteration.apply(theta);
      fit.centre(next);
      change = largestChange(theta, next);
      theta = next;
    }
    return new ListFit.Found(fit.expand(theta), step);
  }

  private static double largestChange(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
