package isoloss.sampling.pretraining;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Loss;
import isoloss.optim.Bounds;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.optim.MultiStart;
import isoloss.optim.Objective;
import isoloss.optim.Optimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * {@code v = E + sum_j A_j / x_j^alpha_j} with E, A_j, alpha_j not negative, fitted to {@code y =
 * ln v} by {@code sum w s^2 (sqrt(1 + (e/s)^2) - 1)}, s = 0.1: half of soft-L1, SciPy's cost.
 */
final class PowerSum {
  /** Where the loss turns from squares to absolute values, in units of y. */
  static final double SCALE = 0.1;

  private static final Loss LOSS = new Loss.SoftL1(SCALE);
  private static final double STEEPEST = 10;
  private static final double WIDEST = 40;
  private static final double CERTIFIED = 1e-6;
  private static final Lbfgs SEARCH =
      Lbfgs.withDefaults().withGradientTolerance(1e-10).withDecreaseTolerance(1e-16);
  private static final Lbfgs REFIT =
      Lbfgs.withDefaults().withGradientTolerance(1e-6).withDecreaseTolerance(1e-12);

  private final double[][] logX;
  private final double[] y;
  private final int terms;

  /**
   * @param x per row one positive number for each term
   */
  PowerSum(double[][] x, double[] y) {
    this.logX =
        Arrays.stream(x)
            .map(row -> Arrays.stream(row).map(Math::log).toArray())
            .toArray(double[][]::new);
    this.y = y.clone();
    this.terms = x[0].length;
  }

  /**
   * @param theta E, then A and alpha of every term
   * @param draws the same of every resample
   */
  record Fitted(Values theta, double cost, Optimum optimum, List<Values> draws) {
    Fitted {
      draws = List.copyOf(draws);
    }

    /** That no optimum is certified, where none is. */
    Optional<Diagnostic> trouble(String what) {
      return PretrainingWarnings.uncertified(what, optimum, CERTIFIED);
    }

    double at(double... x) {
      return value(theta, x);
    }

    /** pass@k at x. */
    double pass(double... x) {
      return Math.exp(-at(x));
    }

    Fitted with(List<Values> newDraws) {
      return new Fitted(theta, cost, optimum, newDraws);
    }
  }

  static double value(Values theta, double... x) {
    double sum = theta.get(0);
    for (int j = 0; j < x.length; j++) {
      sum += theta.get(1 + 2 * j) * Math.pow(x[j], -theta.get(2 + 2 * j));
    }
    return sum;
  }

  /** The best optimum from random starts. */
  Fitted fit(int starts, Seed seed, int threads) {
    double[] once = new double[y.length];
    Arrays.fill(once, 1);
    Optimum best =
        MultiStart.withDefaults()
            .withLocal(SEARCH)
            .withThreads(threads)
            .withAgreement(1e-7)
            .minimize(() -> new Cost(once), starts(starts, seed), bounds());
    return new Fitted(natural(best.point().toArray()), best.value(), best, List.of());
  }

  /**
   * Refits from the optimum under other weights of the rows.
   *
   * @param weights one array per refit
   */
  List<Values> refits(Fitted fitted, List<double[]> weights, int threads) {
    double[] start = fitted.optimum().point().toArray();
    Values[] draws = new Values[weights.size()];
    IndexedWork.run(
        draws.length,
        threads,
        () -> this,
        (shared, draw) -> {
          LocalMinimum end = REFIT.minimize(new Cost(weights.get(draw)), start, bounds());
          draws[draw] = natural(end.point().toArray());
        });
    return Arrays.asList(draws);
  }

  private List<double[]> starts(int count, Seed seed) {
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = seed.child("starts").child(i).generator();
      double[] start = new double[1 + 2 * terms];
      start[0] = i % 2 == 0 ? 0.02 : random.nextDouble();
      for (int j = 0; j < terms; j++) {
        start[1 + 2 * j] = 1.5 * random.nextGaussian();
        start[2 + 2 * j] = 0.05 + 1.2 * random.nextDouble();
      }
      starts.add(start);
    }
    return starts;
  }

  private Bounds bounds() {
    double[] low = new double[1 + 2 * terms];
    double[] high = new double[1 + 2 * terms];
    high[0] = Double.POSITIVE_INFINITY;
    for (int j = 0; j < terms; j++) {
      low[1 + 2 * j] = -WIDEST;
      high[1 + 2 * j] = WIDEST;
      high[2 + 2 * j] = STEEPEST;
    }
    return new Bounds(Values.of(low), Values.of(high));
  }

  private Values natural(double[] search) {
    return Values.of(
        IntStream.range(0, search.length)
            .mapToDouble(i -> i % 2 == 1 ? Math.exp(search[i]) : search[i])
            .toArray());
  }

  /** In E, and ln A_j and alpha_j of every term. */
  private final class Cost implements Objective {
    private final double[] weights;
    private final double[] parts = new double[terms];

    Cost(double[] weights) {
      this.weights = weights;
    }

    @Override
    public int dimension() {
      return 1 + 2 * terms;
    }

    @Override
    public double value(double[] at, double[] gradient) {
      Arrays.fill(gradient, 0);
      double sum = 0;
      for (int row = 0; row < y.length; row++) {
        if (weights[row] > 0) {
          double v = at[0];
          for (int j = 0; j < terms; j++) {
            parts[j] = Math.exp(at[1 + 2 * j] - at[2 + 2 * j] * logX[row][j]);
            v += parts[j];
          }
          double error = Math.log(v) - y[row];
          sum += weights[row] * LOSS.value(error) / 2;
          addGradient(gradient, row, weights[row] * LOSS.slope(error) / 2 / v);
        }
      }
      return sum;
    }

    private void addGradient(double[] gradient, int row, double slope) {
      gradient[0] += slope;
      for (int j = 0; j < terms; j++) {
        gradient[1 + 2 * j] += slope * parts[j];
        gradient[2 + 2 * j] -= slope * parts[j] * logX[row][j];
      }
    }
  }
}
