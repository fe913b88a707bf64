package isoloss.sampling.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.fit.Findings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierResamplingTest {
  private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(110);
  private static final Verifier TESTS = new Verifier(0.9, 1);

  private static Resampling two(double wrong) {
    Verifier verifier = new Verifier(0.75, 1);
    return new Resampling(
        List.of(new ProblemType(0.58, 0.87, verifier), new ProblemType(0.42, 0.13, verifier)),
        new Payoff(1, wrong, 0));
  }

  // r = .3, s = .9, c = 1, Vc = 1, Vf = -1: worked by hand
  @ParameterizedTest
  @CsvSource({
    "1, .23, .37",
    "2, .3749, .6031",
    "5, .5599296, .9007563",
    "10, .6154991, .9901507",
    "100, .6216216, 1"
  })
  void oneTypeGainsByAGeometricSeriesAtConstantAccuracy(int k, double reward, double returned) {
    Resampling one = Resampling.of(ProblemType.alone(0.3, TESTS), new Payoff(1, -1, 0));
    assertThat(one.reward(k)).isCloseTo(reward, within(6e-8));
    assertThat(one.returned(k)).isCloseTo(returned, within(6e-8));
    assertThat(one.accuracy(k)).isCloseTo(30.0 / 37, within(1e-14));
    assertThat(one.upperBound()).isCloseTo(30.0 / 37, within(1e-14));
    assertThat(one.best().isUnbounded()).isTrue();
  }

  // the notebook's mixture, inference-scaling-limits at 11a8f6e, with correctly weighted rewards
  @ParameterizedTest
  @CsvSource({
    "-0.7, 3, .5245671, .5176010",
    "-1, 2, .47238125, .4324718",
    "-2, 1, .3388, .1487076",
    "-4, 1, .1184, -.4188206"
  })
  void aMixtureIsBestAfterFewAttempts(double wrong, double kStar, double reward, double late) {
    Resampling mixture = two(wrong);
    assertThat(mixture.best().attempts()).isEqualTo(kStar);
    assertThat(mixture.best().reward()).isCloseTo(reward, within(6e-8));
    assertThat(mixture.reward(200)).isCloseTo(late, within(6e-8));
  }

  @Test
  void attemptsAreWorthMakingForeverWhereNoTypeLoses() {
    BestAttempts best = two(-0.5).best();
    assertThat(best.isUnbounded()).isTrue();
    assertThat(best.reward()).isCloseTo(.5743538, within(6e-8));
    assertThat(two(-0.5).reward(200)).isCloseTo(.5743538, within(6e-8));
  }

  @Test
  void theBestNumberIsThatOfTheClosedFormForTwoTypes() {
    for (double wrong : new double[] {-0.7, -1, -2, -4, -20}) {
      Resampling mixture = two(wrong);
      ProblemType easy = mixture.types().get(0);
      ProblemType hard = mixture.types().get(1);
      assertThat(
              BestAttempts.ofTwoTypes(
                  easy.weight() * easy.valueOfAttempt(mixture.payoff()),
                  easy.rejects(),
                  hard.weight() * hard.valueOfAttempt(mixture.payoff()),
                  hard.rejects()))
          .isEqualTo(mixture.best().attempts());
    }
  }

  @Test
  void theBestNumberIsThatOfBruteForceOnRandomMixtures() {
    RandomGenerator random = new Seed(20241117).generator();
    int interior = 0;
    for (int trial = 0; trial < 1000; trial++) {
      Resampling mixture = randomMixture(random);
      double best = bruteForce(mixture);
      assertThat(mixture.best().attempts()).as(mixture.toString()).isEqualTo(best);
      interior += best > 1 && Double.isFinite(best) ? 1 : 0;
    }
    assertThat(interior).as("mixtures with an optimum inside").isGreaterThan(100);
  }

  /**
   * Types that differ in how often a sample is rejected by .03 at least, so that one rules soon.
   */
  private static Resampling randomMixture(RandomGenerator random) {
    List<ProblemType> types = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    while (types.size() < count) {
      boolean easy = random.nextBoolean();
      Verifier verifier =
          new Verifier(0.3 + 0.65 * random.nextDouble(), 0.6 + 0.4 * random.nextDouble());
      double correct = easy ? 0.5 + 0.5 * random.nextDouble() : 0.3 * random.nextDouble();
      ProblemType type = new ProblemType(0.05 + random.nextDouble(), correct, verifier);
      if (types.stream().allMatch(t -> Math.abs(t.rejects() - type.rejects()) > 0.03)) {
        types.add(type);
      }
    }
    return new Resampling(
        types, new Payoff(1, -2 * random.nextDouble(), 0.02 * random.nextDouble()));
  }

  /**
   * Adds up one gain after the other with 80 digits. With a rejection probability of .95 at most
   * the slowest type rules after 400 attempts, so that the sign of the gains stays.
   */
  private static double bruteForce(Resampling mixture) {
    MathContext digits = new MathContext(120);
    List<BigDecimal> gains = new ArrayList<>();
    List<BigDecimal> rejects = new ArrayList<>();
    for (ProblemType type : mixture.types()) {
      gains.add(new BigDecimal(type.weight() * type.valueOfAttempt(mixture.payoff())));
      rejects.add(BigDecimal.ONE.subtract(new BigDecimal(type.accepts())));
    }
    BigDecimal reward = BigDecimal.ZERO;
    BigDecimal highest = BigDecimal.ZERO;
    BigDecimal gain = BigDecimal.ZERO;
    int best = 0;
    for (int k = 1; k <= 400 && gains.stream().anyMatch(g -> g.abs().compareTo(LEAST) > 0); k++) {
      gain = gains.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      reward = reward.add(gain, digits);
      if (reward.compareTo(highest) > 0) {
        highest = reward;
        best = k;
      }
      for (int j = 0; j < gains.size(); j++) {
        gains.set(j, gains.get(j).multiply(rejects.get(j), digits));
      }
    }
    for (int j = 0; j < gains.size(); j++) {
      BigDecimal accepts = BigDecimal.ONE.subtract(rejects.get(j));
      reward = reward.add(gains.get(j).divide(accepts, digits), digits);
    }
    return gain.signum() > 0 && reward.compareTo(highest) > 0 ? Double.POSITIVE_INFINITY : best;
  }

  @Test
  void gainsMayChangeSignMoreThanOnce() {
    Verifier verifier = new Verifier(0.9, 1);
    Verifier sloppy = new Verifier(0.2, 1);
    Verifier strict = new Verifier(0.999, 0.02);
    Resampling mixture =
        new Resampling(
            List.of(
                new ProblemType(0.5, 0.9, verifier),
                new ProblemType(0.3, 0.02, sloppy),
                new ProblemType(0.2, 0.6, strict)),
            new Payoff(1, -1, 0));
    assertThat(mixture.marginalGain(0)).isPositive();
    assertThat(mixture.marginalGain(1)).isNegative();
    assertThat(mixture.marginalGain(50)).isPositive();
    assertThat(mixture.best().isUnbounded()).isTrue();
    assertThat(mixture.best().reward()).isGreaterThan(mixture.reward(1));
  }

  @Test
  void gainsAddUpToTheRewardAndThePosteriorToOne() {
    Resampling mixture = two(-1);
    double sum = 0;
    for (int k = 0; k < 7; k++) {
      sum += mixture.marginalGain(k);
      double[] posterior = mixture.posterior(k);
      assertThat(posterior[0] + posterior[1]).isCloseTo(1, within(1e-14));
    }
    assertThat(sum).isCloseTo(mixture.reward(7), within(1e-14));
    // prior times b_j^2: .58 x .0975^2 and .42 x .6525^2, with b = 1 - r - .25 (1 - r)
    double easy = 0.58 * 0.0975 * 0.0975;
    double hard = 0.42 * 0.6525 * 0.6525;
    assertThat(mixture.posterior(2)[0]).isCloseTo(easy / (easy + hard), within(1e-13));
  }

  @Test
  void aCostMakesEndlessAttemptsAtHopelessProblemsEndlesslyDear() {
    Resampling hopeless =
        Resampling.of(ProblemType.alone(0, new Verifier(1, 1)), new Payoff(1, 0, 0.01));
    assertThat(hopeless.rewardAtInfinity()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(hopeless.reward(5)).isCloseTo(-0.05, within(1e-15));
    assertThat(hopeless.best()).isEqualTo(new BestAttempts(0, 0));
    assertThat(hopeless.upperBound()).isZero();
  }

  @Test
  void aStrongerModelIsReachedOnlyWithinTheBound() {
    Resampling weak = Resampling.of(ProblemType.alone(0.3, TESTS), new Payoff(1, 0, 0));
    assertThat(BreakEven.of(weak, 0.81).isReachable()).isTrue();
    assertThat(BreakEven.of(weak, 0.82).isReachable()).isFalse();
    // 1 - s = c r (1 - R) / (R (1 - r))
    assertThat(BreakEven.of(weak, 0.82).soundness())
        .isCloseTo(1 - 0.3 * 0.18 / (0.82 * 0.7), within(1e-12));
    int attempts = BreakEven.attempts(weak, 0.8, Integer.MAX_VALUE);
    assertThat(weak.correct(attempts)).isGreaterThanOrEqualTo(0.8);
    assertThat(weak.correct(attempts - 1)).isLessThan(0.8);
    assertThat(BreakEven.attempts(weak, 0.9, Integer.MAX_VALUE)).isZero();
  }

  @Test
  void thePlanSaysWhenToStop() {
    Findings plan =
        VerifierPlan.withDefaults()
            .with(new Payoff(1, -0.7, 0))
            .withMaxAttempts(20)
            .withStronger(0.9)
            .of(two(-0.7).types());
    assertThat(plan.headline()).startsWith("Stop after 3 attempts");
    assertThat(plan.table("reward").size()).isEqualTo(20);
    assertThat(plan.table("reward").number(2, "reward")).isCloseTo(.5245671, within(6e-8));
    assertThat(plan.table("posterior").size()).isEqualTo(21);
    assertThat(plan.toText()).contains("bound of the accuracy over all problems");
  }

  @Test
  void nonsenseIsRefusedWithTheRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verifier(90, 1))
        .withMessageContaining("did you mean 0.9?");
    assertThatIllegalArgumentException().isThrownBy(() -> new Payoff(1, 0.5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Payoff(0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Payoff(1, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> ProblemType.alone(-0.1, TESTS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerifierPlan.withDefaults().withMaxAttempts(0));
  }
}
