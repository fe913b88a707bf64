package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tests of paired results. */
class PairedTestsTest {

  @Test
  void theSignTestCountsTheBinomialByHand() {
    SignTest test = new SignTest(1, 4); // P(X <= 1) = (1 + 5)/32, P(X = 1) = 5/32
    assertThat(test.exact()).isCloseTo(12 / 32.0, within(1e-14));
    assertThat(test.midP()).isCloseTo(7 / 32.0, within(1e-14));
    assertThat(test.chiSquared()).isEqualTo(9 / 5.0);
    assertThat(test.chiSquaredCorrected()).isEqualTo(4 / 5.0);
  }

  @Test
  void withoutAWinOrALossNothingSpeaksAgainstEquality() {
    SignTest none = new SignTest(0, 0);
    assertThat(new double[] {none.exact(), none.midP()}).containsExactly(1, 1);
    assertThat(none.chiSquared()).isZero();
    assertThat(new SignTest(3, 3).midP()).isCloseTo(1, within(1e-14));
    assertThat(new SignTest(3, 3).chiSquaredCorrected()).isZero();
  }

  @Property(tries = 50)
  void theSignTestKnowsNoSide(
      @ForAll @IntRange(max = 400) int b, @ForAll @IntRange(max = 400) int c) {
    assertThat(new SignTest(b, c).exact()).isEqualTo(new SignTest(c, b).exact());
    assertThat(new SignTest(b, c).midP()).isLessThanOrEqualTo(new SignTest(b, c).exact());
  }

  /** Of the 2^8 sets of the ranks 1 to 8, five sum to 3 or less. */
  @Test
  void wilcoxonIsExactForFewDifferences() {
    double[] d = {0.9, -0.2, 1.1, 0.7, -0.4, 1.6, 2.3, 0.6}; // negative ranks 1 and 2
    long least =
        IntStream.range(0, 256)
            .map(signs ->
                IntStream.range(0, 8).filter(i -> (signs >> i & 1) == 1).map(i -> i + 1).sum())
            .filter(sum -> sum <= 3)
            .count();
    WilcoxonSignedRank found = WilcoxonSignedRank.of(d);
    assertThat(found.statistic()).isEqualTo(33);
    assertThat(found.pValue()).isCloseTo(2 * least / 256.0, within(1e-14));
    assertThat(WilcoxonSignedRank.of(new double[] {0, 0}).pValue()).isEqualTo(1);
  }

  /** Adjusted by hand: .01 x 4, .02 x 2, .03 x 4/3, .5. */
  @Test
  void benjaminiHochbergByHand() {
    assertThat(BenjaminiHochberg.adjusted(new double[] {0.5, 0.01, 0.03, 0.02}))
        .containsExactly(new double[] {0.5, 0.04, 0.04, 0.04}, within(1e-15));
    assertThatThrownBy(() -> BenjaminiHochberg.adjusted(new double[] {Double.NaN}))
        .hasMessageContaining("not in [0, 1]");
  }

  @Test
  void theErrorOfAMeanHeedsClusters() {
    double[] x = {1, 3, 2, 6};
    double[] once = {1, 1, 1, 1};
    ClusteredMean units = ClusteredMean.ofUnits(x);
    assertThat(units.mean()).isEqualTo(3);
    assertThat(units.standardError()).isCloseTo(Math.sqrt(14.0 / 3 / 4), within(1e-15));
    // deviations -2, 0, -1, 3: clusters of (-2, 0) and (-1, 3) sum to -2 and 2
    ClusteredMean two = ClusteredMean.of(x, once, new int[] {0, 0, 1, 1});
    assertThat(two.standardError()).isCloseTo(Math.sqrt(2 * 8 / 16.0), within(1e-15));
    assertThat(two.clusters()).isEqualTo(2);
    assertThat(ClusteredMean.of(x, once, new int[4]).standardError()).isNaN();
  }

  @Test
  void aWeightCountsAUnitSoOftenInTheMean() {
    double[] x = {1, 2, 2};
    ClusteredMean twice =
        ClusteredMean.of(new double[] {1, 2, 9}, new double[] {1, 2, 0}, new int[] {0, 1, 2});
    ClusteredMean repeated = ClusteredMean.of(x, new double[] {1, 1, 1}, new int[] {0, 1, 1});
    assertThat(twice).isEqualTo(repeated);
  }
}
