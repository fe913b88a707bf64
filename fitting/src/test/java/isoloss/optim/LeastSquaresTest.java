package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Values;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  // NIST StRD Misra1a: y = b1 (1 - exp(-b2 x))
  private static final double[] X = {
    77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0
  };
  private static final double[] Y = {
    10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78
  };

  private record Misra1a(double[] y) implements Residuals {
    @Override
    public int count() {
      return X.length;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public void at(double[] b, double[] residuals, double[][] jacobian) {
      for (int i = 0; i < X.length; i++) {
        double decay = Math.exp(-b[1] * X[i]);
        residuals[i] = b[0] * (1 - decay) - y[i];
        jacobian[i][0] = 1 - decay;
        jacobian[i][1] = b[0] * X[i] * decay;
      }
    }
  }

  @Test
  void certifiedValuesOfMisra1a() {
    // NIST StRD: b1 = 2.3894212918E+02 (2.7070075241), b2 = 5.5015643181E-04 (7.2668688436E-06),
    // residual sum of squares 1.2455138894E-01
    LeastSquares.Solution found =
        LeastSquares.withDefaults().minimize(new Misra1a(Y), new double[] {500, 1e-4});
    Values point = found.minimum().point();
    assertThat(point.get(0)).isCloseTo(238.94212918, within(2e-7));
    assertThat(point.get(1)).isCloseTo(5.5015643181e-4, within(1e-12));
    assertThat(found.residualSumOfSquares()).isCloseTo(0.12455138894, within(1e-11));
    Values covariance = found.covariance().orElseThrow();
    assertThat(Math.sqrt(covariance.get(0))).isCloseTo(2.7070075241, within(1e-6));
    assertThat(Math.sqrt(covariance.get(3))).isCloseTo(7.2668688436e-6, within(1e-12));
    // b2 is small: a change of it by itself, not by 1, is what the cost must not promise to fall by
    double promised = Math.abs(found.minimum().gradient().get(1)) * point.get(1);
    assertThat(promised / found.minimum().value()).isLessThan(1e-6);
  }

  @Test
  void reweightingReachesTheMinimumOfHubersSum() {
    double[] spoiled = Y.clone();
    spoiled[4] += 20;
    LeastSquares.Solution robust =
        LeastSquares.withDefaults()
            .withHuber(0.05)
            .minimize(new Misra1a(spoiled), new double[] {250, 5e-4});
    LocalMinimum direct =
        Lbfgs.withDefaults()
            .withGradientTolerance(1e-9)
            .minimize(
                Functions.of(
                    2,
                    (x, g) -> {
                      double[] r = new double[X.length];
                      double[][] j = new double[X.length][2];
                      // b1 in hundreds and b2 in ten-thousandths
                      new Misra1a(spoiled).at(new double[] {100 * x[0], 1e-4 * x[1]}, r, j);
                      g[0] = 0;
                      g[1] = 0;
                      double sum = 0;
                      for (int i = 0; i < r.length; i++) {
                        double clipped = Math.clamp(r[i], -0.05, 0.05);
                        sum += clipped * (r[i] - 0.5 * clipped);
                        g[0] += clipped * j[i][0] * 100;
                        g[1] += clipped * j[i][1] * 1e-4;
                      }
                      return sum;
                    }),
                new double[] {2.5, 5});
    assertThat(robust.minimum().value()).isCloseTo(direct.value(), within(1e-9 * direct.value()));
    assertThat(robust.minimum().point().get(0))
        .isCloseTo(100 * direct.point().get(0), within(1e-2));
  }

  @Test
  void overflowOnTheWayNeitherWinsNorHangs() {
    Residuals cliff =
        new Residuals() {
          @Override
          public int count() {
            return 3;
          }

          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public void at(double[] x, double[] residuals, double[][] jacobian) {
            for (int i = 0; i < 3; i++) {
              boolean over = x[0] > 1.5;
              residuals[i] = over ? Double.NaN : Math.exp(x[0]) - 2 - i;
              jacobian[i][0] = over ? Double.POSITIVE_INFINITY : Math.exp(x[0]);
            }
          }
        };
    LeastSquares.Solution found = LeastSquares.withDefaults().minimize(cliff, new double[] {-3});
    assertThat(found.minimum().point().get(0)).isCloseTo(Math.log(3), within(1e-6));
    LeastSquares.Solution nowhere = LeastSquares.withDefaults().minimize(cliff, new double[] {2});
    assertThat(nowhere.minimum().termination()).isEqualTo(Termination.NOT_FINITE_AT_START);
    assertThat(nowhere.covariance()).isEmpty();
    assertThat(nowhere.optimum().startsAtOptimum()).isZero();
  }

  @Test
  void aRankDeficientJacobianHasNoCovariance() {
    Residuals twins =
        new Residuals() {
          @Override
          public int count() {
            return 4;
          }

          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public void at(double[] x, double[] residuals, double[][] jacobian) {
            for (int i = 0; i < 4; i++) {
              residuals[i] = x[0] + x[1] - i;
              jacobian[i][0] = 1;
              jacobian[i][1] = 1;
            }
          }
        };
    LeastSquares.Solution found = LeastSquares.withDefaults().minimize(twins, new double[] {4, 4});
    assertThat(found.minimum().value()).isCloseTo(2.5, within(1e-12));
    assertThat(found.covariance()).isEmpty();
  }

  @Test
  void aBudgetEndsTheSearchWithItsReason() {
    LeastSquares.Solution found =
        LeastSquares.withDefaults()
            .withMaxEvaluations(3)
            .minimize(new Misra1a(Y), new double[] {500, 1e-4});
    assertThat(found.minimum().termination()).isEqualTo(Termination.EVALUATIONS_EXHAUSTED);
    assertThat(found.minimum().evaluations()).isLessThanOrEqualTo(4);
  }
}
