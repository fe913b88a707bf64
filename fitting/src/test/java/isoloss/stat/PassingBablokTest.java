package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PassingBablokTest {

  @Test
  void aLineGivesItsSlopeDespiteOneOutlier() {
    double[] x = {1, 2, 3, 4, 5, 6, 7};
    double[] y = Arrays.stream(x).map(each -> 3 + 0.8 * each).toArray();
    assertThat(PassingBablok.slope(x, y)).isCloseTo(0.8, within(1e-12));
    y[4] += 50;
    assertThat(PassingBablok.slope(x, y)).isCloseTo(0.8, within(1e-12));
  }

  @Property(tries = 20)
  void exchangingTheAxesInvertsTheSlope(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = random.doubles(14).toArray();
    double[] y = new double[14];
    Arrays.setAll(y, i -> 2 * x[i] + 0.3 * random.nextDouble());
    assertThat(PassingBablok.slope(y, x)).isCloseTo(1 / PassingBablok.slope(x, y), within(0.02));
  }

  @Test
  void pointsThatDoNotDifferHaveNone() {
    assertThat(PassingBablok.slope(new double[] {1, 1}, new double[] {2, 2})).isNaN();
    assertThat(PassingBablok.slope(new double[] {1}, new double[] {2})).isNaN();
  }
}
