package isoloss.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.law.Chinchilla;
import isoloss.law.Farseer;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FitterTest {
  private static final double[] TRUTH = {406.4, 410.7, 1.69, 0.34, 0.28};

  /** A grid of Chinchilla losses with log-normal noise. */
  static Observations noisy(double[] sizes, double[] budgets, double noise, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    List<double[]> points = new ArrayList<>();
    for (double n : sizes) {
      for (double d : budgets) {
        double loss = new Chinchilla().value(TRUTH, new double[] {n, d});
        points.add(new double[] {n, d, loss * Math.exp(noise * random.nextGaussian())});
      }
    }
    return PublicData.table(column(points, 0), column(points, 1), column(points, 2));
  }

  private static double[] column(List<double[]> points, int index) {
    return points.stream().mapToDouble(point -> point[index]).toArray();
  }

  static Observations grid() {
    return noisy(
        new double[] {3e7, 1e8, 3e8, 1e9, 3e9},
        new double[] {1e9, 3e9, 1e10, 3e10, 1e11, 3e11},
        0.003,
        1);
  }

  @Test
  void aLawOfANotebookNeedsOnlyItsValue() {
    ScalingLaw saturating =
        new ScalingLaw() {
          @Override
          public String name() {
            return "mine";
          }

          @Override
          public String formula() {
            return "L = E + A/(1 + N/N0)^p";
          }

          @Override
          public Source source() {
            return new Source("this notebook", "");
          }

          @Override
          public List<Variable> inputs() {
            return List.of(Variable.N);
          }

          @Override
          public Variable response() {
            return Variable.L;
          }

          @Override
          public List<Parameter> parameters() {
            return List.of(
                Parameter.positive("E", "floor"),
                Parameter.positive("A", "height"),
                Parameter.positive("N0", "knee"),
                Parameter.exponent("p", "slope"));
          }

          @Override
          public double value(double[] theta, double[] x) {
            return theta[0] + theta[1] * Math.pow(1 + x[0] / theta[2], -theta[3]);
          }
        };
    double[] truth = {1.5, 4, 3000, 0.4};
    double[] n = new double[40];
    double[] loss = new double[40];
    for (int i = 0; i < n.length; i++) {
      n[i] = 100 * Math.pow(10, i / 8.0);
      loss[i] = saturating.value(truth, new double[] {n[i]});
    }
    Observations data = Observations.of(List.of(Variable.N, Variable.L), new double[][] {n, loss});
    Fit fit = Fitter.withDefaults().fit(saturating, data);
    assertThat(fit.converged()).isTrue();
    for (int p = 0; p < truth.length; p++) {
      assertThat(fit.theta()[p]).isCloseTo(truth[p], within(1e-4 * truth[p]));
    }
    Fit huber =
        Fitter.withDefaults()
            .withOption("loss", "huber")
            .withUncertainty(Uncertainty.Bootstrap.ofRows(20, 0.9))
            .fit(saturating, data);
    assertThat(huber.predict(5000).value()).isCloseTo(fit.predict(5000).value(), within(1e-5));
  }

  @Test
  void unknownProceduresOptionsAndValuesAreErrorsThatNameWhatExists() {
    Fitter fitter = Fitter.withDefaults();
    assertThatThrownBy(() -> fitter.withProcedure("best").fit(new Chinchilla(), grid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default, published");
    assertThatThrownBy(() -> fitter.withOption("los", "huber").fit(new Chinchilla(), grid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loss=squared|huber");
    assertThatThrownBy(() -> fitter.withOption("loss", "cauchy").fit(new Chinchilla(), grid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("squared, huber");
    assertThatThrownBy(() -> fitter.withOption("delta", "-1").fit(new Chinchilla(), grid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() ->
            fitter
                .withProcedure("published")
                .withOption("use-pred", "yes")
                .fit(new Farseer(), grid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("false, true");
  }

  @Test
  void aRowOfWeightTwoCountsLikeTwoRowsAndOneOfWeightZeroNotAtAll() {
    Observations plain = grid();
    int n = plain.size();
    double[] weights = new double[n];
    int[] repeated = new int[n];
    for (int row = 0, at = 0; row < n; row++) {
      weights[row] = row == 3 ? 0 : row == 7 ? 2 : 1;
      for (int copy = 0; copy < weights[row]; copy++) {
        repeated[at++] = row;
      }
    }
    Observations weighted =
        Observations.of(
            List.of(
                Variable.N,
                Variable.D,
                Variable.L,
                new Variable("weight", "weight", "", Variable.Sign.NON_NEGATIVE)),
            new double[][] {plain.column("N"), plain.column("D"), plain.column("L"), weights});
    for (String loss : List.of("squared", "huber")) {
      Fitter fitter = Fitter.withDefaults().withOption("loss", loss);
      Fit byWeight = fitter.fit(new Chinchilla(), weighted);
      Fit byRows = fitter.fit(new Chinchilla(), plain.select(repeated));
      double expected = byRows.objective().value();
      assertThat(byWeight.objective().value()).isCloseTo(expected, within(1e-9 * expected));
      assertThat(byWeight.estimate("alpha")).isCloseTo(byRows.estimate("alpha"), within(1e-4));
      assertThat(byWeight.diagnostics()).extracting(Diagnostic::code).contains("weighted");
    }
  }

  @Test
  void tooFewRowsAreRefused() {
    Observations five = grid().select(0, 7, 14, 21, 28);
    assertThatThrownBy(() -> Fitter.withDefaults().fit(new Chinchilla(), five))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "5 usable rows are too few for the 5 parameters of chinchilla; at least 6 are needed");
  }

  @Test
  void aMissingColumnIsNamed() {
    Observations noTokens =
        Observations.of(List.of(Variable.N, Variable.L), new double[][] {{1, 2, 3}, {3, 2, 1}});
    assertThatThrownBy(() -> Fitter.withDefaults().fit(new Chinchilla(), noTokens))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs a column D");
  }

  @Test
  void theSameSeedGivesTheSameBytesForAnyNumberOfThreads() {
    Fitter fitter =
        Fitter.withDefaults()
            .withOption("loss", "huber")
            .withUncertainty(Uncertainty.Bootstrap.ofRows(60, 0.9));
    String one = json(fitter.withThreads(1).fit(new Chinchilla(), grid()));
    assertThat(json(fitter.withThreads(2).fit(new Chinchilla(), grid()))).isEqualTo(one);
    assertThat(json(fitter.withThreads(4).fit(new Chinchilla(), grid()))).isEqualTo(one);
    assertThat(json(fitter.withSeed(7).fit(new Chinchilla(), grid()))).isNotEqualTo(one);
  }

  private static String json(Fit fit) {
    return Json.pretty(FitJson.write(fit)).replaceAll("\"cpuSeconds\" : [^\\n]*", "");
  }

  @Test
  void aWellDesignedGridHasNoComplaints() {
    Fit fit = Fitter.withDefaults().fit(new Chinchilla(), grid());
    assertThat(fit.diagnostics()).isEmpty();
    assertThat(fit.estimate("E")).isCloseTo(1.69, within(0.1));
    assertThat(fit.gravity()).isEqualTo(Diagnostic.Severity.NOTE);
  }

  /** Six models by three budgets, of which the largest saw 20 tokens a parameter. */
  @Test
  void aStarvedLadderDoesNotIdentifyTheFloor() {
    double[] sizes = {2072, 5680, 8784, 29_856, 90_960, 207_424};
    double[] budgets = {249_856, 999_424, 3_999_744};
    double[] loss = {
      3.0216, 2.6207, 2.4280, 2.9135, 2.5180, 2.1667, 2.9428, 2.4906, 2.1249, 2.8422, 2.4427,
      1.9242, 2.7716, 2.3134, 1.7876, 2.6856, 2.2385, 1.6949
    };
    double[] n = new double[18];
    double[] d = new double[18];
    for (int i = 0; i < 18; i++) {
      n[i] = sizes[i / 3];
      d[i] = budgets[i % 3];
    }
    for (String name : List.of("squared", "huber")) {
      Fit fit =
          Fitter.withDefaults()
              .withOption("loss", name)
              .withUncertainty(Uncertainty.Bootstrap.ofRows(200, 0.9))
              .fit(new Chinchilla(), PublicData.table(n, d, loss));
      assertThat(fit.diagnostics())
          .as(fit.toText())
          .anySatisfy(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo("not-identified");
            assertThat(diagnostic.message()).startsWith("E is not identified");
          });
      assertThat(fit.converged()).isTrue();
      assertThat(fit.gravity()).isEqualTo(Diagnostic.Severity.WARNING);
    }
  }

  @Test
  void aConstantRatioOfTokensToParametersIsFoundOut() {
    double[] n = {1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10, 3e10};
    double[] d = new double[n.length];
    double[] loss = new double[n.length];
    RandomGenerator random = new Seed(5).generator();
    for (int i = 0; i < n.length; i++) {
      d[i] = 20 * n[i];
      loss[i] =
          new Chinchilla().value(TRUTH, new double[] {n[i], d[i]})
              * Math.exp(0.002 * random.nextGaussian());
    }
    Fit fit = Fitter.withDefaults().fit(new Chinchilla(), PublicData.table(n, d, loss));
    assertThat(fit.diagnostics())
        .as(fit.toText())
        .anyMatch(each -> each instanceof Diagnostic.DesignPoor)
        .anyMatch(each ->
            each instanceof Diagnostic.NotIdentified
                && each.severity() == Diagnostic.Severity.ERROR);
    assertThatThrownBy(fit::orThrow).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void predictionsSayHowFarOutsideTheyAreAndANewRunScattersMoreThanTheCurve() {
    Fit fit =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(200, 0.9))
            .fit(new Chinchilla(), grid());
    Prediction inside = fit.predict(Predict.withDefaults(), Map.of("N", 5e8, "D", 5e10));
    assertThat(inside.inside()).isTrue();
    assertThat(inside.distance()).isZero();
    Prediction outside = fit.predict(3e10, 3e12);
    assertThat(outside.inside()).isFalse();
    assertThat(outside.distance()).isCloseTo(Math.log(10), within(1e-12));
    Prediction curve = fit.predict(Predict.withDefaults().withKind(Predict.Kind.MEAN), 5e8, 5e10);
    assertThat(width(inside)).isGreaterThan(2 * width(curve));
    assertThat(inside.low().orElseThrow()).isLessThan(inside.value());
    assertThat(inside.high().orElseThrow()).isGreaterThan(inside.value());
    assertThat(Fitter.withDefaults().fit(new Chinchilla(), grid()).predict(1e9, 1e10).low())
        .isEmpty();
    assertThatThrownBy(() -> fit.predict(Predict.withDefaults(), Map.of("N", 5e8)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs D");
    assertThatThrownBy(() -> Predict.withDefaults().withLevel(95))
        .hasMessageContaining("did you mean 0.95?");
  }

  private static double width(Prediction prediction) {
    return prediction.high().orElseThrow() - prediction.low().orElseThrow();
  }

  @Test
  void clustersAreDrawnWholeByInputOrLabel() {
    Fitter fitter = Fitter.withDefaults().withUncertainty(new Uncertainty.Bootstrap("N", 50, 0.9));
    Fit bySize = fitter.fit(new Chinchilla(), grid());
    assertThat(bySize.draws()).hasSize(50);
    assertThatThrownBy(() ->
            fitter
                .withUncertainty(new Uncertainty.Bootstrap("run", 50, 0.9))
                .fit(new Chinchilla(), grid()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no label or column run");
  }
}
