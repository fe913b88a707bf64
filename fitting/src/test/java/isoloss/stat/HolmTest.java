package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void adjustedValuesAreThoseOfTheStepDownRule() {
    // by hand: 4 * .005, 3 * .01, then 2 * .03 and max(.06, .04); R's p.adjust holm gives the same
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, Offset.offset(1e-15));
    assertThat(Holm.adjusted(new double[] {0.7, 0.6})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }
}
