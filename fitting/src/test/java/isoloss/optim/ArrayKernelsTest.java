package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The forms on the Vector API against those without. */
class ArrayKernelsTest {
  private final RandomGenerator random = new Seed(3).generator();

  private double[] tile() {
    return random.doubles(TileProduct.SIZE, -1, 1).toArray();
  }

  @Test
  void bothFormsMultiplyTilesAlike() {
    double[] a = tile();
    double[] b = tile();
    double[] c = tile();
    double[] vector = c.clone();
    double[] scalar = c.clone();
    new TileProductVector().subtract(a, b, vector);
    new TileProductScalar().subtract(a, b, scalar);
    assertThat(vector).containsExactly(scalar, within(1e-13));
    new TileProductVector().subtractTransposed(a, b, vector);
    new TileProductScalar().subtractTransposed(a, b, scalar);
    assertThat(vector).containsExactly(scalar, within(1e-13));
  }

  @Test
  void aTileTimesTheIdentityIsSubtracted() {
    double[] a = tile();
    double[] identity = new double[TileProduct.SIZE];
    for (int i = 0; i < TileProduct.SIDE; i++) {
      identity[i * (TileProduct.SIDE + 1)] = 1;
    }
    double[] difference = a.clone();
    TileProduct.best().subtract(a, identity, difference);
    assertThat(difference).containsOnly(0.0);
    double[] transposed = new double[TileProduct.SIZE];
    TileProduct.best().subtractTransposed(a, identity, transposed);
    assertThat(transposed[1]).isEqualTo(-a[TileProduct.SIDE]);
  }

  @Test
  void bothFormsCountTheSameBits() {
    int words = 5;
    long[][] rows = new long[40][];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = random.longs(words).toArray();
    }
    for (int from : new int[] {0, 32}) {
      long[] interleaved = CommonBits.interleaved(rows, from, words);
      long[] vector = random.longs(CommonBits.WIDTH).toArray();
      long[] scalar = random.longs(CommonBits.WIDTH).toArray();
      new CommonBitsVector().count(rows[1], interleaved, vector);
      new CommonBitsScalar().count(rows[1], interleaved, scalar);
      assertThat(vector).isEqualTo(scalar);
      assertThat(scalar[3]).isEqualTo(from + 3 < rows.length ? common(rows[1], rows[from + 3]) : 0);
    }
  }

  private static long common(long[] first, long[] second) {
    long count = 0;
    for (int bit = 0; bit < 64 * first.length; bit++) {
      count += first[bit / 64] >>> bit & second[bit / 64] >>> bit & 1;
    }
    return count;
  }

  @Test
  void logarithmsAreSummedWithTheirWeights() {
    double[] weight = random.doubles(37).toArray();
    double[] x = random.doubles(37, 1e-3, 1e3).toArray();
    double sum = 0;
    for (int i = 0; i < 35; i++) {
      sum += weight[i] * Math.log(x[i]);
    }
    assertThat(LogarithmSum.weighted(weight, x, 35)).isCloseTo(sum, within(1e-12));
    assertThat(LogarithmSum.weighted(weight, x, 0)).isZero();
  }

  /** A chain of ten, whose Laplacian has the null vector 1. */
  @Test
  void conjugateGradientsSolveASingularSystemThatHasASolution() {
    int n = 10;
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = i == 0 || i == n - 1 ? 1 : 2;
    }
    ConjugateGradients.Operator laplacian =
        (x, product) -> {
          for (int i = 0; i < n; i++) {
            product[i] = diagonal[i] * x[i] - (i > 0 ? x[i - 1] : 0) - (i < n - 1 ? x[i + 1] : 0);
          }
        };
    double[] right = new double[n];
    right[0] = 1;
    right[n - 1] = -1;
    double[] x = new double[n];
    assertThat(new ConjugateGradients(1e-12, 50).solve(laplacian, diagonal, right, x)).isTrue();
    assertThat(x[0] - x[n - 1]).isCloseTo(9, within(1e-9)); // nine resistors of one ohm in a row
    assertThat(new ConjugateGradients(1e-12, 3).solve(laplacian, diagonal, right, x)).isFalse();
  }
}
