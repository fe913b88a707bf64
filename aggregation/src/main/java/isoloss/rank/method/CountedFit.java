package isoloss.rank.method;

/** A fit of counts, and the way from it to errors that heed clusters of samples. */
public interface CountedFit {

  /** Without influence. */
  Strengths strengths();

  /** What is to be asked of the measurements, where they are. */
  ClusterPull pull();

  /**
   * The clusters' influence on the scores, known by its cross products alone: as many columns as
   * models stand for all clusters.
   *
   * @param products of all clusters' pulls, {@code sum_g u_g u_g'}; a row per parameter
   * @param clusters how many there are
   * @throws IllegalStateException if the fit was made without errors
   */
  Influence influence(double[][] products, int clusters);
}
