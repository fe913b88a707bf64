package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Values;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariableProjectionTest {
  private static final Bounds EXPONENTS = new Bounds(Values.of(0.01, 0.01), Values.of(2, 2));

  /** E + A (n/1e9)^-alpha + B (d/1e9)^-beta. */
  private record TwoPowers(double[] n, double[] d) implements SeparableModel {
    @Override
    public int rows() {
      return n.length;
    }

    @Override
    public int linear() {
      return 3;
    }

    @Override
    public int nonlinear() {
      return 2;
    }

    @Override
    public void columns(double[] theta, double[][] columns) {
      for (int i = 0; i < n.length; i++) {
        columns[0][i] = 1;
        columns[1][i] = Math.pow(n[i] / 1e9, -theta[0]);
        columns[2][i] = Math.pow(d[i] / 1e9, -theta[1]);
      }
    }

    @Override
    public void derivatives(double[] theta, double[] c, double[][] derivatives) {
      for (int i = 0; i < n.length; i++) {
        derivatives[0][i] = -c[1] * Math.log(n[i] / 1e9) * Math.pow(n[i] / 1e9, -theta[0]);
        derivatives[1][i] = -c[2] * Math.log(d[i] / 1e9) * Math.pow(d[i] / 1e9, -theta[1]);
      }
    }
  }

  private static List<double[]> grid() {
    List<double[]> grid = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      for (int j = 1; j <= 12; j++) {
        grid.add(new double[] {0.1 * i, 0.1 * j});
      }
    }
    return grid;
  }

  private static VariableProjection.Solution fit(EpochRows rows, Misfit misfit) {
    return VariableProjection.withDefaults()
        .minimize(new TwoPowers(rows.n(), rows.d()), rows.loss(), misfit, grid(), EXPONENTS);
  }

  @Test
  void rawLeastSquaresOnEpochsRows() {
    // vpnls on the same 240 rows: alpha .35762, beta .42762, E 1.88281, RSS 0.0832038077
    var found = fit(EpochRows.withoutHighest(5), Misfit.halfSquares(240));
    assertThat(2 * found.optimum().value()).isCloseTo(0.0832038077, within(1e-10));
    assertThat(found.nonlinear().get(0)).isCloseTo(0.35762, within(1e-5));
    assertThat(found.nonlinear().get(1)).isCloseTo(0.42762, within(1e-5));
    assertThat(found.linear().get(0)).isCloseTo(1.88281, within(1e-5));
    double inNats = found.linear().get(1) * Math.pow(1e9, found.nonlinear().get(0));
    assertThat(inNats).isCloseTo(567.805, within(5e-2));
    assertThat(found.optimum().firstOrder()).isLessThan(1e-6);
    assertThat(found.optimum().startsAtOptimum()).isEqualTo(found.optimum().starts());
  }

  @Test
  void rawLeastSquaresWithTheHighestLosses() {
    // vpnls on all 245 rows: alpha .36844, beta .66140, E 2.01057, RSS 0.8437738116
    var found = fit(EpochRows.withoutHighest(0), Misfit.halfSquares(245));
    assertThat(2 * found.optimum().value()).isCloseTo(0.8437738116, within(1e-10));
    assertThat(found.nonlinear().get(1)).isCloseTo(0.66140, within(1e-5));
  }

  @Test
  void certifiesTheHuberMinimumOfLogs() {
    // pretraining reference: 4,500 starts of L-BFGS-B end at 0.0010182740178 at best
    var found = fit(EpochRows.withoutHighest(5), Misfit.huberOfLogs(240, 1e-3));
    assertThat(found.optimum().value()).isBetween(0.00101827401, 0.00101827402);
    assertThat(found.nonlinear().get(0)).isCloseTo(0.34731, within(5e-4));
    assertThat(found.nonlinear().get(1)).isCloseTo(0.36717, within(5e-4));
    assertThat(found.linear().get(0)).isCloseTo(1.8172, within(5e-4));
  }

  @Test
  void recoversANoiselessSurfaceFromTheGrid() {
    double[] n = new double[30];
    double[] d = new double[30];
    double[] loss = new double[30];
    for (int i = 0; i < 30; i++) {
      n[i] = 1e8 * Math.pow(2, i % 6);
      d[i] = 1e9 * Math.pow(3, Math.floorDiv(i, 6));
      loss[i] = 1.7 + 0.4 * Math.pow(n[i] / 1e9, -0.33) + 1.2 * Math.pow(d[i] / 1e9, -0.27);
    }
    var found =
        VariableProjection.withDefaults()
            .minimize(new TwoPowers(n, d), loss, Misfit.halfSquares(30), grid(), EXPONENTS);
    assertThat(found.nonlinear().toArray())
        .containsExactly(new double[] {0.33, 0.27}, within(1e-7));
    assertThat(found.fitted().toArray()).containsExactly(loss, within(1e-9));
  }

  @Test
  void theReducedGradientByDifferencesGivesTheSameMinimum() {
    EpochRows rows = EpochRows.withoutHighest(5);
    SeparableModel exact = new TwoPowers(rows.n(), rows.d());
    SeparableModel differences =
        new SeparableModel() {
          @Override
          public int rows() {
            return exact.rows();
          }

          @Override
          public int linear() {
            return exact.linear();
          }

          @Override
          public int nonlinear() {
            return exact.nonlinear();
          }

          @Override
          public void columns(double[] theta, double[][] columns) {
            exact.columns(theta, columns);
          }
        };
    var found =
        VariableProjection.withDefaults()
            .minimize(differences, rows.loss(), Misfit.halfSquares(240), grid(), EXPONENTS);
    assertThat(2 * found.optimum().value()).isCloseTo(0.0832038077, within(1e-10));
  }

  @Test
  void aParameterThatWantsToBeNegativeEndsAtZero() {
    double[] n = {1e9, 2e9, 4e9, 8e9, 16e9, 32e9};
    double[] d = {1e9, 1e9, 2e9, 2e9, 4e9, 4e9};
    double[] rising = {1, 1.1, 1.2, 1.3, 1.4, 1.5};
    var found =
        VariableProjection.withDefaults()
            .minimize(new TwoPowers(n, d), rising, Misfit.halfSquares(6), grid(), EXPONENTS);
    assertThat(found.linear().get(1)).isZero();
    assertThat(found.linear().get(2)).isZero();
    assertThat(found.linear().get(0)).isCloseTo(1.25, within(1e-12));
  }
}
