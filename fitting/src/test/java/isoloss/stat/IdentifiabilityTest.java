package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IdentifiabilityTest {

  @Test
  void eigenvaluesOfAKnownMatrix() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{4, 1}, {1, 3}});
    assertThat(eigen.values().get(0)).isCloseTo((7 - Math.sqrt(5)) / 2, within(1e-14));
    assertThat(eigen.values().get(1)).isCloseTo((7 + Math.sqrt(5)) / 2, within(1e-14));
    assertThat(eigen.conditionNumber())
        .isCloseTo((7 + Math.sqrt(5)) / (7 - Math.sqrt(5)), within(1e-13));
    assertThat(eigen.isPositiveDefinite()).isTrue();
  }

  @Test
  void theMeanOfBothTrianglesIsTakenAndRaggedMatricesAreRefused() {
    assertThat(SymmetricEigen.of(new double[][] {{4, 2}, {0, 3}}))
        .isEqualTo(SymmetricEigen.of(new double[][] {{4, 1}, {1, 3}}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SymmetricEigen.of(new double[][] {{1, 2}, {3}}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}));
  }

  @Test
  void independentColumnsHaveConditionOneWhateverTheirUnits() {
    Identifiability found =
        Identifiability.ofJacobian(new double[][] {{1e-6, 1e5}, {1e-6, -1e5}, {1e-6, 0}});
    assertThat(found.conditionNumber()).isCloseTo(1, within(1e-12));
    assertThat(found.isFullRank()).isTrue();
    // 1 / (sum of squares of the column)
    assertThat(found.variance(new double[] {0, 1})).isCloseTo(1 / 2e10, within(1e-22));
  }

  @Test
  void namesTheParametersThatCannotBeToldApart() {
    // columns 1 and 2 are multiples of each other, column 0 is apart
    double[][] jacobian = new double[6][3];
    for (int i = 0; i < 6; i++) {
      jacobian[i] = new double[] {i % 2 == 0 ? 1 : -1, i, 100.0 * i};
    }
    Identifiability found = Identifiability.ofJacobian(jacobian);
    assertThat(found.rank()).isEqualTo(2);
    assertThat(found.weakestShares().toArray())
        .containsExactly(new double[] {0, 0.5, 0.5}, within(1e-10));
    assertThat(found.weakestDirection().get(1) / found.weakestDirection().get(2))
        .isCloseTo(-100, within(1e-8));
    assertThat(found.variance(new double[] {0, 1, 0})).isInfinite();
    // what only the determined sum moves stays determined
    assertThat(found.variance(new double[] {0, 1, 100})).isFinite();
  }

  @Test
  void aParameterWithoutEffectIsTheWeakestDirection() {
    Identifiability found = Identifiability.ofJacobian(new double[][] {{1, 0}, {2, 0}, {3, 0}});
    assertThat(found.rank()).isEqualTo(1);
    assertThat(found.weakestShares().toArray()).containsExactly(new double[] {0, 1}, within(1e-12));
    assertThat(found.variance(new double[] {0, 1})).isInfinite();
    assertThat(found.variance(new double[] {1, 0})).isCloseTo(1 / 14.0, within(1e-14));
  }

  @Test
  void jacobianAndInformationMatrixAgree() {
    double[][] jacobian = {{1, 2, 0.5}, {0.3, 1, 4}, {2, 2, 2}, {1, -1, 1}};
    double[][] information = new double[3][3];
    for (double[] row : jacobian) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          information[i][j] += row[i] * row[j];
        }
      }
    }
    Identifiability a = Identifiability.ofJacobian(jacobian);
    Identifiability b = Identifiability.ofHessian(information);
    assertThat(a.eigenvalues().toArray()).containsExactly(b.eigenvalues().toArray(), within(1e-13));
    double[] gradient = {1, 2, 3};
    assertThat(a.variance(gradient)).isCloseTo(b.variance(gradient), within(1e-12));
  }
}
