package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChebyshevPointsTest {

  private static double interpolated(ChebyshevPoints points, double x) {
    double[] weights = points.weights(x);
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] / (1 + Math.exp(0.3 - points.point(k)));
    }
    return sum;
  }

  /** The logistic curve has its nearest poles pi away from the real axis. */
  @ParameterizedTest
  @CsvSource({"0,0", "-0.4,0.6", "-3,4", "-10,8", "-40,30"})
  void pointsForAStripGiveALogisticCurveToRounding(double low, double high) {
    ChebyshevPoints points = ChebyshevPoints.forStrip(low, high, Math.PI);
    for (int step = 0; step <= 50; step++) {
      double x = low + (high - low) * step / 50;
      assertThat(interpolated(points, x)).isCloseTo(1 / (1 + Math.exp(0.3 - x)), within(3e-14));
    }
    assertThat(points.count()).isLessThan(20 + (int) (12 * (high - low)));
  }

  @Test
  void anEmptyIntervalIsRefused() {
    assertThatThrownBy(() -> ChebyshevPoints.of(1, 0, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
