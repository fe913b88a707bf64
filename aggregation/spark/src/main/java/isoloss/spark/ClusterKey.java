package isoloss.spark;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.Partitioner;

/** A cluster of samples, as far as a block holds it. */
record ClusterKey(String cluster, int block) implements Comparable<ClusterKey>, Serializable {
  private static final Comparator<ClusterKey> ORDER =
      Comparator.comparing(ClusterKey::cluster).thenComparingInt(ClusterKey::block);

  @Override
  public int compareTo(ClusterKey other) {
    return ORDER.compare(this, other);
  }

  /** Brings all of a cluster together. */
  static final class ByCluster extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    ByCluster(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return Math.floorMod(((ClusterKey) key).cluster().hashCode(), partitions);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByCluster same && same.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }
}
