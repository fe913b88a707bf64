package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClopperPearsonTest {

  /** Beta(1, n) and Beta(n, 1) have closed quantiles: 1 - (1 - p)^(1/n) and p^(1/n). */
  @Test
  void withoutSuccessesOrFailuresTheOtherEndHasAClosedForm() {
    Quantile.Interval none = ClopperPearson.of(0, 20, 0.95);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 1.0 / 20), within(1e-12));
    Quantile.Interval all = ClopperPearson.of(20, 20, 0.95);
    assertThat(all.low()).isCloseTo(Math.pow(0.025, 1.0 / 20), within(1e-12));
    assertThat(all.high()).isEqualTo(1);
  }

  /** The definition: at either end the observed count or beyond has probability (1 - level)/2. */
  @Test
  void theEndsAreWhereTheTailsAreAsImprobableAsStated() {
    Quantile.Interval interval = ClopperPearson.of(3, 10, 0.95);
    assertThat(1 - upTo(2, 10, interval.low())).isCloseTo(0.025, within(1e-10));
    assertThat(upTo(3, 10, interval.high())).isCloseTo(0.025, within(1e-10));
  }

  private static double upTo(int most, int n, double p) {
    LogFactorials logs = LogFactorials.upTo(n);
    double sum = 0;
    for (int k = 0; k <= most; k++) {
      sum += Math.exp(logs.logChoose(n, k)) * Math.pow(p, k) * Math.pow(1 - p, n - k);
    }
    return sum;
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ClopperPearson.of(3, 2, 0.9));
    assertThatIllegalArgumentException().isThrownBy(() -> ClopperPearson.of(0, 0, 0.9));
    assertThatIllegalArgumentException().isThrownBy(() -> ClopperPearson.of(1, 2, 95));
    assertThatIllegalArgumentException().isThrownBy(() -> BetaQuantile.of(2, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> BetaQuantile.of(0.5, 0, 1));
  }
}
