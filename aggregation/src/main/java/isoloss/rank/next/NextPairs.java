package isoloss.rank.next;

import isoloss.data.InputException;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which two models to compare next. One comparison of i and j has the information {@code w = p (1 -
 * p)}, {@code p = sigma(theta_i - theta_j)}, on their difference, whose variance is {@code v = (e_i
 * - e_j)' C (e_i - e_j)}. Each proposal is the pair that gains most after those before it; C
 * follows by the formula of Sherman and Morrison, {@code C - w u u' / (1 + w v)}, {@code u = C (e_i
 * - e_j)}. O(models^2) for each.
 */
public final class NextPairs {
  private static final int LARGEST = 3_000;

  private final Gain gain;
  private final int n;
  private final double[] theta;
  private final double[] covariance;
  private final double[] square;

  /** What is to grow. */
  public enum Gain {
    /** The log-determinant of the information, {@code log(1 + w v)}, in nats: all contrasts. */
    D,
    /** The fall of the sum of variances, {@code w u'u / (1 + w v)}: all models alike. */
    A
  }

  /**
   * A pair to compare.
   *
   * @param gain expected of one comparison, after the ones before
   * @param explores whether it was drawn at random
   */
  public record Pair(int first, int second, double gain, boolean explores) {}

  private NextPairs(Strengths strengths, Covariance known, Gain gain) {
    this.gain = gain;
    theta = strengths.scores().toArray();
    n = theta.length;
    covariance = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i * n + j] =
            i == j
                ? known.variance(i)
                : (known.variance(i) + known.variance(j) - known.variance(i, j)) / 2;
      }
    }
    square = squared();
  }

  private double[] squared() {
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = covariance[i * n + k];
        for (int j = 0; j < n; j++) {
          out[i * n + j] += factor * covariance[k * n + j];
        }
      }
    }
    return out;
  }

  /**
   * @param strengths natural-log, high ones good, with a covariance
   * @throws InputException without a covariance, or for more than 3,000 models, whose matrices take
   *     too much memory
   */
  public static List<Pair> of(Strengths strengths, Gain gain, Budget budget) {
    Covariance known =
        strengths
            .fisher()
            .or(strengths::influence)
            .orElseThrow(() ->
                new InputException(
                    "next pairs need the errors of a fit; use a method with a likelihood, such as"
                        + " bradley-terry"));
    int models = strengths.scores().size();
    if (models < 2 || models > LARGEST) {
      throw new InputException(
          "next pairs are for 2 to %d models and there are %d; keep fewer"
              .formatted(LARGEST, models));
    }
    NextPairs search = new NextPairs(strengths, known, gain);
    RandomGenerator random = budget.seed().child("next pairs").generator();
    List<Pair> explored = new ArrayList<>();
    for (int k = 0; k < budget.explored(); k++) {
      int i = random.nextInt(models);
      int j = random.nextInt(models - 1);
      explored.add(search.taken(i, j < i ? j : j + 1, true));
    }
    List<Pair> pairs = new ArrayList<>();
    while (pairs.size() < budget.measurements() - budget.explored()) {
      pairs.add(search.best());
    }
    pairs.addAll(explored);
    return List.copyOf(pairs);
  }

  private Pair best() {
    int first = 0;
    int second = 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double each = gain(i, j);
        if (each > most) {
          most = each;
          first = i;
          second = j;
        }
      }
    }
    return taken(first, second, false);
  }

  private double gain(int i, int j) {
    double w = information(i, j);
    double v = contrast(covariance, i, j);
    return gain == Gain.D ? Math.log1p(w * v) : w * contrast(square, i, j) / (1 + w * v);
  }

  private double information(int i, int j) {
    double p = 1 / (1 + Math.exp(theta[j] - theta[i]));
    return p * (1 - p);
  }

  /** {@code (e_i - e_j)' M (e_i - e_j)}. */
  private double contrast(double[] m, int i, int j) {
    return m[i * n + i] + m[j * n + j] - 2 * m[i * n + j];
  }

  private Pair taken(int i, int j, boolean explores) {
    Pair pair = new Pair(Math.min(i, j), Math.max(i, j), gain(i, j), explores);
    double w = information(i, j);
    double factor = w / (1 + w * contrast(covariance, i, j));
    double[] u = difference(covariance, i, j);
    double[] q = difference(square, i, j);
    double length = contrast(square, i, j);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        covariance[a * n + b] -= factor * u[a] * u[b];
        square[a * n + b] += factor * (factor * length * u[a] * u[b] - q[a] * u[b] - u[a] * q[b]);
      }
    }
    return pair;
  }

  /** {@code M (e_i - e_j)}. */
  private double[] difference(double[] m, int i, int j) {
    double[] out = new double[n];
    for (int a = 0; a < n; a++) {
      out[a] = m[a * n + i] - m[a * n + j];
    }
    return out;
  }
}
