package isoloss.law.projektor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.optim.Objective;
import isoloss.optim.Simplex;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjektorTest {
  private static double distance(double[] p) {
    return 1 + 2 * p[0] * p[0] + p[1] * p[2] - 0.5 * p[2];
  }

  /** Linear in ln N, inside the span of the terms at every N. */
  private static double loss(double size, double[] p) {
    double ot = distance(p);
    double level = 3 + 0.7 * p[0] * ot - 0.4 * p[1] * p[1] * ot + 0.3 * p[1] + 0.2 * ot;
    double slope = -0.1 + 0.02 * p[0] * ot + 0.03 * p[1];
    return level + slope * Math.log(size);
  }

  private static Imported table(double... sizes) {
    RandomGenerator random = new Seed(9).generator();
    List<double[]> rows = new ArrayList<>();
    for (double size : sizes) {
      for (int i = 0; i < 40; i++) {
        double[] p = Simplex.project(random.doubles(3, 0, 1).toArray());
        rows.add(new double[] {size, distance(p), p[0], p[1], p[2], loss(size, p)});
      }
    }
    List<Variable> variables = new ArrayList<>(new Projektor().inputs().subList(0, 4));
    variables.add(new Variable("p3", "share of source 3", "1", Variable.Sign.NON_NEGATIVE));
    variables.add(new Projektor().inputs().getLast());
    double[][] columns = new double[variables.size()][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int v = 0; v < columns.length; v++) {
        columns[v][row] = rows.get(row)[v];
      }
    }
    return new Imported(Split.none(Observations.of(variables, columns)), List.of(), 0, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "published"})
  void aLossThatIsLinearInTheLogarithmOfSizeIsProjectedExactly(String procedure) {
    Findings found =
        Fitter.withDefaults()
            .withProcedure(procedure)
            .withOption("target", "1e6")
            .run(new Projektor(), table(1e3, 4e3, 1e5));
    Findings.Table projected = found.table("projected");
    assertThat(projected.size()).isEqualTo(40);
    for (int row = 0; row < projected.size(); row++) {
      assertThat(projected.number(row, "predicted"))
          .isCloseTo(projected.number(row, "observed"), within(1e-8));
    }
    Findings.Table best = found.table("bestMixture");
    double[] mixture = best.numbers("share");
    assertThat(found.number("projectedLoss")).isCloseTo(loss(1e6, mixture), within(1e-7));
    assertThat(mixture[0] + mixture[1] + mixture[2]).isCloseTo(1, within(1e-12));
  }

  @Test
  void theBestMixtureIsBetterThanRandomOnes() {
    Findings found =
        Fitter.withDefaults().withOption("target", "1e6").run(new Projektor(), table(1e3, 4e3));
    RandomGenerator random = new Seed(10).generator();
    for (int i = 0; i < 300; i++) {
      double[] p = Simplex.project(random.doubles(3, 0, 1).toArray());
      assertThat(loss(1e6, p)).isGreaterThanOrEqualTo(found.number("projectedLoss") - 1e-7);
    }
  }

  @Test
  void theGradientOfTheProjectedLossIsThatOfDifferences() {
    double[] ones = {0.3, -0.2, 0.5, 0.1, 0.2, -0.3, 0.4, 0.6, -0.1, 0.7, 0.2, -0.5};
    double[] twos = {0.1, 0.2, -0.5, 0.3, 0.2, 0.3, -0.4, 0.1, 0.1, -0.7, 0.2, 0.5};
    Projection projection =
        new Projection(
            MixtureTerms.FULL,
            new Projection.Stage(1e3, Values.of(ones), 12, 40, 0, 1),
            new Projection.Stage(4e3, Values.of(twos), 12, 40, 0, 1));
    Objective objective =
        projection.lossAt(1e6, new QuadraticDistance(3, Values.of(1, 0.2, -0.3, 0.5, 0.4, 2)));
    double[] p = {0.2, 0.5, 0.3};
    double[] gradient = new double[3];
    objective.value(p, gradient);
    for (int i = 0; i < 3; i++) {
      double[] up = p.clone();
      double[] down = p.clone();
      up[i] += 1e-6;
      down[i] -= 1e-6;
      double slope =
          (objective.value(up, new double[3]) - objective.value(down, new double[3])) / 2e-6;
      assertThat(gradient[i]).isCloseTo(slope, within(1e-7));
    }
  }

  @Test
  void oneSizeIsRefused() {
    assertThatThrownBy(() -> Fitter.withDefaults().run(new Projektor(), table(1e3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("two sizes");
  }
}
