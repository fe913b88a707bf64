package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  /** Diagonally dominant, with entries down to -1. */
  private static double[][] matrix(int n) {
    RandomGenerator random = new Seed(n).generator();
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = n;
      for (int j = 0; j < i; j++) {
        a[i][j] = -random.nextDouble();
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  private static SymmetricTiles tiles(double[][] a) {
    SymmetricTiles tiles = SymmetricTiles.zeros(a.length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        tiles.add(i, j, a[i][j]);
      }
    }
    return tiles;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 96, 97, 250})
  void aSolutionGivesBackTheRightHandSide(int n) {
    double[][] a = matrix(n);
    double[] x = new Seed(1).generator().doubles(n).toArray();
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b[i] += a[i][j] * x[j];
      }
    }
    Cholesky.of(tiles(a), 2).orElseThrow().solve(b);
    for (int i = 0; i < n; i++) {
      assertThat(b[i]).isCloseTo(x[i], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 130})
  void theInverseTimesTheMatrixIsTheIdentity(int n) {
    double[][] a = matrix(n);
    SymmetricTiles inverse = Cholesky.of(tiles(a), 1).orElseThrow().inverse(2);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += a[i][k] * inverse.get(k, j);
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-13 * n));
      }
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    SymmetricTiles one = Cholesky.of(tiles(matrix(300)), 1).orElseThrow().inverse(1);
    SymmetricTiles three = Cholesky.of(tiles(matrix(300)), 3).orElseThrow().inverse(3);
    for (int i = 0; i < 300; i++) {
      assertThat(three.get(i, i / 2)).isEqualTo(one.get(i, i / 2));
    }
  }

  @Test
  void aSingularMatrixHasNoFactor() {
    SymmetricTiles laplacian = SymmetricTiles.zeros(2);
    laplacian.add(0, 0, 1);
    laplacian.add(1, 1, 1);
    laplacian.add(1, 0, -1);
    assertThat(Cholesky.of(laplacian, 1)).isEmpty();
  }
}
