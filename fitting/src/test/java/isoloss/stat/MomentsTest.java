package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void keepsDigitsFarFromTheOrigin() {
    double[] sample = new double[1_001];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = 1e9 + 0.25 + 0.5 * (i % 2); // NIST NumAcc style: exact mean and deviation
    }
    // 501 values of 1e9+.25 and 500 of 1e9+.75
    double mean = 1e9 + 0.25 + 0.5 * 500 / 1_001;
    double variance = 0.25 * (501.0 / 1_001) * (500.0 / 1_001) * 1_001 / 1_000;
    Moments moments = Moments.of(sample);
    assertThat(moments.mean()).isCloseTo(mean, within(2e-7));
    assertThat(moments.standardDeviation().orElseThrow())
        .isCloseTo(Math.sqrt(variance), within(1e-12));
    assertThat(moments.standardErrorOfMean().orElseThrow())
        .isCloseTo(Math.sqrt(variance / 1_001), within(1e-13));
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(Moments.of(new double[] {5}).standardDeviation()).isEmpty();
    assertThat(Moments.of(new double[] {5}).mean()).isEqualTo(5);
    assertThat(Moments.of(new double[0]).mean()).isNaN();
  }

  @Test
  void notANumberInIsNotANumberOut() {
    Moments moments = Moments.of(new double[] {1, Double.NaN, 3});
    assertThat(moments.mean()).isNaN();
    assertThat(moments.standardDeviation().orElseThrow()).isNaN();
  }

  @Test
  void theCompensatedSumKeepsWhatLargeTermsHide() {
    assertThat(CompensatedSum.of(new double[] {1, 1e100, 1, -1e100})).isEqualTo(2);
    assertThat(CompensatedSum.of(new double[] {1, Double.POSITIVE_INFINITY}))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }
}
