package isoloss.rank.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WarmAbilityTest {
  private static final int GRID = 2_000;

  @Property(tries = 30)
  void noAbilityOfAGridHasAHigherWeightedLikelihood(
      @ForAll @Size(4) List<@DoubleRange(min = -2, max = 2) Double> easiness,
      @ForAll @Size(4) List<@DoubleRange(min = 0.3, max = 2) Double> slopes,
      @ForAll @Size(4) List<Boolean> solved) {
    List<Item> items =
        IntStream.range(0, 4)
            .mapToObj(k -> new Item(k, 1, slopes.get(k), easiness.get(k)))
            .toList();
    double[] responses = solved.stream().mapToDouble(yes -> yes ? 1 : 0).toArray();
    double found = weighted(items, responses, WarmAbility.of(items, responses).ability());
    for (int g = 0; g <= GRID; g++) {
      double theta = -12 + 24.0 * g / GRID;
      assertThat(weighted(items, responses, theta)).isLessThan(found + 1e-9);
    }
  }

  private static double weighted(List<Item> items, double[] responses, double theta) {
    double sum = Math.log(new ItemParameters(items).information(theta)) / 2;
    for (int k = 0; k < responses.length; k++) {
      double p = items.get(k).probability(theta);
      sum += responses[k] * Math.log(p) + (1 - responses[k]) * Math.log1p(-p);
    }
    return sum;
  }

  /** One item of slope 1: the root of {@code x - p + (1 - 2p)/2 = 0} is p = (2x + 1) / 4. */
  @Test
  void oneSolvedSampleGivesThreeToOne() {
    WarmAbility found = WarmAbility.of(List.of(new Item(0, 1, 1, 0.5)), new double[] {1});
    assertThat(found.ability()).isEqualTo(Math.log(3) - 0.5, within(1e-9));
    assertThat(found.standardError()).isEqualTo(1 / Math.sqrt(3.0 / 16), within(1e-9));
  }

  @Test
  void answersMustMatchTheItems() {
    assertThatThrownBy(() -> WarmAbility.of(List.of(), new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
