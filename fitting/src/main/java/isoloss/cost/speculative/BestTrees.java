package isoloss.cost.speculative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The trees with the most expected tokens for every number of nodes and every depth, by Sequoia's
 * dynamic programme: {@code T(n,d,b) = max_m T(n-m, d, b-1) + p_b best(m, d-1)}, the root having
 * exactly b children, {@code best(n,d) = max_b T(n,d,b)}. A tree may be shallower than d.
 */
public final class BestTrees {
  private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

  /** Additions that are a few seconds of work. */
  private static final double MOST_WORK = 4e9;

  private final AcceptanceVector acceptance;
  private final int nodes;
  private final int depth;

  /** By depth and number of nodes. */
  private final double[][] best;

  private final int[][] bestChildren;

  /** By depth, children and nodes: nodes under the last child. */
  private final int[][][] lastChild;

  /**
   * @param nodes most nodes, the root among them
   * @param depth most levels, the root's among them
   */
  public BestTrees(AcceptanceVector acceptance, int nodes, int depth) {
    if (nodes < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "a tree of %d nodes and depth %d; both count the root".formatted(nodes, depth));
    }
    double work = 0.5 * nodes * nodes * depth * Math.min(acceptance.size(), nodes);
    if (work > MOST_WORK) {
      throw new IllegalArgumentException(
          "%d nodes, depth %d and %d ranks are too many to search; give fewer nodes or levels"
              .formatted(nodes, depth, acceptance.size()));
    }
    this.acceptance = acceptance;
    this.nodes = nodes;
    this.depth = depth;
    best = new double[depth + 1][nodes + 1];
    bestChildren = new int[depth + 1][nodes + 1];
    lastChild = new int[depth + 1][][];
    for (int d = 1; d <= depth; d++) {
      fill(d);
    }
  }

  private void fill(int d) {
    int widest = d == 1 ? 0 : Math.min(acceptance.size(), nodes - 1);
    lastChild[d] = new int[widest + 1][nodes + 1];
    Arrays.fill(best[d], IMPOSSIBLE);
    best[d][1] = 1;
    double[] narrower = new double[nodes + 1];
    Arrays.fill(narrower, IMPOSSIBLE);
    narrower[1] = 1;
    for (int b = 1; b <= widest; b++) {
      narrower = addChild(d, b, narrower);
      for (int n = b + 1; n <= nodes; n++) {
        if (narrower[n] > best[d][n]) {
          best[d][n] = narrower[n];
          bestChildren[d][n] = b;
        }
      }
    }
  }

  /** {@code T(., d, b)} from {@code T(., d, b-1)}. */
  private double[] addChild(int d, int b, double[] narrower) {
    double[] tokens = new double[nodes + 1];
    Arrays.fill(tokens, IMPOSSIBLE);
    double p = acceptance.of(b);
    for (int n = b + 1; n <= nodes; n++) {
      for (int m = 1; m < n; m++) {
        if (narrower[n - m] != IMPOSSIBLE && best[d - 1][m] != IMPOSSIBLE) {
          double value = narrower[n - m] + p * best[d - 1][m];
          if (value > tokens[n]) {
            tokens[n] = value;
            lastChild[d][b][n] = m;
          }
        }
      }
    }
    return tokens;
  }

  /** Whether a tree of exactly n nodes fits into depth d with the ranks there are. */
  public boolean exists(int n, int d) {
    return best[d][n] != IMPOSSIBLE;
  }

  /** {@code best(n, d)}; minus infinity where no such tree exists. */
  public double expectedTokens(int n, int d) {
    return best[d][n];
  }

  /**
   * A tree that attains {@link #expectedTokens(int, int)}.
   *
   * @throws IllegalArgumentException if none exists
   */
  public DraftTree tree(int n, int d) {
    if (!exists(n, d)) {
      throw new IllegalArgumentException("no tree of %d nodes has depth %d".formatted(n, d));
    }
    List<DraftTree> children = new ArrayList<>();
    int left = n;
    for (int b = bestChildren[d][n]; b >= 1; b--) {
      int m = lastChild[d][b][left];
      children.addFirst(tree(m, d - 1));
      left -= m;
    }
    return new DraftTree(children);
  }

  /** A tree with its price; {@code depth} is the one that is paid for. */
  public record Choice(int nodes, int depth, double expectedTokens, double speedUp) {}

  /** The fastest tree of exactly n nodes: {@code best(n,d) / (t(n) + (d-1) c)} over the depths. */
  public Choice fastest(int n, RoundTime time) {
    Choice fastest = new Choice(n, 0, Double.NaN, IMPOSSIBLE);
    for (int d = 1; d <= depth; d++) {
      double speedUp = best[d][n] / time.ofTree(n, d);
      if (exists(n, d) && speedUp > fastest.speedUp()) {
        fastest = new Choice(n, d, best[d][n], speedUp);
      }
    }
    return fastest;
  }

  /** The fastest tree of all; a single node is plain decoding. */
  public Choice fastest(RoundTime time) {
    Choice fastest = fastest(1, time);
    for (int n = 2; n <= nodes; n++) {
      Choice each = fastest(n, time);
      if (each.speedUp() > fastest.speedUp()) {
        fastest = each;
      }
    }
    return fastest;
  }
}
