package isoloss.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureRatioTest {
  // Exact rational arithmetic (Python's fractions), printed to 17 digits.
  @ParameterizedTest
  @CsvSource({
    "10, 3, 5, 0.91666666666666667",
    "10, 0, 5, 0",
    "10, 6, 5, 1",
    "200, 1, 100, 0.5",
    "10000, 1, 1, 1e-4",
    "1000000, 1, 1, 1e-6",
    "10000, 122, 100, 0.7087746130620194",
    "1000000, 3, 500000, 0.875000375000375",
    "100000, 99999, 1, 0.99999"
  })
  void passAtKIsExact(int n, int c, int k, double expected) {
    assertThat(FailureRatio.pass(n, c, k)).isCloseTo(expected, within(1e-12 * expected + 1e-300));
  }

  @Test
  void moreThanWasSampledIsRefused() {
    assertThatThrownBy(() -> FailureRatio.pass(10, 3, 11)).hasMessageContaining("draw 11 of 10");
  }

  /** The expectation over c of the estimated variance is the exact variance of pass@k. */
  @ParameterizedTest
  @CsvSource({
    "200, .01, 10, .0956179250, .00413934428",
    "200, .01, 100, .6339676587, .0876126636",
    "1000, .002, 100, .1814331953, .0135607431",
    "100, .05, 50, .9230550247, .0156011961",
    "20, .1, 10, .6513215599, .0858234688"
  })
  void meanAndVarianceAreUnbiased(int n, double p, int k, double mean, double variance) {
    double expectedPass = 0;
    double expectedVariance = 0;
    double logProbability = n * Math.log1p(-p);
    for (int c = 0; c <= n; c++) {
      double probability = Math.exp(logProbability);
      expectedPass += probability * FailureRatio.pass(n, c, k);
      expectedVariance += probability * FailureRatio.variance(n, c, k);
      logProbability += Math.log((n - c) / (c + 1.0)) + Math.log(p) - Math.log1p(-p);
    }
    assertThat(expectedPass).isCloseTo(mean, within(1e-10));
    assertThat(expectedVariance).isCloseTo(variance, within(1e-10 + 1e-9 * variance));
  }

  @Test
  void theCovarianceIsUnbiased() {
    double expected = 0;
    double logProbability = 200 * Math.log1p(-.02);
    for (int c = 0; c <= 200; c++) {
      expected += Math.exp(logProbability) * FailureRatio.covariance(200, c, 10, 60);
      logProbability += Math.log((200 - c) / (c + 1.0)) + Math.log(.02) - Math.log1p(-.02);
    }
    assertThat(expected).isCloseTo(0.0152968742, within(1e-10));
  }
}
