package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Values;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {

  /** Rosenbrock's banana times a factor; the minimum is 0 at (1, ..., 1). */
  private static Objective rosenbrock(int n, double factor) {
    return Functions.of(
        n,
        (x, g) -> {
          Arrays.fill(g, 0);
          double sum = 0;
          for (int i = 0; i + 1 < n; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
            g[i] += factor * (-400 * x[i] * bend - 2 * (1 - x[i]));
            g[i + 1] += factor * 200 * bend;
          }
          return factor * sum;
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1, 1e6, 1e12})
  void findsTheMinimumOfRosenbrockWhateverTheScaleOfTheObjective(double factor) {
    LocalMinimum found =
        Lbfgs.withDefaults().minimize(rosenbrock(5, factor), new double[] {-1.2, 1, -1.2, 1, 3});
    assertThat(found.value()).isLessThan(1e-12 * factor);
    assertThat(found.point().toArray()).containsExactly(Functions.filled(5, 1), within(1e-6));
  }

  @Test
  void goesTheSameWayWhenTheObjectiveIsMultipliedByAPowerOfTwo() {
    double[] start = {-1.2, 1, -1.2, 1, 3};
    Lbfgs procedure = Lbfgs.withDefaults().withMaxIterations(5);
    LocalMinimum small = procedure.minimize(rosenbrock(5, 0x1p-30), start);
    LocalMinimum smaller = procedure.minimize(rosenbrock(5, 0x1p-60), start);
    assertThat(small.iterations()).isEqualTo(5);
    assertThat(smaller.evaluations()).isEqualTo(small.evaluations());
  }

  @Test
  void theFirstOrderMeasureBelongsToThePoint() {
    Objective shifted =
        Functions.of(
            2,
            (x, g) -> {
              g[0] = 2 * (x[0] - 3);
              g[1] = 20 * (x[1] + 4);
              return (x[0] - 3) * (x[0] - 3) + 10 * (x[1] + 4) * (x[1] + 4) + 5;
            });
    LocalMinimum stopped =
        Lbfgs.withDefaults().withMaxIterations(0).minimize(shifted, new double[] {4, -3});
    assertThat(stopped.termination()).isEqualTo(Termination.ITERATIONS_EXHAUSTED);
    // max(2 * 4, 20 * 3) / (1 + 10 + 5)
    assertThat(stopped.firstOrder()).isCloseTo(60.0 / 16, within(1e-15));
    LocalMinimum found = Lbfgs.withDefaults().minimize(shifted, new double[] {4, -3});
    assertThat(found.firstOrder()).isLessThan(1e-6);
    assertThat(found.termination()).isEqualTo(Termination.GRADIENT_SMALL);
    assertThat(found.gradient().get(1)).isCloseTo(20 * (found.point().get(1) + 4), within(1e-12));
  }

  @Test
  void endsExactlyOnTheBoundThatHoldsTheMinimum() {
    // R 4.2 optim(method = "L-BFGS-B") documentation: 25 variables, bounds (2, 4), value 368.1059
    int n = 25;
    Objective flood =
        Functions.of(
            n,
            (x, g) -> {
              Arrays.fill(g, 0);
              double sum = (x[0] - 1) * (x[0] - 1);
              g[0] = 2 * (x[0] - 1);
              for (int i = 1; i < n; i++) {
                double gap = x[i] - x[i - 1] * x[i - 1];
                sum += 4 * gap * gap;
                g[i] += 8 * gap;
                g[i - 1] -= 16 * gap * x[i - 1];
              }
              return sum;
            });
    Bounds box = new Bounds(Values.of(Functions.filled(n, 2)), Values.of(Functions.filled(n, 4)));
    LocalMinimum found = Lbfgs.withDefaults().minimize(flood, Functions.filled(n, 3), box);
    assertThat(found.value()).isCloseTo(368.105912874334, within(1e-8));
    assertThat(found.firstOrder()).isLessThan(1e-5);
    assertThat(found.point().toArray()).startsWith(Functions.filled(23, 2)).endsWith(4.0);
    assertThat(found.point().get(23)).isCloseTo(2.109093, within(1e-5));
  }

  @Property(tries = 200)
  void satisfiesTheOptimalityConditionsOfConvexProblemsInABox(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
    Random random = new Random(seed);
    double[][] root = new double[n + 3][n];
    double[] target = new double[n + 3];
    for (int i = 0; i < root.length; i++) {
      target[i] = 3 * random.nextGaussian();
      for (int j = 0; j < n; j++) {
        root[i][j] = random.nextGaussian() * Math.pow(10, 2.0 * j / n);
      }
    }
    Objective quadratic =
        Functions.of(
            n,
            (x, g) -> {
              Arrays.fill(g, 0);
              double sum = 1;
              for (int i = 0; i < root.length; i++) {
                double r = -target[i];
                for (int j = 0; j < n; j++) {
                  r += root[i][j] * x[j];
                }
                sum += r * r / 2;
                for (int j = 0; j < n; j++) {
                  g[j] += r * root[i][j];
                }
              }
              return sum;
            });
    Bounds box =
        new Bounds(Values.of(Functions.filled(n, -0.1)), Values.of(Functions.filled(n, 0.3)));
    LocalMinimum found = Lbfgs.withDefaults().minimize(quadratic, Functions.filled(n, 5), box);
    assertThat(found.firstOrder()).isLessThan(1e-4);
    for (int j = 0; j < n; j++) {
      double x = found.point().get(j);
      double g = found.gradient().get(j);
      assertThat(x).isBetween(-0.1, 0.3);
      if (Math.abs(g) > 1e-3 * found.value()) {
        assertThat(x).isEqualTo(g > 0 ? -0.1 : 0.3);
      }
    }
  }

  @Test
  void leavesABoundWhereTheMinimumLiesInside() {
    Bounds box = new Bounds(Values.of(0, 0, 0, 0), Values.of(3, 3, 3, 3));
    LocalMinimum found =
        Lbfgs.withDefaults().minimize(rosenbrock(4, 1), new double[] {0, 3, 0, 3}, box);
    assertThat(found.point().toArray()).containsExactly(Functions.filled(4, 1), within(1e-6));
  }

  @Test
  void movesAStartIntoTheBoxAndNeverEvaluatesOutsideIt() {
    Bounds box = new Bounds(Values.of(-0.5, -0.5), Values.of(0.25, 2));
    Objective banana = rosenbrock(2, 1);
    Objective guarded =
        Functions.of(
            2,
            (x, g) -> {
              assertThat(x[0]).isBetween(-0.5, 0.25);
              assertThat(x[1]).isBetween(-0.5, 2.0);
              return banana.value(x, g);
            });
    double[] start = {-7, 9};
    LocalMinimum found = Lbfgs.withDefaults().minimize(guarded, start, box);
    assertThat(start).containsExactly(-7, 9);
    assertThat(found.point().get(0)).isEqualTo(0.25);
    assertThat(found.point().get(1)).isCloseTo(0.0625, within(1e-7));
    assertThat(found.firstOrder()).isLessThan(1e-6);
  }

  @Test
  void aFixedCoordinateStaysWhereItIs() {
    Bounds box = new Bounds(Values.of(2, -10), Values.of(2, 10));
    LocalMinimum found = Lbfgs.withDefaults().minimize(rosenbrock(2, 1), new double[] {2, 0}, box);
    assertThat(found.point().get(0)).isEqualTo(2);
    assertThat(found.point().get(1)).isCloseTo(4, within(1e-6));
  }

  @Test
  void anOverflowingObjectiveIsNeitherAcceptedNorALoop() {
    Objective cliff =
        Functions.of(
            1,
            (x, g) -> {
              g[0] = x[0] > 2 ? Double.NaN : -1 / (2.5 - x[0]) + 2 * x[0];
              return x[0] > 2 ? Double.NEGATIVE_INFINITY : Math.log(2.5 - x[0]) + x[0] * x[0];
            });
    LocalMinimum found = Lbfgs.withDefaults().minimize(cliff, new double[] {-30});
    assertThat(found.value()).isFinite();
    assertThat(found.point().get(0)).isLessThanOrEqualTo(2);
    assertThat(found.firstOrder()).isLessThan(1e-6);
  }

  @Test
  void aStartThatIsNotFiniteEndsAtOnce() {
    Objective nowhere =
        Functions.of(
            2,
            (x, g) -> {
              Arrays.fill(g, 1);
              return Double.NaN;
            });
    LocalMinimum found = Lbfgs.withDefaults().minimize(nowhere, new double[] {1, 1});
    assertThat(found.termination()).isEqualTo(Termination.NOT_FINITE_AT_START);
    assertThat(found.evaluations()).isEqualTo(1);
    assertThat(found.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(found.optimum().startsAtOptimum()).isZero();
  }

  @Test
  void anUnboundedObjectiveEndsWithAReason() {
    Objective slide =
        Functions.of(
            1,
            (x, g) -> {
              g[0] = -1;
              return -x[0];
            });
    LocalMinimum found = Lbfgs.withDefaults().minimize(slide, new double[] {0});
    assertThat(found.evaluations()).isLessThanOrEqualTo(5_000);
    assertThat(found.firstOrder()).isGreaterThan(0.9);
  }

  @Test
  void aGradientThatLiesEndsWithAFailedSearch() {
    Objective liar =
        Functions.of(
            1,
            (x, g) -> {
              g[0] = -1;
              return x[0] + 10;
            });
    LocalMinimum found = Lbfgs.withDefaults().minimize(liar, new double[] {0});
    assertThat(found.termination()).isEqualTo(Termination.LINE_SEARCH_FAILED);
    assertThat(found.point().get(0)).isZero();
    assertThat(found.firstOrder()).isGreaterThan(1e-3);
  }

  @Test
  void keepsToItsBudgets() {
    LocalMinimum few =
        Lbfgs.withDefaults()
            .withMaxEvaluations(7)
            .minimize(rosenbrock(5, 1), new double[] {-1.2, 1, -1.2, 1, 3});
    assertThat(few.evaluations()).isEqualTo(7);
    assertThat(few.termination()).isEqualTo(Termination.EVALUATIONS_EXHAUSTED);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lbfgs.withDefaults().withMemory(0))
        .withMessageContaining("memory 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lbfgs.withDefaults().withGradientTolerance(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lbfgs.withDefaults().minimize(rosenbrock(3, 1), new double[2]))
        .withMessageContaining("2 coordinates for an objective of 3");
  }
}
