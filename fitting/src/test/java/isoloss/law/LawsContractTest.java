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
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every law of the catalogue promises. */
class LawsContractTest {
  private static final Map<String, double[]> LEVELS =
      Map.ofEntries(
          Map.entry("N", new double[] {3e7, 1e8, 3e8, 1e9, 3e9}),
          Map.entry("D", new double[] {1e9, 3e9, 1e10, 3e10, 1e11, 3e11}),
          Map.entry("lr", new double[] {5e-4, 1e-3, 2e-3, 4e-3}),
          Map.entry("batch", new double[] {1e5, 3e5, 9e5}),
          Map.entry("P", new double[] {1, 2, 4, 8}),
          Map.entry("C", new double[] {1e18, 1e19, 1e20, 1e21, 1e22}),
          Map.entry("U", new double[] {1e8, 1e9, 1e10, 1e11}),
          Map.entry("E", new double[] {1, 2, 8, 32, 128, 512}),
          Map.entry("Na", new double[] {1e7, 3e7, 1e8, 3e8, 1e9}),
          Map.entry("Nnv", new double[] {3e7, 1e8, 3e8, 1e9}),
          Map.entry("V", new double[] {4e3, 1e4, 3e4, 6e4}),
          Map.entry("H", new double[] {1e8, 1e9, 1e10, 1e11}));

  private static final Map<String, double[]> TRUTHS =
      Map.ofEntries(
          Map.entry("skaling", new double[] {120, 700, 0.9, 0.4, 0.42, 0.6}),
          Map.entry("parscale-power", new double[] {0.7, 20, 0.19, 0.07}),
          Map.entry("parscale-additive", new double[] {0.75, 25, 0.2, 0.08}),
          Map.entry("parscale-log", new double[] {0.7, 20, 0.19, 0.08}),
          Map.entry(
              "step-law-surface",
              new double[] {
                1.7, 300, 0.32, 400, 0.3, 0.018, 0.015, -0.0057, 0.012, 0.0024, 0.6, -0.7, 0.3,
                -0.5, 0.57
              }),
          Map.entry(
              "bounded-overfitting", new double[] {1.6, 400, 0.34, 900, 0.33, 80, 0.2, 0.35, 6}),
          Map.entry("vocabulary", new double[] {-5.7, 1500, 0.06, -0.035, -0.35}),
          Map.entry("vocabulary-additive", new double[] {5.2, 80, 0.32, 9, 0.4, 2000, 0.37}),
          Map.entry("moe-routed-plain", new double[] {-0.0845, -0.101, 0.00936, 1.113}),
          Map.entry("moe-power", new double[] {1.65, 50, 0.2, 0.08}),
          Map.entry("sparsity-additive", new double[] {-1.2, 0.3, 4, 0.25, 0.5}),
          Map.entry("sparsity-multiplicative", new double[] {4, 0.1, 0.2, 0.6}),
          Map.entry("sparsity-crossed", new double[] {4, 0.3, 0.2, 0.01, 0.6}));

  /** Plausible parameters: the first published set, or mild ones where none is in print. */
  private static double[] truth(ScalingLaw law) {
    return law.constants().isEmpty()
        ? Optional.ofNullable(TRUTHS.get(law.name())).orElseThrow().clone()
        : law.constants().getFirst().theta().toArray();
  }

  /** Every combination of the levels of the inputs. */
  private static List<double[]> grid(ScalingLaw law) {
    List<double[]> points = new ArrayList<>(List.of(new double[0]));
    for (Variable input : law.inputs()) {
      double[] levels = levels(input);
      points =
          points.stream()
              .flatMap(point -> Arrays.stream(levels).mapToObj(level -> appended(point, level)))
              .toList();
    }
    return points;
  }

  private static double[] levels(Variable input) {
    return Optional.ofNullable(LEVELS.get(input.symbol())).orElseThrow();
  }

  private static double[] appended(double[] point, double value) {
    double[] longer = Arrays.copyOf(point, point.length + 1);
    longer[point.length] = value;
    return longer;
  }

  /** Noiseless rows; the first input counted in units that make its numbers larger. */
  private static Observations surface(ScalingLaw law, double[] theta, double scale) {
    List<double[]> points = grid(law);
    List<Variable> variables = new ArrayList<>(law.inputs());
    variables.add(law.response());
    double[][] columns = new double[variables.size()][points.size()];
    for (int row = 0; row < points.size(); row++) {
      double[] x = points.get(row);
      for (int v = 0; v < x.length; v++) {
        columns[v][row] = v == 0 ? x[v] * scale : x[v];
      }
      columns[x.length][row] = law.value(theta, x);
    }
    return Observations.of(variables, columns);
  }

