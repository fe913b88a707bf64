package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.Values;
import org.junit.jupiter.api.Test;

class CmaEsTest {
  private static final Bounds BOX = new Bounds(Values.of(-8, -8), Values.of(8, 8));

  /** A tilted double well with ripples; the deeper well is at (2, 2), the start in the other. */
  private static final Objective RUGGED =
      Functions.of(
          2,
          (x, g) -> {
            double sum = 3;
            for (int i = 0; i < 2; i++) {
              double well = x[i] * x[i] - 4;
              sum += well * well / 10 - 0.5 * x[i] + 0.2 * Math.sin(8 * x[i]);
              g[i] = 4 * x[i] * well / 10 - 0.5 + 1.6 * Math.cos(8 * x[i]);
            }
            return x[0] > 7 ? Double.NaN : sum;
          });

  @Test
  void climbsOutOfTheWrongWellAndEndsAtACertifiedMinimum() {
    LocalMinimum trapped = Lbfgs.withDefaults().minimize(RUGGED, new double[] {-2, -2}, BOX);
    LocalMinimum found =
        CmaEs.withSeed(new Seed(1))
            .withPopulation(20)
            .minimize(RUGGED, new double[] {-2, -2}, new double[] {3, 3}, BOX);
    assertThat(found.value()).isLessThan(trapped.value() - 1);
    assertThat(found.point().get(0)).isPositive().isCloseTo(found.point().get(1), within(1e-5));
    assertThat(found.firstOrder()).isLessThan(1e-6);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndRespectsTheBox() {
    CmaEs search = CmaEs.withSeed(new Seed(3)).withMaxEvaluations(500);
    double[] spread = {1, 1};
    Bounds tight = new Bounds(Values.of(-8, -8), Values.of(-1, 1));
    LocalMinimum found = search.minimize(RUGGED, new double[] {-4, 0}, spread, tight);
    assertThat(search.minimize(RUGGED, new double[] {-4, 0}, spread, tight)).isEqualTo(found);
    assertThat(found.point().get(0)).isBetween(-8.0, -1.0);
    assertThat(found.point().get(1)).isBetween(-8.0, 1.0);
  }
}
