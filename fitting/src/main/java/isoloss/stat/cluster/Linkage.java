package isoloss.stat.cluster;

/** How far apart two clusters are. */
public enum Linkage {
  /** The mean distance over their pairs of rows (UPGMA). */
  AVERAGE,
  /** The growth of the sum of squares when they merge. */
  WARD,
  /** The largest distance of a pair. */
  COMPLETE
}