  /** Two points that are no level of the grid: between its levels and beyond its end. */
  private static List<double[]> probes(ScalingLaw law) {
    double[] between = new double[law.inputs().size()];
    double[] beyond = new double[between.length];
    for (int v = 0; v < between.length; v++) {
      double[] levels = levels(law.inputs().get(v));
      between[v] = Math.sqrt(levels[0] * levels[1]);
      beyond[v] = levels[levels.length - 1] * 1.5;
    }
    return List.of(between, beyond);
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void theGradientAgreesWithCentralDifferences(Laws entry) {
    ScalingLaw law = entry.law();
    double[] theta = truth(law);
    double[] found = new double[theta.length];
    for (double[] x : probes(law)) {
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
      double scaled = coordinates.predict(z, rows.x(row), new double[z.length]);
      double predicted = rows.logarithmic() ? Math.exp(scaled) : scaled;
      assertThat(predicted)
          .isCloseTo(law.value(again, rows.x(row)), within(1e-11 * Math.abs(predicted)));
      assertThat(predicted).isCloseTo(rows.response(row), within(1e-11 * Math.abs(predicted)));
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
        double value =
            coordinates.objective(new Loss.Huber(1e-3), ones(rows.size())).value(z, gradient);
        assertThat(value).as("%s, coordinate %d at %s", law.name(), j, end).isFinite();
        assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
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
      double predicted =
          fit.predict(data.row(row, law.inputs().stream().map(Variable::symbol).toList())).value();
      double observed = data.value(row, law.response().symbol());
      assertThat(predicted).isCloseTo(observed, within(1e-9 * Math.abs(observed)));
    }
  }

  /** Laws that say what their parameters become when their first input is counted otherwise. */
  private static List<Laws> closedLaws() {
    return Arrays.stream(Laws.values()).filter(entry -> isClosed(entry.law())).toList();
  }

  private static boolean isClosed(ScalingLaw law) {
    double[] units = ones(law.inputs().size());
    units[0] = 1e3;
    return law.inUnits(truth(law), units, 1).isPresent();
  }

  @Test
  void onlyTheseLawsAreNotClosedUnderAChangeOfUnits() {
    assertThat(Arrays.stream(Laws.values()).map(Laws::law).filter(law -> !isClosed(law)))
        .extracting(ScalingLaw::name)
        .containsExactlyInAnyOrder(
            "data-constrained", "moe-routed", "moe-routed-plain", "sparsity-crossed");
  }

  @ParameterizedTest
  @MethodSource("closedLaws")
  void aChangeOfUnitsMovesOnlyTheTermsThatCarryUnits(Laws entry) {
    ScalingLaw law = entry.law();
    double[] theta = truth(law);
    double thousand = 1e3;
    double[] first = ones(law.inputs().size());
    first[0] = thousand;
    double[] moved = law.inUnits(theta, first, 1).orElseThrow();
    Optional<double[]> louder = law.inUnits(theta, ones(first.length), 2);
    for (int p = 0; p < theta.length; p++) {
      if (law.parameters().get(p).kind() == Parameter.Kind.EXPONENT) {
        assertThat(moved[p]).isEqualTo(theta[p]);
        if (louder.isPresent()) {
          assertThat(louder.orElseThrow()[p]).isEqualTo(theta[p]);
        }
      }
    }
    for (double[] x : probes(law)) {
      double value = law.value(theta, x);
      double slack = 1e-11 * Math.abs(value);
      double[] inThousands = x.clone();
      inThousands[0] /= thousand;
      assertThat(law.value(moved, inThousands)).isCloseTo(value, within(slack));
      louder.ifPresent(
          other -> assertThat(law.value(other, x)).isCloseTo(value / 2, within(slack)));
      if (x.length > 1) {
        double[] second = ones(x.length);
        second[1] = thousand;
        double[] shifted = x.clone();
        shifted[1] /= thousand;
        law.inUnits(theta, second, 1)
            .ifPresent(
                other -> assertThat(law.value(other, shifted)).isCloseTo(value, within(slack)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("closedLaws")
  void aFitInOtherUnitsIsTheSameSurface(Laws entry) {
    ScalingLaw law = entry.law();
    double[] at = probes(law).getFirst();
    double[] inMillions = at.clone();
    inMillions[0] /= 1e6;
    double here = Fitter.withDefaults().fit(law, surface(law, truth(law), 1)).predict(at).value();
    double there =
        Fitter.withDefaults().fit(law, surface(law, truth(law), 1e-6)).predict(inMillions).value();
    assertThat(there).isCloseTo(here, within(1e-8 * Math.abs(here)));
  }

  @ParameterizedTest
  @EnumSource(Laws.class)
  void itSaysWhatItIs(Laws entry) {
    ScalingLaw law = entry.law();
    assertThat(law.formula()).startsWith(law.response().symbol() + " = ");
    assertThat(law.convention()).isNotBlank();
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
