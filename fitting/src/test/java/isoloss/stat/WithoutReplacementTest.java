package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WithoutReplacementTest {

  // exact rational arithmetic: 1 - C(n - c, k)/C(n, k)
  @Test
  void passAtKKeepsItsDigits() {
    assertThat(WithoutReplacement.atLeastOne(10, 3, 5)).isCloseTo(11.0 / 12, within(1e-15));
    assertThat(WithoutReplacement.atLeastOne(10, 0, 5)).isZero();
    assertThat(WithoutReplacement.atLeastOne(10, 6, 5)).isEqualTo(1);
    assertThat(WithoutReplacement.atLeastOne(200, 1, 100)).isCloseTo(0.5, within(1e-15));
    assertThat(WithoutReplacement.atLeastOne(10_000, 122, 100))
        .isCloseTo(0.7087746130620194, within(1e-15));
    assertThat(WithoutReplacement.atLeastOne(1_000_000, 3, 500_000))
        .isCloseTo(0.875000375000375, within(1e-15));
  }

  @Test
  void moreThanThereAreCannotBeDrawn() {
    assertThatIllegalArgumentException().isThrownBy(() -> WithoutReplacement.none(10, 3, 11));
    assertThatIllegalArgumentException().isThrownBy(() -> WithoutReplacement.none(10, 11, 1));
  }

  @Test
  void hypergeometricChancesAddUpToOne() {
    LogFactorials logs = LogFactorials.upTo(30);
    double sum = 0;
    for (int j = 0; j <= 12; j++) {
      sum += logs.hypergeometric(j, 12, 18, 9);
    }
    assertThat(sum).isCloseTo(1, within(1e-13));
    assertThat(logs.hypergeometric(0, 12, 18, 9))
        .isCloseTo(WithoutReplacement.none(30, 12, 9), within(1e-14));
  }
}
