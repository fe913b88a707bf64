package isoloss.rank.compare;

import isoloss.stat.SignTest;
import java.util.Arrays;

/**
 * The one test that a verdict rests on: McNemar's exact test where scores are 0 or 1 and samples
 * count alike and move alone, else the t test with clustered error; where the clusters' differences
 * do not vary at all, the exact sign test of the clusters.
 *
 * @param name in words
 */
record DecidingTest(String name, double pValue) {
  static final String MCNEMAR = "McNemar, exact";
  static final String PAIRED_T = "paired t, clustered";

  static DecidingTest of(SharedScores shared, PairedDifference difference) {
    if (shared.isBinary() && shared.isUnweighted() && difference.samplesMoveAlone()) {
      return new DecidingTest(MCNEMAR, new SignTest(shared.wins(), shared.losses()).exact());
    }
    double p = difference.tTest();
    return Double.isNaN(p) ? ofSigns(shared.clusterSums()) : new DecidingTest(PAIRED_T, p);
  }

  private static DecidingTest ofSigns(double[] sums) {
    SignTest signs =
        new SignTest(
            Arrays.stream(sums).filter(sum -> sum > 0).count(),
            Arrays.stream(sums).filter(sum -> sum < 0).count());
    return new DecidingTest("sign test of clusters", signs.exact());
  }
}
