package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NonNegativeLeastSquaresTest {

  @Test
  void agreesWithSciPy() {
    // SciPy 1.17.1 nnls([[1,.5,.2],[1,2,.1],[1,3,.9],[1,1,1],[1,5,.3]], [2,1,-1,3,-2.5])
    double[][] a = {{1, 1, 1, 1, 1}, {.5, 2, 3, 1, 5}, {.2, .1, .9, 1, .3}};
    double[] b = {2, 1, -1, 3, -2.5};
    double[] c = new double[3];
    double sum = new NonNegativeLeastSquares(5, 3).solve(a, b, new double[] {1, 1, 1, 1, 1}, c);
    assertThat(c)
        .containsExactly(new double[] {0.07142857142857163, 0, 0.8571428571428568}, within(1e-13));
    assertThat(sum).isCloseTo(19.485714285714288, within(1e-12));
  }

  @Property(tries = 200)
  void theSolutionSatisfiesTheOptimalityConditions(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns) {
    Random random = new Random(seed);
    double[][] a = new double[columns][rows];
    double[] b = new double[rows];
    double[] w = new double[rows];
    for (int i = 0; i < rows; i++) {
      b[i] = random.nextGaussian();
      w[i] = random.nextDouble();
      for (int k = 0; k < columns; k++) {
        a[k][i] = random.nextGaussian() * Math.pow(10, 3 * k);
      }
    }
    double[] c = new double[columns];
    double sum = new NonNegativeLeastSquares(rows, columns).solve(a, b, w, c);
    double again = 0;
    double[] slope = new double[columns];
    double[] size = new double[columns];
    for (int i = 0; i < rows; i++) {
      double rest = b[i];
      for (int k = 0; k < columns; k++) {
        rest -= a[k][i] * c[k];
      }
      again += w[i] * rest * rest;
      for (int k = 0; k < columns; k++) {
        slope[k] += w[i] * a[k][i] * rest;
        size[k] += w[i] * a[k][i] * a[k][i];
      }
    }
    assertThat(sum).isCloseTo(again, within(1e-9));
    for (int k = 0; k < columns; k++) {
      double relative = slope[k] / Math.sqrt(Math.max(size[k], 1e-300));
      assertThat(c[k]).isNotNegative();
      assertThat(relative).isLessThan(1e-7);
      assertThat(c[k] > 0 ? Math.abs(relative) : 0).isLessThan(1e-7);
    }
  }

  @Test
  void columnsOfZerosAndCopiesAreHarmless() {
    double[][] a = {{1, 2, 3}, {0, 0, 0}, {1, 2, 3}};
    double[] c = new double[3];
    double sum =
        new NonNegativeLeastSquares(3, 3)
            .solve(a, new double[] {2, 4, 6}, new double[] {1, 1, 1}, c);
    assertThat(sum).isCloseTo(0, within(1e-25));
    assertThat(c[0] + c[2]).isCloseTo(2, within(1e-12));
    assertThat(c[1]).isZero();
  }

  @Test
  void notANumberInIsNotANumberOut() {
    double[] c = new double[1];
    double sum =
        new NonNegativeLeastSquares(2, 1)
            .solve(new double[][] {{1, Double.NaN}}, new double[] {1, 1}, new double[] {1, 1}, c);
    assertThat(sum).isNaN();
    assertThat(c[0]).isNaN();
  }
}
