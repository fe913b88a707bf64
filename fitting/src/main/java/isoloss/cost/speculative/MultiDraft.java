package isoloss.cost.speculative;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Acceptance where k tokens are drafted for one position: {@code target} is p and {@code draft} is
 * q, the distributions of the next token by the two models. (SpecTr's letters are the other way
 * round.)
 *
 * @see <a href="https://arxiv.org/abs/2310.15141">Sun et al. (2023), SpecTr</a>
 * @see <a href="https://arxiv.org/abs/2305.09781">Miao et al. (2023), SpecInfer</a>
 */
public final class MultiDraft {
  private static final double SUM_TOLERANCE = 1e-6;
  private static final int BISECTIONS = 200;

  /** Orders of rejected tokens that are followed one by one. */
  private static final double MOST_ORDERS = 2e6;

  private final double[] p;
  private final double[] q;

  /**
   * @param target p, draft q, over the same tokens; both sum to 1
   */
  public MultiDraft(double[] target, double[] draft) {
    if (target.length != draft.length || target.length == 0) {
      throw new IllegalArgumentException(
          "%d target and %d draft probabilities; both need one per token"
              .formatted(target.length, draft.length));
    }
    p = normalised("target", target);
    q = normalised("draft", draft);
  }

  private static double[] normalised(String what, double[] values) {
    Arrays.stream(values).forEach(v -> Chain.requireProbability(what + " probability", v));
    double sum = Arrays.stream(values).sum();
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(what + " probabilities sum to " + sum + ", not to 1");
    }
    return scaled(values, 1 / sum);
  }

  /** {@code alpha = sum_x min(p, q) = 1 - TV(p, q)}, one draft. */
  public double singleDraft() {
    return overlap(p, q);
  }

  /**
   * What no rule can exceed, the value of the optimal transport between p and k independent drafts:
   * {@code alpha*(k) = 1 + min_H [P(H) - Q(H)^k]}, H running over the prefixes of the tokens sorted
   * by p/q ascending, the empty and the full one included.
   */
  public double optimum(int k) {
    requireDrafts(k);
    Integer[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> q[i] == 0 ? Double.MAX_VALUE : p[i] / q[i]))
            .toArray(Integer[]::new);
    double targetMass = 0;
    double draftMass = 0;
    double least = 0;
    for (int token : order) {
      targetMass += p[token];
      draftMass += q[token];
      least = Math.min(least, targetMass - Math.pow(Math.min(1, draftMass), k));
    }
    return Math.min(1, 1 + least);
  }

  /**
   * K-SEQ: {@code 1 - (1 - beta)^k} with {@code beta(rho) = sum_x min(q, p/rho)}, at the rho of
   * {@link #kSequentialRho}; within 1 - 1/e of the optimum.
   */
  public double kSequential(int k) {
    return anyOf(k, beta(kSequentialRho(k)));
  }

  /** The rho in [1, k] with {@code 1 - (1 - beta)^k = rho beta}. */
  public double kSequentialRho(int k) {
    requireDrafts(k);
    double low = 1;
    double high = k;
    for (int i = 0; i < BISECTIONS && low < high; i++) {
      double rho = (low + high) / 2;
      if (anyOf(k, beta(rho)) > rho * beta(rho)) {
        low = rho;
      } else {
        high = rho;
      }
    }
    return (low + high) / 2;
  }

  private double beta(double rho) {
    return overlap(scaled(p, 1 / rho), q);
  }

  /** {@code 1 - (1 - beta)^k}. */
  private static double anyOf(int k, double beta) {
    return beta >= 1 ? 1 : -Math.expm1(k * Math.log1p(-beta));
  }

  /** Recursive rejection, each draft from q: reject, take what is left of p, draft again. */
  public double recursiveRejection(int k) {
    requireDrafts(k);
    double[] rest = p;
    double undecided = 1;
    for (int i = 0; i < k; i++) {
      double accepted = overlap(rest, q);
      undecided *= 1 - accepted;
      if (accepted >= 1) {
        return 1;
      }
      rest = residual(rest, q);
    }
    return 1 - undecided;
  }

  /** Whether {@link #withoutReplacement} can follow every order of k rejected tokens. */
  public boolean canEnumerate(int k) {
    double orders = 1;
    for (int i = 0; i < Math.min(k, p.length); i++) {
      orders *= p.length - i;
    }
    return orders <= MOST_ORDERS;
  }

  /**
   * Recursive rejection that never drafts a rejected token again: its q becomes 0 and the rest is
   * scaled up (Sequoia). Every order of rejections is followed.
   */
  public double withoutReplacement(int k) {
    requireDrafts(k);
    if (!canEnumerate(k)) {
      throw new IllegalArgumentException(
          "%d drafts of %d tokens have too many orders to follow".formatted(k, p.length));
    }
    return withoutReplacement(k, p, q);
  }

  private static double withoutReplacement(int k, double[] rest, double[] draft) {
    double accepted = overlap(rest, draft);
    if (k == 1 || accepted >= 1) {
      return accepted;
    }
    double[] nextRest = residual(rest, draft);
    double total = accepted;
    for (int token = 0; token < draft.length; token++) {
      double rejected = draft[token] - rest[token];
      double left = 1 - draft[token];
      if (rejected > 0 && left > 0) {
        double[] next = scaled(draft, 1 / left);
        next[token] = 0;
        total += rejected * withoutReplacement(k - 1, nextRest, next);
      }
    }
    return Math.min(1, total);
  }

  /** {@code norm(max(rest - draft, 0))}. */
  private static double[] residual(double[] rest, double[] draft) {
    double[] left = new double[rest.length];
    Arrays.setAll(left, i -> Math.max(0, rest[i] - draft[i]));
    return scaled(left, 1 / Arrays.stream(left).sum());
  }

  private static double overlap(double[] a, double[] b) {
    return Math.min(1, IntStream.range(0, a.length).mapToDouble(i -> Math.min(a[i], b[i])).sum());
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }

  private static void requireDrafts(int k) {
    if (k < 1) {
      throw new IllegalArgumentException(k + " drafts; at least one is needed");
    }
  }
}
