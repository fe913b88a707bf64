package isoloss.law.projektor;

import isoloss.data.Values;
import java.util.Arrays;
import java.util.List;

/**
 * Optimal transport with an entropic penalty, {@code min_P <P, C> + epsilon KL(P | a b')} over
 * couplings of a and b, by alternating updates of the dual potentials in logarithms. The penalty
 * starts large and is halved down to epsilon, which keeps the number of updates small.
 *
 * @param epsilon the penalty, in the unit of the cost
 * @param tolerance of the marginals: the sum of |row sums - a|; column sums are exact
 * @param maxIterations pairs of updates at the final penalty
 * @see <a href="https://arxiv.org/abs/1306.0895">Cuturi (2013), Sinkhorn Distances</a>; rounded as
 *     Altschuler et al. (2017), algorithm 2
 */
public record Sinkhorn(double epsilon, double tolerance, int maxIterations) {
  private static final int ITERATIONS_ON_THE_WAY = 50;

  public Sinkhorn {
    if (!(epsilon > 0) || !(tolerance > 0) || maxIterations < 1) {
      throw new IllegalArgumentException(
          "epsilon %s, tolerance %s and %d iterations must be positive"
              .formatted(epsilon, tolerance, maxIterations));
    }
  }

  /** Tolerance 1e-10, at most 20,000 iterations. */
  public static Sinkhorn withEpsilon(double epsilon) {
    return new Sinkhorn(epsilon, 1e-10, 20_000);
  }

  public Sinkhorn withTolerance(double newTolerance) {
    return new Sinkhorn(epsilon, newTolerance, maxIterations);
  }

  /**
   * @param cost {@code <P, C>} of the coupling
   * @param dual {@code <f, a> + <g, b>}, the penalised optimum; its derivative by a is f up to a
   *     constant
   * @param f one potential per row; defined for rows without weight too
   * @param g one potential per column
   * @param coupling one row per point of a, rounded so that it has the marginals a and b
   * @param marginalError the sum of |row sums - a| before rounding; where masses hardly exchange it
   *     falls slowly below exp(-gap/epsilon)
   */
  public record Transport(
      double cost,
      double dual,
      Values f,
      Values g,
      List<Values> coupling,
      double marginalError,
      int iterations) {
    public Transport {
      coupling = List.copyOf(coupling);
    }
  }

  /**
   * @param cost one row per point of a, not negative
   * @param a weights of the rows, adding up to 1; zeros are allowed
   * @param b weights of the columns, adding up to 1
   */
  public Transport between(double[][] cost, double[] a, double[] b) {
    requireWeights("a", a, cost.length);
    requireWeights("b", b, cost[0].length);
    Scaling scaling = new Scaling(cost, a, b);
    double largest = Arrays.stream(cost).flatMapToDouble(Arrays::stream).max().orElse(0);
    for (double penalty = largest; penalty > 2 * epsilon; penalty /= 2) {
      scaling.run(penalty, ITERATIONS_ON_THE_WAY, tolerance);
    }
    int iterations = scaling.run(epsilon, maxIterations, tolerance);
    return scaling.transport(epsilon, iterations);
  }

  private static void requireWeights(String name, double[] weights, int size) {
    double sum = Arrays.stream(weights).sum();
    if (weights.length != size
        || !(Math.abs(sum - 1) <= 1e-9)
        || Arrays.stream(weights).anyMatch(w -> !(w >= 0))) {
      throw new IllegalArgumentException(
          "%s must be %d weights that are not negative and add up to 1; they add up to %s"
              .formatted(name, size, sum));
    }
  }

  /** Potentials in the making. */
  private static final class Scaling {
    private final double[][] cost;
    private final double[] a;
    private final double[] b;
    private final double[] logA;
    private final double[] logB;
    private final double[] f;
    private final double[] g;

    Scaling(double[][] cost, double[] a, double[] b) {
      this.cost = cost;
      this.a = a;
      this.b = b;
      this.logA = Arrays.stream(a).map(Math::log).toArray();
      this.logB = Arrays.stream(b).map(Math::log).toArray();
      this.f = new double[a.length];
      this.g = new double[b.length];
    }

    /** Updates f, then g, until the rows of the coupling add up to a. */
    int run(double penalty, int most, double tolerance) {
      for (int iteration = 1; iteration <= most; iteration++) {
        double error = updateRows(penalty);
        updateColumns(penalty);
        if (error <= tolerance) {
          return iteration;
        }
      }
      return most;
    }

    /** Sets f; returns how far the row sums were from a before. */
    private double updateRows(double penalty) {
      double error = 0;
      for (int i = 0; i < f.length; i++) {
        double[] line = cost[i];
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < g.length; j++) {
          largest = Math.max(largest, logB[j] + (g[j] - line[j]) / penalty);
        }
        double sum = 0;
        for (int j = 0; j < g.length; j++) {
          sum += Math.exp(logB[j] + (g[j] - line[j]) / penalty - largest);
        }
        double updated = -penalty * (largest + Math.log(sum));
        error += a[i] * Math.abs(Math.expm1((f[i] - updated) / penalty));
        f[i] = updated;
      }
      return error;
    }

    private void updateColumns(double penalty) {
      for (int j = 0; j < g.length; j++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < f.length; i++) {
          largest = Math.max(largest, logA[i] + (f[i] - cost[i][j]) / penalty);
        }
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
          sum += Math.exp(logA[i] + (f[i] - cost[i][j]) / penalty - largest);
        }
        g[j] = -penalty * (largest + Math.log(sum));
      }
    }

    Transport transport(double penalty, int iterations) {
      double[][] coupling = new double[f.length][g.length];
      double error = 0;
      for (int i = 0; i < f.length; i++) {
        double rowSum = 0;
        for (int j = 0; j < g.length; j++) {
          coupling[i][j] = Math.exp(logA[i] + logB[j] + (f[i] + g[j] - cost[i][j]) / penalty);
          rowSum += coupling[i][j];
        }
        error += Math.abs(rowSum - a[i]);
      }
      round(coupling);
      return new Transport(
          product(coupling),
          inner(a, f) + inner(b, g),
          Values.of(f),
          Values.of(g),
          Arrays.stream(coupling).map(Values::of).toList(),
          error,
          iterations);
    }

    /** Scales rows and columns that hold too much and spreads what is then missing. */
    private void round(double[][] coupling) {
      double[] columnSums = new double[b.length];
      double[] missingA = a.clone();
      for (int i = 0; i < a.length; i++) {
        double sum = Arrays.stream(coupling[i]).sum();
        double factor = sum > a[i] ? a[i] / sum : 1;
        for (int j = 0; j < b.length; j++) {
          coupling[i][j] *= factor;
          columnSums[j] += coupling[i][j];
        }
      }
      double[] missingB = b.clone();
      double missing = 0;
      for (int j = 0; j < b.length; j++) {
        double factor = columnSums[j] > b[j] ? b[j] / columnSums[j] : 1;
        for (int i = 0; i < a.length; i++) {
          coupling[i][j] *= factor;
          missingA[i] -= coupling[i][j];
          missingB[j] -= coupling[i][j];
        }
        missing += Math.max(0, missingB[j]);
      }
      for (int i = 0; i < a.length && missing > 0; i++) {
        for (int j = 0; j < b.length; j++) {
          coupling[i][j] += Math.max(0, missingA[i]) * Math.max(0, missingB[j]) / missing;
        }
      }
    }

    private double product(double[][] coupling) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += inner(coupling[i], cost[i]);
      }
      return sum;
    }

    private static double inner(double[] x, double[] y) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * y[i];
      }
      return sum;
    }
  }
}
