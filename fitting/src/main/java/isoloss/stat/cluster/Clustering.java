package isoloss.stat.cluster;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Groups rows that resemble each other, by Euclidean distance. Rows are finite and of one length;
 * none is changed. The implementation is a module of its own under another licence (GPL-3), found
 * at run time where it is installed.
 */
public interface Clustering {

  /** For whoever asks in vain, what is missing and how to get it. */
  String ABSENT =
      "clustering needs the module isoloss-smile, which is not on the class path; use the"
          + " distribution that carries it or add isoloss:isoloss-smile (GPL-3) to the dependencies";

  /**
   * Lloyd's k-means from k-means++ seeds.
   *
   * @param clusters at least 1, at most the number of rows; fewer come back where fewer rows differ
   * @param seed of the first centres; the same seed gives the same clusters
   * @see <a href="https://doi.org/10.1109/TIT.1982.1056489">Lloyd (1982)</a>
   */
  Partition kMeans(double[][] rows, int clusters, long seed);

  /** Merges the nearest two clusters until one is left. */
  Dendrogram hierarchical(double[][] rows, Linkage linkage);

  /** The implementation that is installed. */
  static Optional<Clustering> installed() {
    return ServiceLoader.load(Clustering.class).findFirst();
  }
}
