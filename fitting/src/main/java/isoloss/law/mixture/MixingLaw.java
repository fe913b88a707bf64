package isoloss.law.mixture;

import isoloss.data.Values;
import isoloss.optim.LeastSquares;
import isoloss.optim.Residuals;
import isoloss.stat.LinearRegression;
import java.util.Arrays;

/**
 * Loss of one domain by the mixture that a model was trained on: {@code L(r) = c + exp(sum_j t_j
 * r_j)}, r on the simplex. The source writes {@code c + k exp(...)}; since r adds up to 1, k and a
 * shift of all t are one parameter, so k = 1.
 *
 * @param floor c, in nats per token, not negative
 * @param rates t, one per domain of the mixture
 * @see <a href="https://arxiv.org/abs/2403.16952">Ye et al. (2024), Data Mixing Laws</a>
 */
public record MixingLaw(double floor, Values rates) {
  /** Shares of the least loss at which c starts. */
  private static final double[] FLOORS = {0.05, 0.4, 0.75, 0.95};

  /** Smallest share of the least loss that stands for c = 0. */
  private static final double NO_FLOOR = 1e-9;

  /**
   * Least squares of the loss.
   *
   * @param mixtures one row of proportions per model
   * @param losses of one domain, positive
   */
  public static MixingLaw fit(double[][] mixtures, double[] losses) {
    double least = least(losses);
    Misfit misfit = new Misfit(mixtures, losses);
    MixingLaw best = new MixingLaw(0, Values.of(new double[mixtures[0].length]));
    double lowest = Double.POSITIVE_INFINITY;
    for (double share : FLOORS) {
      LeastSquares.Solution end =
          LeastSquares.withDefaults().minimize(misfit, start(mixtures, losses, share * least));
      if (end.residualSumOfSquares() < lowest) {
        lowest = end.residualSumOfSquares();
        best = of(end.minimum().point().toArray());
      }
    }
    return best;
  }

  /** The same from one start, for refits without a few rows. */
  MixingLaw refit(double[][] mixtures, double[] losses) {
    double[] start = new double[rates.size() + 1];
    start[0] = Math.log(Math.max(floor, NO_FLOOR * least(losses)));
    System.arraycopy(rates.toArray(), 0, start, 1, rates.size());
    return of(
        LeastSquares.withDefaults()
            .minimize(new Misfit(mixtures, losses), start)
            .minimum()
            .point()
            .toArray());
  }

  private static double least(double[] losses) {
    return Arrays.stream(losses).min().orElseThrow();
  }

  private static double[] start(double[][] mixtures, double[] losses, double floor) {
    double[] logs = new double[losses.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(losses[i] - floor);
    }
    double[] rates = LinearRegression.of(mixtures, logs).coefficients().toArray();
    double[] start = new double[rates.length + 1];
    start[0] = Math.log(floor);
    System.arraycopy(rates, 0, start, 1, rates.length);
    return start;
  }

  private static MixingLaw of(double[] point) {
    return new MixingLaw(Math.exp(point[0]), Values.of(Arrays.copyOfRange(point, 1, point.length)));
  }

  /** The loss at a mixture. */
  public double at(double[] mixture) {
    return floor + reducible(mixture);
  }

  /** The part of the loss above the floor; also the factor of its gradient by the mixture. */
  public double reducible(double[] mixture) {
    double sum = 0;
    for (int j = 0; j < mixture.length; j++) {
      sum += rates.get(j) * mixture[j];
    }
    return Math.exp(sum);
  }

  /** Residuals as a function of (ln c, t). */
  private record Misfit(double[][] mixtures, double[] losses) implements Residuals {
    @Override
    public int count() {
      return losses.length;
    }

    @Override
    public int dimension() {
      return mixtures[0].length + 1;
    }

    @Override
    public void at(double[] point, double[] residuals, double[][] jacobian) {
      double floor = Math.exp(point[0]);
      for (int i = 0; i < losses.length; i++) {
        double exponent = 0;
        for (int j = 0; j < mixtures[i].length; j++) {
          exponent += point[j + 1] * mixtures[i][j];
        }
        double reducible = Math.exp(exponent);
        residuals[i] = floor + reducible - losses[i];
        jacobian[i][0] = floor;
        for (int j = 0; j < mixtures[i].length; j++) {
          jacobian[i][j + 1] = reducible * mixtures[i][j];
        }
      }
    }
  }
}
