package isoloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class NumberTextTest {

  @Test
  void numbersReadAsAReaderWantsThem() {
    assertThat(NumberText.significant(0.34781, 4)).isEqualTo("0.3478");
    assertThat(NumberText.significant(1.0182745e-3, 8)).isEqualTo("0.0010182745");
    assertThat(NumberText.significant(3.14e-11, 2)).isEqualTo("3.1 × 10⁻¹¹");
    assertThat(NumberText.significant(1e21, 3)).isEqualTo("10²¹");
    assertThat(NumberText.significant(-2.5, 2)).isEqualTo("−2.5");
    assertThat(NumberText.significant(999_999.9, 4)).isEqualTo("10⁶");
    assertThat(NumberText.significant(Double.NaN, 4)).isEqualTo("–");
    assertThat(NumberText.significant(Double.NEGATIVE_INFINITY, 4)).isEqualTo("−∞");
    assertThat(NumberText.prefixed(1.4e9)).isEqualTo("1.4\u00a0B");
    assertThat(NumberText.prefixed(999_999)).isEqualTo("1\u00a0M");
    assertThat(NumberText.prefixed(640)).isEqualTo("640");
    assertThat(NumberText.percent(0.95)).isEqualTo("95\u00a0%");
    assertThat(NumberText.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
  }

  @Property
  void roundingIsOffByLessThanHalfADigit(
      @ForAll @DoubleRange(min = 1e-3, max = 9e5) @Scale(9) double value) {
    double shown = Double.parseDouble(NumberText.significant(value, 6));
    assertThat(Math.abs(shown - value)).isLessThanOrEqualTo(5.01e-6 * value);
  }
}
