package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoPowersAndConstantTest {
  private static final double[] POINT = {6, 7.5, 0.6, 0.35, 0.36};

  private record Table(double[] u, double[] v, double[] y, double[] w) {
    static Table random(int rows, long seed) {
      Random random = new Random(seed);
      Table table =
          new Table(new double[rows], new double[rows], new double[rows], new double[rows]);
      for (int i = 0; i < rows; i++) {
        table.u[i] = 17 + 6 * random.nextDouble();
        table.v[i] = 20 + 6 * random.nextDouble();
        table.y[i] = 0.9 + 0.4 * random.nextDouble();
        table.w[i] = random.nextInt(4);
      }
      table.w[0] = 1;
      return table;
    }

    TwoPowersAndConstant scalar(double delta) {
      return TwoPowersAndConstant.scalar(u, v, y, w, delta);
    }

    TwoPowersAndConstant vector(double delta) {
      return TwoPowersAndConstant.vector(u, v, y, w, delta);
    }

    /** Straight from the definition, each term by the shifted log-sum-exp. */
    double definition(double[] x, double delta) {
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        double first = x[0] - x[3] * u[i];
        double second = x[1] - x[4] * v[i];
        double top = Math.max(Math.max(first, second), x[2]);
        double r =
            top
                + Math.log(Math.exp(first - top) + Math.exp(second - top) + Math.exp(x[2] - top))
                - y[i];
        double size = Math.abs(r);
        sum += w[i] * (size <= delta ? r * r / 2 : delta * (size - delta / 2));
      }
      return sum;
    }
  }

  @BeforeEach
  void vectorModuleIsThere() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector"))
        .as("the build starts tests with --add-modules jdk.incubator.vector")
        .isPresent();
  }

  private static void assertSame(Table table, double[] x, double delta) {
    double[] expected = new double[5];
    double[] found = new double[5];
    double value = table.scalar(delta).value(x, expected);
    assertThat(table.vector(delta).value(x, found))
        .isCloseTo(value, within(1e-12 * Math.abs(value)));
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(found).containsExactly(expected, within(1e-12 * largest));
  }

  @Property(tries = 300)
  void theVectorFormGivesTheScalarFormsNumbers(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 25) double a,
      @ForAll @DoubleRange(min = 0, max = 25) double b,
      @ForAll @DoubleRange(min = -1, max = 1) double e,
      @ForAll @DoubleRange(min = 0, max = 2) double alpha,
      @ForAll @DoubleRange(min = 0, max = 2) double beta) {
    double[] x = {a, b, e, alpha, beta};
    assertSame(Table.random(rows, seed), x, 1e-3);
    assertSame(Table.random(rows, seed), x, Double.POSITIVE_INFINITY);
  }

  @Property(tries = 300)
  void bothFormsAreTheDefinition(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll long seed,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double a,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double b,
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double alpha) {
    Table table = Table.random(rows, seed);
    double[] x = {a, b, 0.5, alpha, 0.3};
    double expected = table.definition(x, 1e-3);
    assertThat(table.scalar(1e-3).value(x, new double[5]))
        .isCloseTo(expected, within(1e-12 * expected));
    assertThat(table.vector(1e-3).value(x, new double[5]))
        .isCloseTo(expected, within(1e-12 * expected));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e4, -1e4, 699.5, -699.5, 700.5, -707, -708.5, -745, 709.7})
  void extremeExponentsStayFiniteAndExact(double a) {
    Table table = Table.random(21, 5);
    double[] x = {a, 7, 0.5, 1e-3, 0.3};
    assertSame(table, x, 1e-3);
    double expected = table.definition(x, 1e-3);
    double[] gradient = new double[5];
    assertThat(table.vector(1e-3).value(x, gradient)).isCloseTo(expected, within(1e-12 * expected));
    assertThat(LbfgsSearch.isFinite(expected, gradient)).isTrue();
  }

  @Test
  void aVeryLowConstantIsNoConstant() {
    Table table = Table.random(21, 5);
    double[] x = {6, 7.5, -1e4, 0.35, 0.36};
    assertSame(table, x, 1e-3);
    double expected = table.definition(x, 1e-3);
    assertThat(table.scalar(1e-3).value(x, new double[5]))
        .isCloseTo(expected, within(1e-10 * expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void notANumberInIsNotANumberOut(int coordinate) {
    Table table = Table.random(12, 5);
    double[] x = POINT.clone();
    x[coordinate] = Double.NaN;
    assertThat(table.scalar(1e-3).value(x, new double[5])).isNaN();
    assertThat(table.vector(1e-3).value(x, new double[5])).isNaN();
    Table broken = Table.random(12, 5);
    broken.u[0] = Double.NaN;
    assertThat(broken.scalar(1e-3).value(POINT, new double[5])).isNaN();
    assertThat(broken.vector(1e-3).value(POINT, new double[5])).isNaN();
  }

  @Test
  void theGradientAgreesWithDifferences() {
    Table table = Table.random(33, 11);
    TwoPowersAndConstant objective = table.vector(0.05);
    double[] gradient = new double[5];
    objective.value(POINT, gradient);
    for (int j = 0; j < 5; j++) {
      double[] x = POINT.clone();
      double step = 1e-6;
      x[j] = POINT[j] + step;
      double up = objective.value(x, new double[5]);
      x[j] = POINT[j] - step;
      double down = objective.value(x, new double[5]);
      assertThat(gradient[j])
          .isCloseTo((up - down) / (2 * step), within(1e-6 * Math.abs(gradient[j]) + 1e-9));
    }
  }

  @Test
  void aWeightOfTwoIsTheRowTwiceAndOfZeroTheRowLeftOut() {
    Table table = Table.random(3, 1);
    double[] u = {table.u[0], table.u[1], table.u[1]};
    double[] v = {table.v[0], table.v[1], table.v[1]};
    double[] y = {table.y[0], table.y[1], table.y[1]};
    double repeated = TwoPowersAndConstant.of(u, v, y, 1e-3).value(POINT, new double[5]);
    double weighted =
        TwoPowersAndConstant.of(table.u, table.v, table.y, new double[] {1, 2, 0}, 1e-3)
            .value(POINT, new double[5]);
    assertThat(weighted).isCloseTo(repeated, within(1e-15 * repeated));
  }

  @Test
  void anInfiniteDeltaGivesHalfTheSumOfSquares() {
    Table table = Table.random(9, 2);
    double expected = table.definition(POINT, Double.POSITIVE_INFINITY);
    assertThat(table.scalar(Double.POSITIVE_INFINITY).value(POINT, new double[5]))
        .isCloseTo(expected, within(1e-13));
  }

  @Test
  void aTwinGivesTheSameBits() {
    TwoPowersAndConstant objective = Table.random(50, 3).vector(1e-3);
    assertThat(objective.twin().value(POINT, new double[5]))
        .isEqualTo(objective.value(POINT, new double[5]));
  }

  @Test
  void refusesNegativeWeightsAndRaggedColumns() {
    double[] two = {1, 2};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TwoPowersAndConstant.of(two, two, two, new double[] {1, -1}, 1e-3))
        .withMessageContaining("weight -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TwoPowersAndConstant.of(two, two, new double[3], 1e-3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TwoPowersAndConstant.of(two, two, two, 0));
  }

  @Test
  void saysWhichInstructionsAreUsed() {
    if (Vectorisation.isUsed()) {
      assertThat(Vectorisation.describe()).endsWith(Vectorisation.lanes() + " lanes");
    } else {
      assertThat(Vectorisation.describe()).startsWith("scalar: ");
    }
  }
}
