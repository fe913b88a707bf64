package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The objective of approach 3 on Epoch's rows: tiny, kinked, with many wrong ends. */
class ChinchillaGridTest {
  private static final MultiStart SEARCH = MultiStart.withDefaults().withThreads(2);

  private static List<double[]> grid() {
    List<double[]> starts = new ArrayList<>();
    for (double alpha = 0; alpha <= 2; alpha += 0.5) {
      for (double beta = 0; beta <= 2; beta += 0.5) {
        for (double e = -1; e <= 1; e += 0.5) {
          for (double a = 0; a <= 25; a += 5) {
            for (double b = 0; b <= 25; b += 5) {
              starts.add(new double[] {a, b, e, alpha, beta});
            }
          }
        }
      }
    }
    return starts;
  }

  @Test
  void moreStartsReachTheKnownMinimumThanInSciPy() {
    // SciPy 1.17.1 L-BFGS-B, analytic gradient, ftol 2.2e-13, gtol 1e-8 (cli/benchmarks): best
    // 0.0010182740178, 27.7 % of the 4,500 starts within 1e-8 of it; its defaults bring fewer
    EpochRows rows = EpochRows.withoutHighest(5);
    TwoPowersAndConstant objective = rows.objective(1e-3);
    Optimum optimum = SEARCH.minimize(objective::twin, grid());
    assertThat(optimum.starts()).isEqualTo(4_500);
    assertThat(optimum.value()).isBetween(0.00101827401, 0.00101827401781);
    assertThat(optimum.startsAtOptimum()).isGreaterThan(4_500 * 30 / 100);
    assertThat(optimum.firstOrder()).isLessThan(1e-5);
    assertThat(optimum.point().toArray())
        .containsExactly(
            new double[] {6.16924640, 7.67015670, 0.59730681, 0.34731050, 0.36717243},
            within(1e-4));
  }

  @Test
  void allRowsGiveTheOtherKnownMinimum() {
    EpochRows rows = EpochRows.withoutHighest(0);
    TwoPowersAndConstant objective = rows.objective(1e-3);
    List<double[]> some = grid().stream().filter(x -> x[0] == 5 || x[1] == 10).toList();
    Optimum optimum = SEARCH.minimize(objective::twin, some);
    assertThat(optimum.value()).isCloseTo(0.0018260105231, within(1e-12));
  }

  @Test
  void theSameBitsWithOneTwoAndFourThreads() {
    TwoPowersAndConstant objective = EpochRows.withoutHighest(5).objective(1e-3);
    List<double[]> every = grid().stream().filter(x -> x[4] == 0.5).toList();
    var expected = SEARCH.withThreads(1).explore(objective::twin, every);
    assertThat(SEARCH.withThreads(2).explore(objective::twin, every)).isEqualTo(expected);
    assertThat(SEARCH.withThreads(4).explore(objective::twin, every)).isEqualTo(expected);
  }

  @Test
  void theObjectiveAtPublishedConstants() {
    // pretraining reference: TeX constants of Hoffmann et al. 0.0012311626
    TwoPowersAndConstant objective = EpochRows.withoutHighest(5).objective(1e-3);
    double[] tex = {6.0073404, 6.0179186, 0.5267228, 0.33917084, 0.2849083};
    assertThat(objective.value(tex, new double[5])).isCloseTo(0.0012311626, within(1e-10));
  }
}
