package isoloss.stat;

import java.util.Arrays;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Whether differences are symmetric around 0, from the ranks of their sizes. Zeros take part in the
 * ranking and are then left out (Pratt, 1959); equal sizes share a mean rank. The p-value is exact
 * for few differences without zeros and equal sizes, else from the normal law with corrections for
 * both.
 *
 * @param statistic sum of the ranks of the positive differences
 * @param pValue two-sided; 1 where every difference is 0
 */
public record WilcoxonSignedRank(double statistic, double pValue) {

  /**
   * @param differences at least one
   */
  public static WilcoxonSignedRank of(double[] differences) {
    if (Arrays.stream(differences).allMatch(each -> each == 0)) {
      return new WilcoxonSignedRank(0, 1);
    }
    WilcoxonSignedRankTest.Result found = WilcoxonSignedRankTest.withDefaults().test(differences);
    return new WilcoxonSignedRank(found.getStatistic(), found.getPValue());
  }
}
