package isoloss.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.ClusterPull;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The same by the engine of one machine. */
final class LocalCounts {
  private LocalCounts() {}

  static BitSet all(Tally tally) {
    BitSet all = new BitSet();
    all.set(0, tally.models().size());
    return all;
  }

  static void assertSame(PairCounts counted, PairCounts expected) {
    assertClose(counted, expected, 0);
  }

  /**
   * @param relative how much of a count may differ
   */
  static void assertClose(PairCounts counted, PairCounts expected, double relative) {
    assertThat(counted.models()).isEqualTo(expected.models());
    for (int i = 0; i < counted.models(); i++) {
      for (int j = 0; j < counted.models(); j++) {
        double wins = expected.wins(i, j);
        double ties = expected.ties(i, j);
        assertThat(counted.wins(i, j)).isCloseTo(wins, within(relative * wins));
        assertThat(counted.ties(i, j)).isCloseTo(ties, within(relative * ties));
      }
    }
  }

  /** {@code sum_g u_g u_g'} of all clusters, one after the other. */
  static double[][] pullProducts(Evidence evidence, ClusterPull pull) {
    ClusterPull.Part part =
        pull.of(evidence, IntStream.range(0, evidence.pool().modelCount()).toArray());
    double[][] products = new double[pull.parameters()][pull.parameters()];
    for (int g = 0; g < evidence.clusterCount(); g++) {
      double[] u = part.of(g);
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < u.length; j++) {
          products[i][j] += u[i] * u[j];
        }
      }
    }
    return products;
  }

  /** To a part in 1e9 of the two models' own. */
  static void assertProducts(double[][] summed, double[][] expected) {
    assertThat(summed).hasSameDimensionsAs(expected);
    for (int i = 0; i < summed.length; i++) {
      for (int j = 0; j < summed.length; j++) {
        double scale = Math.sqrt(expected[i][i] * expected[j][j]);
        assertThat(summed[i][j]).isCloseTo(expected[i][j], within(1e-9 * scale));
      }
    }
  }
}
