package isoloss.sampling.passuntil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import isoloss.sampling.passuntil.InstanceLikelihood.Maximum;
import isoloss.sampling.passuntil.InstanceLikelihood.Prior;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassUntilLawTest {
  /** Nine sizes from 10^7.5 to 10^9.5. */
  private static final double[] SIZES =
      IntStream.range(0, 9).mapToDouble(i -> Math.pow(10, 7.5 + i / 4.0)).toArray();

  private static final double[] X = Arrays.stream(SIZES).map(n -> Math.log(n / 1e9)).toArray();

  private static double first(double n) {
    return Math.exp(-30 * Math.pow(n, -0.1));
  }

  private static double second(double n) {
    return Math.exp(-9e6 * Math.pow(n, -0.75));
  }

  private static double[] steps() {
    return Arrays.stream(SIZES).map(n -> TaskLaw.f(first(n) * second(n))).toArray();
  }

  private static double[] circuits() {
    return Arrays.stream(SIZES).map(n -> TaskLaw.f(Math.max(first(n), second(n)))).toArray();
  }

  @Test
  void stepsAreConvexAndCircuitsConcave() {
    assertThat(Parabola.through(X, steps()).curvature()).isCloseTo(0.048274, offset(5e-7));
    assertThat(Parabola.through(X, circuits()).curvature()).isCloseTo(-0.118603, offset(5e-7));
  }

  @Test
  void eachFormOfTwoLawsIsRecoveredFromItsOwnCurve() {
    TwoLaws.Fitted steps = TwoLaws.steps(X, steps());
    TwoLaws.Fitted circuits = TwoLaws.circuits(X, circuits(), 1e-3);
    assertThat(exponents(steps)[0]).isCloseTo(0.1, withPercentage(1));
    assertThat(exponents(steps)[1]).isCloseTo(0.75, withPercentage(1));
    assertThat(exponents(circuits)[0]).isCloseTo(0.1, withPercentage(1));
    assertThat(exponents(circuits)[1]).isCloseTo(0.75, withPercentage(1));
    assertThat(steps.residualSquares())
        .isLessThan(TwoLaws.circuits(X, steps(), 0.1).residualSquares());
    assertThat(TwoLaws.steps(X, circuits()).residualSquares())
        .isGreaterThan(100 * circuits.residualSquares());
    assertThat(steps.at(X[3])).isCloseTo(steps()[3], offset(1e-4));
  }

  /** In ascending order. */
  private static double[] exponents(TwoLaws.Fitted fitted) {
    double[] both = {fitted.coefficients().get(1), fitted.coefficients().get(3)};
    Arrays.sort(both);
    return both;
  }

  @Test
  void verdictsGoByTheIntervalAlone() {
    double[] f = steps();
    Line line = Line.through(X, f);
    Parabola parabola = Parabola.through(X, f);
    assertThat(Curvature.of(X, line, parabola, new double[0]).verdict())
        .isEqualTo(Curvature.Verdict.UNDECIDED);
    assertThat(Curvature.of(X, line, parabola, spread(0.01, 0.08)).verdict())
        .isEqualTo(Curvature.Verdict.CONVEX);
    assertThat(Curvature.of(X, line, parabola, spread(-0.08, -0.01)).verdict())
        .isEqualTo(Curvature.Verdict.CONCAVE);
    assertThat(Curvature.of(X, line, parabola, spread(-0.05, 0.08)).verdict())
        .isEqualTo(Curvature.Verdict.UNDECIDED);
    assertThat(Curvature.of(X, line, parabola, spread(-1e-4, 2e-4)).verdict())
        .isEqualTo(Curvature.Verdict.LINEAR);
  }

  private static double[] spread(double low, double high) {
    return IntStream.range(0, 101).mapToDouble(i -> low + (high - low) * i / 100).toArray();
  }

  @Test
  void testsAreGivenOnlyWhereTheyExist() {
    assertThat(Curvature.aicc(6, 2, 0.1)).isEmpty();
    // 7 ln(0.1/7) + 2*3 + 2*3*4/3
    assertThat(Curvature.aicc(7, 2, 0.1).orElseThrow())
        .isCloseTo(7 * Math.log(0.1 / 7) + 6 + 8, offset(1e-12));
    assertThat(Curvature.aicc(7, 4, 0.1)).isPresent();
    double[] four = Arrays.copyOf(X, 4);
    double[] f = Arrays.copyOf(steps(), 4);
    Line line = Line.through(four, f);
    Parabola parabola = Parabola.through(four, f);
    assertThat(Curvature.of(four, line, parabola, new double[0]).pValue()).isEmpty();
  }

  @Test
  void aProblemsLawIsRecoveredFromItsExpectedCounts() {
    double[] samples = new double[SIZES.length];
    double[] correct = new double[SIZES.length];
    for (int j = 0; j < samples.length; j++) {
      samples[j] = 1e6;
      correct[j] = 1e6 * TaskLaw.passRate(1.2 - 0.3 * X[j]);
    }
    Maximum found = new InstanceLikelihood(X, samples, correct, Prior.NONE).maximise();
    assertThat(found.a()).isCloseTo(1.2, offset(1e-6));
    assertThat(found.exponent()).isCloseTo(0.3, offset(1e-6));
    assertThat(found.exponentVariance()).isPositive();
    Maximum drawn = new InstanceLikelihood(X, samples, correct, new Prior(0, 1e-6)).maximise();
    assertThat(drawn.exponent()).isCloseTo(0, offset(1e-3));
  }

  @Test
  void aProblemSolvedAtTheLargestSizeAloneStaysInTheBox() {
    double[] x = {-2, 0, 1};
    Maximum found =
        new InstanceLikelihood(x, new double[] {100, 100, 100}, new double[] {0, 0, 40}, Prior.NONE)
            .maximise();
    assertThat(found.exponent()).isEqualTo(InstanceLikelihood.GREATEST_EXPONENT);
    assertThat(found.passRate(1)).isBetween(0.2, 0.41);
  }
}
