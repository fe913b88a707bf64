package isoloss.sampling.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.stat.WithoutReplacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Closed forms against the enumeration of every subset. */
class SelectionSubsetsTest {
  private static final SubsetMean.Effort ALL = new SubsetMean.Effort(1_000_000, 10);
  private static final Seed SEED = new Seed(3);

  private static List<SampledProblem.Group> samples(RandomGenerator random, int n) {
    List<SampledProblem.Group> samples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int answer = random.nextInt(5);
      samples.add(
          new SampledProblem.Group(
              "answer " + answer, 1, answer % 2 == 0 ? 1 : 0, random.nextInt(4) / 4.0));
    }
    return samples;
  }

  private static MajorityVote vote(List<SampledProblem.Group> samples) {
    List<SampledProblem.Cluster> clusters = new SampledProblem("p", samples).clusters();
    return new MajorityVote(
        clusters.stream().mapToInt(SampledProblem.Cluster::count).toArray(),
        clusters.stream().mapToDouble(SampledProblem.Cluster::correct).toArray());
  }

  private static List<SampledProblem.Group> unscored(List<SampledProblem.Group> samples) {
    return samples.stream()
        .map(g -> new SampledProblem.Group(g.answer(), 1, g.correct(), 1))
        .toList();
  }

  @Test
  void majorityVoteIsThatOfEnumeration() {
    RandomGenerator random = SEED.generator();
    for (int trial = 0; trial < 40; trial++) {
      int n = 2 + random.nextInt(8);
      List<SampledProblem.Group> samples = samples(random, n);
      for (int drawn = 1; drawn <= n; drawn++) {
        SubsetMean all =
            SubsetMean.of(n, drawn, new WeightedMajority(unscored(samples)), ALL, SEED);
        assertThat(vote(samples).accuracy(drawn)).isCloseTo(all.value(), within(1e-12));
      }
    }
  }

  // exact fractions: 17/36 and 37/84
  @Test
  void theSmallCheckOfAMajorityVote() {
    MajorityVote vote = new MajorityVote(new int[] {4, 3, 2, 1}, new double[] {0, 1, 1, 0});
    assertThat(vote.accuracy(3)).isCloseTo(17.0 / 36, within(1e-13));
    assertThat(vote.accuracy(5)).isCloseTo(37.0 / 84, within(1e-13));
    assertThat(vote.accuracy(1)).isCloseTo(0.5, within(1e-14));
  }

  @Test
  void aVoteAmongManySamplesNeitherOverflowsNorDrifts() {
    MajorityVote everyoneRight =
        new MajorityVote(new int[] {600, 500, 300}, new double[] {1, 1, 1});
    assertThat(everyoneRight.accuracy(101)).isCloseTo(1, within(1e-10));
  }

  @Test
  void bestOfNIsThatOfEnumeration() {
    RandomGenerator random = SEED.child("scores").generator();
    for (int trial = 0; trial < 20; trial++) {
      int n = 2 + random.nextInt(8);
      List<SampledProblem.Group> samples = samples(random, n);
      double[] scores = samples.stream().mapToDouble(SampledProblem.Group::score).toArray();
      double[] credit = samples.stream().mapToDouble(SampledProblem.Group::correct).toArray();
      BestOfN best = new BestOfN(scores, credit);
      for (int drawn = 1; drawn <= n; drawn++) {
        double highest =
            SubsetMean.of(
                    n,
                    drawn,
                    chosen -> Arrays.stream(chosen).mapToDouble(i -> scores[i]).max().orElse(0),
                    ALL,
                    SEED)
                .value();
        double accuracy =
            SubsetMean.of(n, drawn, chosen -> bestShare(chosen, scores, credit), ALL, SEED).value();
        assertThat(best.expectedScore(drawn)).isCloseTo(highest, within(1e-12));
        if (Arrays.stream(scores).distinct().count() == n) {
          assertThat(best.accuracy(drawn)).isCloseTo(accuracy, within(1e-12));
        }
        assertThat(Arrays.stream(BestOfN.weights(n, drawn)).sum()).isCloseTo(1, within(1e-13));
      }
    }
  }

  private static double bestShare(int[] chosen, double[] scores, double[] credit) {
    int best = chosen[0];
    for (int i : chosen) {
      best = scores[i] > scores[best] ? i : best;
    }
    return credit[best];
  }

  /** Averaging the credit of a tied group is choosing at random among its members drawn. */
  @Test
  void tiedScoresShareTheirCredit() {
    BestOfN best = new BestOfN(new double[] {1, 1, 1, 0}, new double[] {1, 0, 0, 1});
    // N = 2 of 4: 3 pairs within the tie, each 1/3 on average; 3 pairs with the last, 1/3 as well
    assertThat(best.accuracy(2)).isCloseTo(1.0 / 3, within(1e-14));
    assertThat(best.accuracy(1)).isCloseTo(0.5, within(1e-14));
  }

  @Test
  void divergenceOfBestOfNIsNoneForOneSample() {
    assertThat(BestOfN.divergence(1)).isZero();
    assertThat(BestOfN.divergence(4)).isCloseTo(Math.log(4) - 0.75, within(1e-15));
  }

  @Test
  void minimumRiskWithEqualityIsAMajorityVote() {
    RandomGenerator random = SEED.child("risk").generator();
    List<SampledProblem.Group> samples = samples(random, 8);
    for (int drawn = 1; drawn <= 8; drawn++) {
      SubsetMean risk =
          SubsetMean.of(8, drawn, new MinimumRisk(samples, Utility.EQUALITY), ALL, SEED);
      assertThat(risk.value()).isCloseTo(vote(samples).accuracy(drawn), within(1e-12));
    }
  }

  @Test
  void likeTextsSupportOneAnother() {
    assertThat(Utility.TOKEN_F1.applyAsDouble("a b c", "a b d")).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(Utility.TOKEN_F1.applyAsDouble("a a", "a")).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(Utility.TOKEN_F1.applyAsDouble("x", "y")).isZero();
    List<SampledProblem.Group> samples =
        List.of(
            new SampledProblem.Group("the answer is four", 1, 1, 0),
            new SampledProblem.Group("the answer is 4", 1, 1, 0),
            new SampledProblem.Group("no idea", 1, 0, 0));
    assertThat(new MinimumRisk(samples, Utility.TOKEN_F1).applyAsDouble(new int[] {0, 1, 2}))
        .isEqualTo(1);
  }

  @Test
  void randomSubsetsAgreeWithAllWithinTheirError() {
    List<SampledProblem.Group> samples = samples(SEED.child("mc").generator(), 14);
    WeightedMajority rule = new WeightedMajority(samples);
    SubsetMean exact = SubsetMean.of(14, 7, rule, ALL, SEED);
    SubsetMean random = SubsetMean.of(14, 7, rule, new SubsetMean.Effort(100, 4000), SEED);
    assertThat(exact.standardError()).isZero();
    assertThat(random.standardError()).isPositive();
    assertThat(random.value()).isCloseTo(exact.value(), within(4 * random.standardError()));
    assertThat(SubsetMean.of(14, 7, rule, new SubsetMean.Effort(100, 4000), SEED))
        .isEqualTo(random);
  }

  @Test
  void theOracleOfOneSubsetSizeIsPassAtK() {
    List<SampledProblem.Group> samples = samples(SEED.generator(), 9);
    long right = samples.stream().filter(g -> g.correct() == 1).count();
    double all =
        SubsetMean.of(
                9,
                4,
                chosen ->
                    Arrays.stream(chosen)
                        .mapToDouble(i -> samples.get(i).correct())
                        .max()
                        .orElse(0),
                ALL,
                SEED)
            .value();
    assertThat(WithoutReplacement.atLeastOne(9, right, 4)).isCloseTo(all, within(1e-13));
  }

  @Test
  void diversityIsTheChanceThatTwoSamplesDisagree() {
    assertThat(AnswerDiversity.simpson(new int[] {4, 3, 2, 1}))
        .isCloseTo(1 - 20 / 90.0, within(1e-15));
    assertThat(AnswerDiversity.simpson(new int[] {5})).isZero();
    assertThat(AnswerDiversity.simpson(new int[] {1, 1, 1})).isEqualTo(1);
    assertThat(AnswerDiversity.simpson(new int[] {1})).isNaN();
  }

  @Test
  void aPowerLawOfTheGapIsRecovered() {
    double[] samples = {2, 4, 8, 16};
    double[] gap = Arrays.stream(samples).map(h -> 0.03 * Math.sqrt(h)).toArray();
    GapLaw law = GapLaw.fit(samples, gap);
    assertThat(law.scale()).isCloseTo(0.03, within(1e-12));
    assertThat(law.exponent()).isCloseTo(0.5, within(1e-12));
    assertThat(GapLaw.fit(samples, new double[4]).exponent()).isNaN();
  }

  @Test
  void nonsenseIsRefused() {
    MajorityVote vote = new MajorityVote(new int[] {2}, new double[] {1});
    assertThatIllegalArgumentException().isThrownBy(() -> vote.accuracy(3));
    assertThatIllegalArgumentException().isThrownBy(() -> BestOfN.weights(3, 4));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new SampledProblem.Group("a", 1, 0.5, 0));
    SampledProblem contradictory =
        new SampledProblem(
            "p",
            List.of(
                new SampledProblem.Group("a", 1, 1, 0), new SampledProblem.Group("a", 1, 0, 0)));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(contradictory::clusters)
        .withMessageContaining("both right and wrong");
  }
}
