package isoloss.rank.structure;

import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import java.util.BitSet;

/**
 * The digraph of models in which i points to j where what a {@link Link} asks for says that i is
 * not below j: a win, a tie, or any comparison at all.
 */
final class ModelGraph {
  private final BitSet[] out;
  private final BitSet[] in;

  private ModelGraph(BitSet[] out, BitSet[] in) {
    this.out = out;
    this.in = in;
  }

  static ModelGraph of(PairCounts counts, Link link) {
    int n = counts.models();
    BitSet[] out = rows(n);
    BitSet[] in = rows(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && points(counts, link, i, j)) {
          out[i].set(j);
          in[j].set(i);
        }
      }
    }
    return new ModelGraph(out, in);
  }

  private static boolean points(PairCounts counts, Link link, int i, int j) {
    return switch (link) {
      case COMPARED -> counts.compared(i, j) > 0;
      case WINS_AND_TIES -> counts.wins(i, j) > 0 || counts.ties(i, j) > 0;
      case WINS_ONLY -> counts.wins(i, j) > 0;
    };
  }

  private static BitSet[] rows(int n) {
    BitSet[] rows = new BitSet[n];
    for (int i = 0; i < n; i++) {
      rows[i] = new BitSet(n);
    }
    return rows;
  }

  int models() {
    return out.length;
  }

  /** Whom a model points to; read only. */
  BitSet from(int model) {
    return out[model];
  }

  /** Who points to a model; read only. */
  BitSet to(int model) {
    return in[model];
  }

  /** The same without what is between two models. */
  ModelGraph without(int a, int b) {
    BitSet[] lessOut = out.clone();
    BitSet[] lessIn = in.clone();
    lessOut[a] = without(out[a], b);
    lessOut[b] = without(out[b], a);
    lessIn[a] = without(in[a], b);
    lessIn[b] = without(in[b], a);
    return new ModelGraph(lessOut, lessIn);
  }

  private static BitSet without(BitSet row, int model) {
    BitSet less = (BitSet) row.clone();
    less.clear(model);
    return less;
  }

  /** Whether each of these models leads to each other by way of these models. */
  boolean isStronglyConnected(BitSet models) {
    int root = models.nextSetBit(0);
    return root < 0
        || reached(root, models, out).equals(models) && reached(root, models, in).equals(models);
  }

  /** Everything among these models that a chain of rows leads to. */
  static BitSet reached(int root, BitSet among, BitSet[] rows) {
    BitSet seen = new BitSet(rows.length);
    BitSet open = new BitSet(rows.length);
    open.set(root);
    while (!open.isEmpty()) {
      int model = open.nextSetBit(0);
      seen.set(model);
      open.or(rows[model]);
      open.and(among);
      open.andNot(seen);
    }
    return seen;
  }
}
