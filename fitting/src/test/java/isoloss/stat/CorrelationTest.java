package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final double[] X = {1, 2, 3, 4, 5};

  @Test
  void aLineIsFoundWithItsCorrelation() {
    double[] y = {3, 5, 7, 9, 11};
    WeightedLine line = WeightedLine.through(X, y);
    assertThat(line.slope()).isCloseTo(2, within(1e-14));
    assertThat(line.intercept()).isCloseTo(1, within(1e-14));
    assertThat(line.rSquared()).isCloseTo(1, within(1e-14));
    assertThat(line.at(10)).isCloseTo(21, within(1e-13));
    assertThat(Correlation.spearman(X, new double[] {1, 8, 27, 64, 1000}))
        .isCloseTo(1, within(1e-14));
  }

  @Test
  void equalValuesShareTheirRank() {
    assertThat(Correlation.midRanks(new double[] {2, 1, 2, 5})).containsExactly(2.5, 1, 2.5, 4);
  }

  @Test
  void pairsInOneOrderCountAgainstPairsInOpposite() {
    assertThat(Correlation.kendall(X, new double[] {1, 3, 2, 5, 4})).isCloseTo(.6, within(1e-15));
    assertThat(Correlation.kendall(new double[] {1, 1, 2, 3}, new double[] {1, 2, 2, 3}))
        .isCloseTo(.8, within(1e-15)); // 4 of 6 pairs, one tied in each
  }

  @Test
  void countingAPointTwiceIsRepeatingIt() {
    double[] y = {1, 3, 2, 5, 4};
    double weighted = Correlation.weighted(X, y, new double[] {2, 1, 1, 1, 0});
    double repeated =
        Correlation.pearson(new double[] {1, 1, 2, 3, 4}, new double[] {1, 1, 3, 2, 5});
    assertThat(weighted).isCloseTo(repeated, within(1e-14));
  }

  @Test
  void aColumnThatDoesNotVaryHasNoCorrelation() {
    assertThat(Correlation.pearson(X, new double[5])).isNaN();
    assertThat(WeightedLine.through(new double[5], X).slope()).isNaN();
  }
}
