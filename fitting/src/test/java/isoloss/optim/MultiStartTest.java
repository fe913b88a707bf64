package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MultiStartTest {

  /** Rastrigin's egg box plus 1 in two variables: 1 at the origin, a grid of local minima. */
  private static Objective eggBox() {
    return Functions.of(
        2,
        (x, g) -> {
          double sum = 21;
          for (int i = 0; i < 2; i++) {
            sum += x[i] * x[i] - 10 * Math.cos(2 * Math.PI * x[i]);
            g[i] = 2 * x[i] + 20 * Math.PI * Math.sin(2 * Math.PI * x[i]);
          }
          return sum;
        });
  }

  private static List<double[]> grid() {
    List<double[]> starts = new ArrayList<>();
    for (double a = -3.3; a < 3.5; a += 0.4) {
      for (double b = -3.3; b < 3.5; b += 0.4) {
        starts.add(new double[] {a, b});
      }
    }
    return starts;
  }

  @Test
  void findsTheLowestOfManyMinimaAndCountsTheStartsThatReachedIt() {
    var exploration = MultiStart.withDefaults().explore(MultiStartTest::eggBox, grid());
    Optimum optimum = exploration.optimum();
    assertThat(optimum.value()).isCloseTo(1, within(1e-10));
    assertThat(optimum.point().toArray()).containsExactly(new double[2], within(1e-6));
    assertThat(optimum.starts()).isEqualTo(grid().size());
    assertThat(optimum.startsAtOptimum())
        .isEqualTo((int) exploration.ends().stream().filter(end -> end.value() < 1 + 1e-8).count())
        .isBetween(1, grid().size() - 1);
    assertThat(optimum.evaluations())
        .isEqualTo(exploration.ends().stream().mapToLong(LocalMinimum::evaluations).sum());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    MultiStart one = MultiStart.withDefaults();
    var expected = one.explore(MultiStartTest::eggBox, grid());
    for (int threads : new int[] {2, 4, 7}) {
      assertThat(one.withThreads(threads).explore(MultiStartTest::eggBox, grid()))
          .isEqualTo(expected);
    }
  }

  @Test
  void aBudgetOfEvaluationsStopsAfterTheStartThatCrossesItForAnyNumberOfThreads() {
    MultiStart tight = MultiStart.withDefaults().withEvaluationBudget(300);
    var expected = tight.explore(MultiStartTest::eggBox, grid());
    assertThat(expected.ends()).hasSizeLessThan(grid().size());
    long spent = expected.optimum().evaluations();
    assertThat(spent).isGreaterThanOrEqualTo(300);
    assertThat(spent - expected.ends().getLast().evaluations()).isLessThan(300);
    assertThat(tight.withThreads(4).explore(MultiStartTest::eggBox, grid())).isEqualTo(expected);
  }

  @Test
  void theEarlierOfTwoEqualMinimaWins() {
    Supplier<Objective> wells =
        () ->
            Functions.of(
                1,
                (x, g) -> {
                  g[0] = 4 * x[0] * (x[0] * x[0] - 1);
                  return (x[0] * x[0] - 1) * (x[0] * x[0] - 1) + 1;
                });
    List<double[]> starts = List.of(new double[] {-1}, new double[] {1}, new double[] {-1.5});
    assertThat(MultiStart.withDefaults().minimize(wells, starts).point().get(0)).isEqualTo(-1);
    assertThat(MultiStart.withDefaults().minimize(wells, starts.reversed().subList(1, 3)).point())
        .extracting(point -> point.get(0))
        .isEqualTo(1.0);
  }

  @Test
  void startsThatAreNotFiniteNeverWin() {
    Supplier<Objective> half =
        () ->
            Functions.of(
                1,
                (x, g) -> {
                  g[0] = x[0] < 0 ? Double.NaN : 2 * (x[0] - 3);
                  return x[0] < 0 ? Double.NEGATIVE_INFINITY : (x[0] - 3) * (x[0] - 3) + 2;
                });
    List<double[]> starts = List.of(new double[] {-5}, new double[] {8}, new double[] {-1});
    Optimum optimum = MultiStart.withDefaults().minimize(half, starts);
    assertThat(optimum.point().get(0)).isCloseTo(3, within(1e-6));
    assertThat(optimum.startsAtOptimum()).isEqualTo(1);
    Optimum nothing = MultiStart.withDefaults().minimize(half, starts.subList(0, 1));
    assertThat(nothing.termination()).isEqualTo(Termination.NOT_FINITE_AT_START);
    assertThat(nothing.startsAtOptimum()).isZero();
    assertThat(nothing.value()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aFailingObjectiveEndsTheSearchWithItsOwnException() {
    Supplier<Objective> broken =
        () ->
            Functions.of(
                2,
                (x, g) -> {
                  throw new IllegalStateException("broken law");
                });
    assertThatThrownBy(() -> MultiStart.withDefaults().withThreads(3).minimize(broken, grid()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken law");
  }

  @Test
  void refusesToStartFromNowhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultiStart.withDefaults().minimize(MultiStartTest::eggBox, List.of()))
        .withMessageContaining("no starting point");
    assertThatIllegalArgumentException().isThrownBy(() -> MultiStart.withDefaults().withThreads(0));
  }

  @Test
  void everyIndexIsWorkedOnOnceByWorkersOfTheirOwn() {
    int[] seen = new int[1_000];
    IndexedWork.run(seen.length, 4, () -> new double[1], (scratch, index) -> seen[index]++);
    assertThat(Arrays.stream(seen)).containsOnly(1);
  }
}
