package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StationaryDistributionTest {

  /** Detailed balance of a birth-death chain: each state is rarer by the ratio of the rates. */
  @Test
  void rareStatesKeepTheirDigits() {
    int n = 12;
    double[][] rates = new double[n][n];
    for (int k = 1; k < n; k++) {
      rates[k - 1][k] = 1e-9;
      rates[k][k - 1] = 1;
    }
    double[] stationary = StationaryDistribution.of(rates);
    for (int k = 1; k < n; k++) {
      assertThat(stationary[k] / stationary[k - 1]).isCloseTo(1e-9, within(1e-23));
    }
  }

  @Property(tries = 20)
  void whatLeavesAStateReturns(@ForAll long seed) {
    RandomGenerator random = new Seed(seed).generator();
    double[][] rates = new double[4][4];
    for (double[] row : rates) {
      Arrays.setAll(row, j -> random.nextDouble(0.01, 3));
    }
    double[] pi =
        StationaryDistribution.of(
            Arrays.stream(rates).map(double[]::clone).toArray(double[][]::new));
    assertThat(Arrays.stream(pi).sum()).isCloseTo(1, within(1e-14));
    for (int i = 0; i < 4; i++) {
      double out = 0;
      double in = 0;
      for (int j = 0; j < 4; j++) {
        out += i == j ? 0 : pi[i] * rates[i][j];
        in += i == j ? 0 : pi[j] * rates[j][i];
      }
      assertThat(out).isCloseTo(in, within(1e-14));
    }
  }

  @Test
  void twoAbsorbingStatesHaveNoOneDistribution() {
    assertThat(StationaryDistribution.of(new double[][] {{0, 0}, {0, 0}})).contains(Double.NaN);
  }
}
