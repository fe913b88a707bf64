package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowProductsTest {

  @Property(tries = 12)
  void productsAreThoseOfTheRows(
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 230) int length,
      @ForAll long seed) {
    float[][] a = random(rows, length, new Seed(seed));
    float[][] b = random(rows / 2 + 1, length, new Seed(seed).child(1));
    a[rows - 1] = a[0].clone();
    SymmetricTiles gram = RowProducts.gram(a, 2);
    float[][] products = RowProducts.of(a, b, 2);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(gram.get(i, j)).isCloseTo(dot(a[i], a[j]), within(1e-9));
      }
      for (int j = 0; j < b.length; j++) {
        assertThat((double) products[i][j]).isCloseTo(dot(a[i], b[j]), within(1e-4));
      }
    }
    assertThat(gram.get(rows - 1, 0))
        .isEqualTo(gram.get(0, 0))
        .isEqualTo(gram.get(rows - 1, rows - 1));
    assertThat(RowProducts.of(a, b, 1)).isDeepEqualTo(products);
  }

  private static float[][] random(int rows, int length, Seed seed) {
    RandomGenerator random = seed.generator();
    float[][] out = new float[rows][length];
    for (float[] row : out) {
      for (int k = 0; k < length; k++) {
        row[k] = (float) random.nextGaussian();
      }
    }
    return out;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }
}
