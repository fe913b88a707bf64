package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SameBitsWhenCompiledTest {

  /** Enough calls that the method is interpreted at first and compiled at last. */
  @Test
  void theKernelGivesTheSameBitsInterpretedAndCompiled() {
    Random random = new Random(1);
    double[] u = random.doubles(240, 18, 23).toArray();
    double[] v = random.doubles(240, 21, 26).toArray();
    double[] y = random.doubles(240, 0.7, 1.4).toArray();
    TwoPowersAndConstant kernel = TwoPowersAndConstant.of(u, v, y, 1e-3);
    double[] x = {6, 7.5, 0.6, 0.35, 0.37};
    double[] gradient = new double[5];
    Set<Long> distinct = new HashSet<>();
    for (int i = 0; i < 60_000; i++) {
      long bits = Double.doubleToLongBits(kernel.value(x, gradient));
      for (double each : gradient) {
        bits = 31 * bits + Double.doubleToLongBits(each);
      }
      distinct.add(bits);
    }
    assertThat(distinct).hasSize(1);
  }
}
