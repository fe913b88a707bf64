package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class PositiveDefiniteTest {
  @Test
  void aSystemIsSolvedFromItsLowerTriangle() {
    double[][] a = {{4, Double.NaN, Double.NaN}, {2, 5, Double.NaN}, {1, 3, 6}};
    double[] z = {4 * 1 + 2 * -2 + 3, 2 * 1 + 5 * -2 + 3 * 3, 1 + 3 * -2 + 6 * 3};
    assertThat(PositiveDefinite.solve(a, z)).isTrue();
    assertThat(z).containsExactly(new double[] {1, -2, 3}, offset(1e-14));
  }

  @Test
  void aSingularOrIndefiniteMatrixIsRefused() {
    assertThat(PositiveDefinite.solve(new double[][] {{1, 0}, {1, 1}}, new double[2])).isFalse();
    assertThat(PositiveDefinite.solve(new double[][] {{1, 0}, {2, 1}}, new double[2])).isFalse();
    assertThat(PositiveDefinite.solve(new double[][] {{Double.NaN}}, new double[1])).isFalse();
    assertThat(PositiveDefinite.solve(new double[][] {{0}}, new double[1])).isFalse();
  }
}
