package isoloss.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.optim.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every law of the catalogue promises. */
class LawsContractTest {
  private static final double[] SIZES = {3e7, 1e8, 3e8, 1e9, 3e9};
  private static final double[] BUDGETS = {1e9, 3e9, 1e10, 3e10, 1e11, 3e11};

  /** Plausible parameters: the first published set, or mild ones where none is in print. */
  private static double[] truth(ScalingLaw law) {
    return law.constants().isEmpty()
        ? new double[] {120, 700, 0.9, 0.4, 0.42, 0.6}
        : law.constants().getFirst().theta().toArray();
  }

  private static Observations surface(ScalingLaw law, double[] theta, double scaleN) {
    List<double[]> points = new ArrayList<>();
    for (double n : SIZES) {
      for (double d : BUDGETS) {
        points.add(new double[] {n, d});
      }
    }
    double[] n = points.stream().mapToDouble(x -> x[0] * scaleN).toArray();
    double[] d = points.stream().mapToDouble(x -> x[1]).toArray();
    double[] loss = points.stream().mapToDouble(x -> law.value(theta, x)).toArray();
    return PublicData.table(n, d, loss);
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void theGradientAgreesWithCentralDifferences(Laws entry) {
    ScalingLaw law = entry.law();
    double[] theta = truth(law);
    double[] found = new double[theta.length];
    for (double[] x : new double[][] {{1e8, 2e9}, {7e9, 1e12}}) {
      law.gradient(theta, x, found);
      for (int j = 0; j < theta.length; j++) {
        double step = 1e-5 * Math.abs(theta[j]);
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[j] += step;
        down[j] -= step;
        double expected = (law.value(up, x) - law.value(down, x)) / (2 * step);
        assertThat(found[j])
            .as("%s, derivative by %s", law.name(), law.parameters().get(j).name())
            .isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-13));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void theSearchCoordinatesHaveTheGradientOfTheirObjectiveAndSpeakOfTheSameSurface(Laws entry) {
    ScalingLaw law = entry.law();
    Rows rows = Rows.of(law, surface(law, truth(law), 1));
    Coordinates coordinates = law.coordinates(rows);
    RandomGenerator random = new Seed(3).generator();
    double[] weights = random.doubles(rows.size(), 0.5, 2).toArray();
    for (Loss loss : List.of(new Loss.Squared(), new Loss.Huber(1e-2))) {
      Objective objective = coordinates.objective(loss, weights);
      for (double[] start : coordinates.starts(loss, 4, new Seed(5))) {
        requireGradient(law, objective, start);
      }
    }
    double[] z = coordinates.search(truth(law));
    double[] again = coordinates.natural(z);
    for (int row = 0; row < rows.size(); row++) {
      double predicted = Math.exp(coordinates.predict(z, rows.x(row), new double[z.length]));
      assertThat(predicted).isCloseTo(law.value(again, rows.x(row)), within(1e-11 * predicted));
      assertThat(predicted).isCloseTo(rows.response(row), within(1e-11 * predicted));
    }
  }

  private static void requireGradient(ScalingLaw law, Objective objective, double[] at) {
    double[] gradient = new double[at.length];
    double[] ignored = new double[at.length];
    double size = objective.value(at, gradient);
    for (int j = 0; j < at.length; j++) {
      double step = 1e-5;
      double[] moved = at.clone();
      moved[j] = at[j] + step;
      double up = objective.value(moved, ignored);
      moved[j] = at[j] - step;
      double down = objective.value(moved, ignored);
      assertThat(gradient[j])
          .as("%s, derivative by coordinate %d", law.name(), j)
          .isCloseTo(
              (up - down) / (2 * step), within(1e-4 * (Math.abs(gradient[j]) + Math.abs(size))));
    }
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void itIsFiniteOnTheBoundsOfItsSearch(Laws entry) {
    ScalingLaw law = entry.law();
    Rows rows = Rows.of(law, surface(law, truth(law), 1));
    Coordinates coordinates = law.coordinates(rows);
    double[] lower = coordinates.bounds().lower().toArray();
    double[] upper = coordinates.bounds().upper().toArray();
    double[] middle = coordinates.search(truth(law));
    double[] gradient = new double[middle.length];
    for (int j = 0; j < middle.length; j++) {
      for (double end : new double[] {lower[j], upper[j]}) {
        double[] z = middle.clone();
        z[j] = end;
        double value = coordinates.objective(new Loss.Huber(1e-3), ones(rows)).value(z, gradient);
        assertThat(value).as("%s, coordinate %d at %s", law.name(), j, end).isFinite();
        assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  private static double[] ones(Rows rows) {
    double[] ones = new double[rows.size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void itRecoversItselfFromNoiselessData(Laws entry) {
    ScalingLaw law = entry.law();
    Observations data = surface(law, truth(law), 1);
    Fit fit = Fitter.withDefaults().withThreads(1).fit(law, data);
    assertThat(fit.converged()).isTrue();
    for (int row = 0; row < data.size(); row++) {
      double predicted = fit.predict(data.row(row, List.of("N", "D"))).value();
      double observed = data.value(row, "L");
      assertThat(predicted).isCloseTo(observed, within(1e-9 * observed));
    }
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void aChangeOfUnitsMovesOnlyTheTermsThatCarryUnits(Laws entry) {
    ScalingLaw law = entry.law();
    double[] theta = truth(law);
    double thousand = 1e3;
    double[] moved = law.inUnits(theta, new double[] {thousand, 1}, 1).orElseThrow();
    double[] louder = law.inUnits(theta, new double[] {1, 1}, 2).orElseThrow();
    Optional<double[]> tokens = law.inUnits(theta, new double[] {1, thousand}, 1);
    for (int p = 0; p < theta.length; p++) {
      if (law.parameters().get(p).kind() == Parameter.Kind.EXPONENT) {
        assertThat(moved[p]).isEqualTo(theta[p]);
        assertThat(louder[p]).isEqualTo(theta[p]);
      }
    }
    for (double[] x : new double[][] {{1e8, 2e9}, {7e9, 1e12}}) {
      double value = law.value(theta, x);
      double[] inThousands = {x[0] / thousand, x[1]};
      assertThat(law.value(moved, inThousands)).isCloseTo(value, within(1e-11 * value));
      assertThat(law.value(louder, x)).isCloseTo(value / 2, within(1e-11 * value));
      tokens.ifPresent(other ->
          assertThat(law.value(other, new double[] {x[0], x[1] / thousand}))
              .isCloseTo(value, within(1e-11 * value)));
    }
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void aFitInOtherUnitsIsTheSameSurface(Laws entry) {
    ScalingLaw law = entry.law();
    Observations plain = surface(law, truth(law), 1);
    Observations inMillions = surface(law, truth(law), 1e-6);
    double there = Fitter.withDefaults().fit(law, inMillions).predict(500, 5e10).value();
    double here = Fitter.withDefaults().fit(law, plain).predict(5e8, 5e10).value();
    assertThat(there).isCloseTo(here, within(1e-8 * here));
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void itSaysWhatItIs(Laws entry) {
    ScalingLaw law = entry.law();
    assertThat(law.formula()).startsWith(law.response().symbol() + " = ");
    assertThat(law.convention()).contains("N");
    assertThat(law.source().citation()).isNotBlank();
    assertThat(law.source().url()).startsWith("https://");
    assertThat(law.inputs()).extracting(Variable::unit).doesNotContain("");
    assertThat(law.response().unit()).isNotBlank();
    for (Parameter parameter : law.parameters()) {
      assertThat(law.formula()).contains(parameter.name());
      assertThat(parameter.meaning()).isNotBlank();
    }
    law.constants()
        .forEach(set -> assertThat(set.theta().size()).isEqualTo(law.parameters().size()));
    assertThat(law.procedures()).extracting("name").contains("default", "published");
  }
}
