package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantileTest {
  private static final double[] SAMPLE = {3.1, -2, 8.5, 0.25, 7, 7, 1.5};

  @Test
  void agreesWithNumPysDefault() {
    // NumPy 2.4.6: np.quantile([3.1,-2,8.5,.25,7,7,1.5], [0,.05,.1,.25,.5,.8,.95,1])
    assertThat(Quantile.of(SAMPLE, 0, .05, .1, .25, .5, .8, .95, 1))
        .containsExactly(new double[] {-2, -1.325, -0.65, 0.875, 3.1, 7, 8.05, 8.5}, within(1e-14));
  }

  @Test
  void theCentralIntervalLeavesEqualTails() {
    Quantile.Interval interval = Quantile.centralInterval(SAMPLE, 0.9);
    assertThat(interval.low()).isCloseTo(-1.325, within(1e-14));
    assertThat(interval.high()).isCloseTo(8.05, within(1e-14));
  }

  @Test
  void aSampleOfOneIsItsOwnQuantile() {
    assertThat(Quantile.of(new double[] {4}, 0, 0.3, 1)).containsOnly(4);
  }

  @Test
  void notANumberInIsNotANumberOutAndInfinitiesStay() {
    assertThat(Quantile.median(new double[] {1, Double.NaN, 2})).isNaN();
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Quantile.of(new double[] {1, 2, infinity}, 1.0)).isEqualTo(infinity);
    assertThat(Quantile.of(new double[] {1, 2, infinity}, 0.5)).isEqualTo(2);
  }

  @Test
  void refusesWhatHasNoQuantile() {
    assertThatIllegalArgumentException().isThrownBy(() -> Quantile.median(new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantile.of(SAMPLE, 95.0))
        .withMessageContaining("95.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Quantile.centralInterval(SAMPLE, 1));
  }
}
