package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SimplexTest {
  @Test
  void theProjectionIsOnTheSimplexAndNoPointOfItIsNearer() {
    RandomGenerator random = new Seed(1).generator();
    for (int i = 0; i < 100; i++) {
      double[] point = random.doubles(4, -2, 2).toArray();
      double[] projected = Simplex.project(point);
      assertThat(Arrays.stream(projected).sum()).isCloseTo(1, within(1e-14));
      assertThat(Arrays.stream(projected).min().orElseThrow()).isGreaterThanOrEqualTo(0);
      double[] other = random.doubles(4, 0, 1).toArray();
      double sum = Arrays.stream(other).sum();
      Arrays.setAll(other, j -> other[j] / sum);
      assertThat(distance(point, projected)).isLessThanOrEqualTo(distance(point, other));
    }
  }

  @Test
  void aPointOfTheSimplexStays() {
    assertThat(Simplex.project(new double[] {0.2, 0.8, 0})).containsExactly(0.2, 0.8, 0);
  }

  @Test
  void descentFindsTheProjectionOfTheUnconstrainedMinimum() {
    double[] aim = {0.9, 0.6, -0.4};
    Objective squares =
        new Objective() {
          @Override
          public int dimension() {
            return 3;
          }

          @Override
          public double value(double[] x, double[] gradient) {
            for (int i = 0; i < 3; i++) {
              gradient[i] = 2 * (x[i] - aim[i]);
            }
            return distance(x, aim);
          }
        };
    double[] found =
        SimplexDescent.withDefaults().minimize(squares, Simplex.centre(3)).point().toArray();
    assertThat(found).containsExactly(Simplex.project(aim), within(1e-8));
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
