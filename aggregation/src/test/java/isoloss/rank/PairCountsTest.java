package isoloss.rank;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import org.junit.jupiter.api.Test;

class PairCountsTest {

  /** Totals of rank-aggregation.md, section 16. */
  @Test
  void countsOfPublicPools() {
    check(PublicPools.openLlm(), 14_080_500, 0.7652, 1e-4);
    check(PublicPools.hetero(), 1_856_068, 0.226, 1e-3);
    check(PublicPools.mteb(), 7_206_102, 0.0011, 1e-4);
    check(PublicPools.liveCodeBench(), 415_982, 0.554, 1e-3);
    check(PublicPools.pudding(), 745, Double.NaN, 0);
    check(PublicPools.citations(), 3_727, 0, 0);
    check(PublicPools.iceHockey(), 1_083, 125 / 1083.0, 1e-12);
    check(PublicPools.llmfao(), 8_931, 3_471 / 8931.0, 1e-12);
    check(PublicPools.evalicaSimple(), 16, 9 / 16.0, 1e-12);
    check(PublicPools.nascar(), 36 * 43 * 42 / 2, 0, 0);
  }

  private static void check(Pool pool, long comparisons, double tieShare, double tolerance) {
    PairCounts counts = PairCounts.of(Evidence.of(pool));
    double all = 0;
    double ties = 0;
    for (int i = 0; i < counts.models(); i++) {
      for (int j = 0; j < i; j++) {
        all += counts.compared(i, j);
        ties += counts.ties(i, j);
      }
    }
    assertThat(all).isEqualTo(comparisons);
    if (!Double.isNaN(tieShare)) {
      assertThat(ties / all).isBetween(tieShare - tolerance, tieShare + tolerance);
    }
  }
}
