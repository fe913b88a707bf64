package isoloss.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PairChancesTest {

  @Property(tries = 30)
  void aComparisonHasOneResult(
      @ForAll @DoubleRange(min = -8, max = 8) double x,
      @ForAll @DoubleRange(min = 1, max = 9) double tieParameter) {
    for (PairChances chances :
        List.of(
            new PairChances.NoTies(),
            new PairChances.Davidson(tieParameter),
            new PairChances.RaoKupper(tieParameter))) {
      assertThat(chances.win(x) + chances.win(-x) + chances.tie(x)).isEqualTo(1, within(1e-12));
      assertThat(chances.decisive(x) + chances.decisive(-x)).isEqualTo(1, within(1e-12));
    }
  }

  /** rank-aggregation.md, section 6: nu / (2 + nu) and (eta - 1) / (eta + 1) for equal models. */
  @Test
  void equalModelsTieAsTheParameterSays() {
    assertThat(new PairChances.Davidson(6).tie(0)).isEqualTo(0.75, within(1e-12));
    assertThat(new PairChances.RaoKupper(3).tie(0)).isEqualTo(0.5, within(1e-12));
  }
}
