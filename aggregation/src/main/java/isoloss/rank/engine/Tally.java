package isoloss.rank.engine;

import isoloss.data.pool.PoolBuilder;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.ClusterPull;
import isoloss.rank.structure.Measured;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts of measurements that stay where they are. Nothing in it depends on how many machines and
 * parts there were, in which order they answered, or whether some were lost and asked anew.
 */
public interface Tally extends AutoCloseable {

  /** In the order in which one pool of all measurements would have them. */
  List<ModelTally> models();

  Rows rows();

  /** Data sets and judges that samples come from. */
  int sources();

  /**
   * Samples that some of the models were measured on.
   *
   * @param models indices in {@link #models()}
   */
  Samples samples(BitSet models);

  /** What became of cells that were measured more than once. */
  PoolBuilder.Repeats repeats();

  /**
   * How often some of the models beat and tied each other. Counts of a table without weights are
   * exact; weighted ones are exact sums of weights that are rounded to {@code 2^-54} of the
   * largest.
   *
   * @param models as in {@link #samples}; the counts have them in the same order
   */
  PairCounts counts(BitSet models);

  /**
   * The cross products of all clusters' pulls, {@code sum_g u_g u_g'}, for errors by the clustered
   * sandwich.
   *
   * @param models as in {@link #samples}
   * @param pull of a fit of their counts
   * @return one row per parameter of the fit
   */
  double[][] pullProducts(BitSet models, ClusterPull pull);

  /** Takes every sample, in no order that means anything; for what has to be said of each. */
  void forEachSample(Consumer<SampleTally> sink);

  /** Lets the machines go. */
  @Override
  void close();

  /**
   * What was read.
   *
   * @param read rows of all files
   * @param unmeasured rows whose score is empty or NaN, which is no score of 0
   * @param rejected rows that say nothing usable
   * @param example why one of the latter was rejected; empty where there is none
   */
  record Rows(long read, long unmeasured, long rejected, String example) implements Serializable {

    /** Of two parts of a table. */
    public Rows and(Rows other) {
      boolean mine =
          other.example.isEmpty() || !example.isEmpty() && example.compareTo(other.example) <= 0;
      return new Rows(
          read + other.read,
          unmeasured + other.unmeasured,
          rejected + other.rejected,
          mine ? example : other.example);
    }
  }

  /**
   * What was measured on.
   *
   * @param uninformative those with scores that put no model above another
   * @param clusters of samples that move together, {@code G}
   */
  record Samples(
      long binary,
      long numeric,
      long ordinal,
      long pairwise,
      Measured.UninformativeSamples uninformative,
      long clusters)
      implements Serializable {

    public long count() {
      return binary + numeric + ordinal + pairwise;
    }

    /** Of two parts that share neither a sample nor a cluster. */
    public Samples and(Samples other) {
      return new Samples(
          binary + other.binary,
          numeric + other.numeric,
          ordinal + other.ordinal,
          pairwise + other.pairwise,
          uninformative.and(other.uninformative),
          clusters + other.clusters);
    }

    public Samples withClusters(long newClusters) {
      return new Samples(binary, numeric, ordinal, pairwise, uninformative, newClusters);
    }
  }
}
