package isoloss.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.report.Axis;
import isoloss.report.Axis.Tick;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void aLogAxisShorterThanADecadeHasRoundLabels() {
    assertThat(labels(Ticks.of(Axis.Scale.LOG, 2.05, 3.7, 6)))
        .containsExactly("2.2", "2.4", "2.6", "2.8", "3.0", "3.2", "3.4", "3.6");
    assertThat(labels(Ticks.of(Axis.Scale.LOG, 3e7, 2e9, 7)))
        .containsExactly("5 × 10⁷", "10⁸", "2 × 10⁸", "5 × 10⁸", "10⁹", "2 × 10⁹");
    assertThat(labels(Ticks.of(Axis.Scale.LOG, 1e17, 1e21, 7)))
        .containsExactly("10¹⁷", "10¹⁸", "10¹⁹", "10²⁰", "10²¹");
  }

  @Property
  void linearTicksAreInsideInOrderAndEnough(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = 1e-3, max = 1e6) @Scale(3) double width,
      @ForAll @IntRange(min = 2, max = 9) int wanted) {
    check(Ticks.of(Axis.Scale.LINEAR, low, low + width, wanted), low, low + width);
  }

  @Property
  void logTicksAreInsideInOrderAndEnough(
      @ForAll @DoubleRange(min = -30, max = 25) double exponent,
      @ForAll @DoubleRange(min = 0.01, max = 25) double decades,
      @ForAll @IntRange(min = 3, max = 9) int wanted) {
    double low = Math.pow(10, exponent);
    double high = low * Math.pow(10, decades);
    check(Ticks.of(Axis.Scale.LOG, low, high, wanted), low, high);
  }

  private static void check(List<Tick> ticks, double low, double high) {
    double slack = 1e-8 * (high - low) + 4 * Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
    for (int i = 0; i < ticks.size(); i++) {
      assertThat(ticks.get(i).at()).isBetween(low - slack, high + slack);
      if (i > 0) {
        assertThat(ticks.get(i).at()).isGreaterThan(ticks.get(i - 1).at());
      }
    }
    List<String> labels = labels(ticks);
    assertThat(labels).hasSizeBetween(1, 16).doesNotHaveDuplicates();
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).filter(label -> !label.isEmpty()).toList();
  }
}
