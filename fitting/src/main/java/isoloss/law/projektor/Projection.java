package isoloss.law.projektor;

import isoloss.data.Values;
import isoloss.optim.Objective;
import isoloss.optim.Simplex;
import isoloss.optim.SimplexDescent;
import isoloss.stat.LinearRegression;
import java.util.Arrays;
import java.util.List;

/**
 * Projektor's two stages. First a regression of the loss on mixture and transport distance at each
 * of two sizes {@code N0 < N1}; then, at a third size, the line through both in the logarithm of
 * size: {@code L(N, p) = (ln(N/N0) L1(p) - ln(N/N1) L0(p)) / ln(N1/N0)}, exact where the loss is
 * linear in ln N.
 *
 * @param first at N0
 * @param second at N1
 * @see <a href="https://arxiv.org/abs/2307.02460">Kang et al. (2023), Performance Scaling via
 *     Optimal Transport</a>
 */
public record Projection(MixtureTerms terms, Stage first, Stage second) {

  /**
   * The regression at one size.
   *
   * @param size N, parameters or samples, the same thing for both
   * @param coefficients in the order of the terms
   * @param rank of the design; below the number of terms some are not determined
   * @param rmse of the fit, with n in the denominator
   */
  public record Stage(
      double size, Values coefficients, int rank, int rows, double rmse, double r2) {

    /**
     * @param mixtures one row of shares per trained model
     * @param distances transport distance of each mixture to the validation data
     */
    public static Stage fit(
        MixtureTerms terms, double size, double[][] mixtures, double[] distances, double[] losses) {
      double[][] design = new double[losses.length][];
      for (int row = 0; row < design.length; row++) {
        design[row] = terms.at(mixtures[row], distances[row]);
      }
      LinearRegression fit = LinearRegression.of(design, losses);
      double mean = Arrays.stream(losses).average().orElseThrow();
      double total = Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).sum();
      return new Stage(
          size,
          fit.coefficients(),
          fit.rank(),
          losses.length,
          Math.sqrt(fit.residualSumOfSquares() / losses.length),
          1 - fit.residualSumOfSquares() / total);
    }
  }

  public Projection {
    if (!(first.size() > 0 && first.size() < second.size())) {
      throw new IllegalArgumentException(
          "sizes %s and %s: the first must be positive and the smaller"
              .formatted(first.size(), second.size()));
    }
  }

  /** Weight of the second stage at a size; that of the first is 1 less it. */
  double weightOfSecond(double size) {
    return Math.log(size / first.size()) / Math.log(second.size() / first.size());
  }

  /** By how much independent errors of both stages grow in the projection. */
  public double errorGrowth(double size) {
    double weight = weightOfSecond(size);
    return Math.hypot(weight, 1 - weight);
  }

  /** The projected loss of a mixture with a known transport distance. */
  public double at(double size, double[] mixture, double distance) {
    double[] values = terms.at(mixture, distance);
    double[] coefficients = coefficientsAt(size);
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += coefficients[k] * values[k];
    }
    return sum;
  }

  private double[] coefficientsAt(double size) {
    double weight = weightOfSecond(size);
    double[] coefficients = new double[first.coefficients().size()];
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] =
          weight * second.coefficients().get(k) + (1 - weight) * first.coefficients().get(k);
    }
    return coefficients;
  }

  /** The projected loss at a size as a function of the mixture, with its own gradient. */
  public Objective lossAt(double size, Objective distance) {
    double[] coefficients = coefficientsAt(size);
    return new Objective() {
      @Override
      public int dimension() {
        return distance.dimension();
      }

      @Override
      public double value(double[] mixture, double[] gradient) {
        double[] distanceGradient = new double[mixture.length];
        double ot = distance.value(mixture, distanceGradient);
        double[] slopes = terms.gradient(coefficients, mixture, ot, distanceGradient);
        System.arraycopy(slopes, 0, gradient, 0, slopes.length);
        return at(size, mixture, ot);
      }
    };
  }

  /** The mixture of least projected loss, from the middle of the simplex and every given start. */
  public SimplexDescent.Minimum bestMixture(
      double size, Objective distance, List<double[]> starts) {
    Objective loss = lossAt(size, distance);
    SimplexDescent descent = SimplexDescent.withDefaults();
    SimplexDescent.Minimum best = descent.minimize(loss, Simplex.centre(distance.dimension()));
    for (double[] start : starts) {
      SimplexDescent.Minimum end = descent.minimize(loss, start);
      best = end.value() < best.value() ? end : best;
    }
    return best;
  }

  /**
   * The authors' schedule from the middle of the simplex: 100 steps of {@code 0.0005 0.9^t}, with
   * the gradient of the projected loss (theirs is that of the smaller size) and every step put back
   * onto the simplex.
   */
  public SimplexDescent.Minimum scheduledMixture(double size, Objective distance) {
    Objective loss = lossAt(size, distance);
    double[] mixture = Simplex.centre(distance.dimension());
    double[] gradient = new double[mixture.length];
    int steps = 100;
    for (int t = 0; t < steps; t++) {
      loss.value(mixture, gradient);
      double rate = 5e-4 * Math.pow(0.9, t);
      for (int i = 0; i < mixture.length; i++) {
        mixture[i] -= rate * gradient[i];
      }
      mixture = Simplex.project(mixture);
    }
    double value = loss.value(mixture, gradient);
    return new SimplexDescent.Minimum(Values.of(mixture), value, Double.NaN, steps);
  }
}
