package isoloss.sampling.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifierCountsTest {
  private static final int[][] ACCEPTED_AND_RIGHT = {
    {20, 20}, {18, 17}, {12, 9}, {8, 3}, {3, 0}, {1, 0}, {0, 0}, {15, 15}
  };

  private static VerifierCounts counts(double wrong, double cost) {
    List<VerifierCounts.Problem> problems = new ArrayList<>();
    for (int[] each : ACCEPTED_AND_RIGHT) {
      problems.add(new VerifierCounts.Problem(20, each[0], each[1]));
    }
    return VerifierCounts.of(problems, new Payoff(1, wrong, cost));
  }

  // exact fractions of the hypergeometric chances, n = 20
  @Test
  void theRewardIsExactWithoutReplacement() {
    VerifierCounts free = counts(0, 0);
    assertThat(free.reward(1)).isCloseTo(.4, within(1e-12));
    assertThat(free.reward(2)).isCloseTo(.471382, within(6e-7));
    assertThat(free.reward(3)).isCloseTo(.493933, within(6e-7));
    assertThat(free.reward(20)).isCloseTo(.508681, within(6e-7));
    VerifierCounts even = counts(-1, 0);
    assertThat(even.reward(1)).isCloseTo(.31875, within(1e-12));
    assertThat(even.reward(2)).isCloseTo(.338816, within(6e-7));
    assertThat(even.reward(3)).isCloseTo(.325037, within(6e-7));
    assertThat(even.reward(20)).isCloseTo(41.0 / 288, within(1e-14));
    assertThat(counts(-4, 0).reward(1)).isCloseTo(.075, within(1e-12));
    assertThat(counts(-4, 0).reward(2)).isCloseTo(-.058882, within(6e-7));
  }

  @Test
  void theBestNumberIsTheSmallestOfAPlateau() {
    Plateau free = Plateau.of(counts(0, 0).rewards(20));
    assertThat(free.first()).isEqualTo(13);
    assertThat(free.last()).isEqualTo(20);
    assertThat(free.atEdge()).isFalse();
    assertThat(Plateau.of(counts(-1, 0).rewards(20)).first()).isEqualTo(2);
    assertThat(Plateau.of(counts(-4, 0).rewards(20)).first()).isEqualTo(1);
    assertThat(Plateau.of(counts(-100, 0).rewards(20)).first()).isZero();
    assertThat(Plateau.of(counts(0, 0).rewards(5)).atEdge()).isTrue();
  }

  @Test
  void theBoundIsTheMeanAccuracyOfAcceptedSamples() {
    double sum = 1 + 17 / 18.0 + 9 / 12.0 + 3 / 8.0 + 0 + 0 + 1;
    assertThat(counts(0, 0).accuracyBound()).isCloseTo(sum / 7, within(1e-14));
    assertThat(counts(0, 0).upperBound()).isCloseTo(sum / 8, within(1e-14));
  }

  @Test
  void aCostIsPaidForEveryAttemptUntilTheFirstAccepted() {
    // one problem, one of two samples accepted: 1 attempt, or 1.5 on average of at most 2
    VerifierCounts one =
        VerifierCounts.of(List.of(new VerifierCounts.Problem(2, 1, 1)), new Payoff(1, 0, 0.1));
    assertThat(one.reward(1)).isCloseTo(0.5 - 0.1, within(1e-15));
    assertThat(one.reward(2)).isCloseTo(1 - 0.15, within(1e-15));
  }

  @Test
  void thePlanGivesTheDistributionOfTheBestNumber() {
    VerifierPlan how =
        VerifierPlan.withDefaults()
            .with(new Payoff(1, -1, 0))
            .withStronger(0.9)
            .withDraws(300, 0.9);
    List<String> names = IntStream.range(0, 8).mapToObj(String::valueOf).toList();
    Findings plan = how.of(counts(-1, 0), names);
    assertThat(plan.headline()).startsWith("Stop after 2 attempts");
    Findings.Table drawn = plan.table("kStarDistribution");
    double total = 0;
    for (double share : drawn.numbers("share")) {
      total += share;
    }
    assertThat(total).isCloseTo(1, within(1e-12));
    Findings.Table reward = plan.table("reward");
    for (int row = 0; row < reward.size(); row++) {
      assertThat(reward.number(row, "rewardLow")).isLessThanOrEqualTo(reward.number(row, "reward"));
      assertThat(reward.number(row, "rewardHigh"))
          .isGreaterThanOrEqualTo(reward.number(row, "reward"));
    }
    assertThat(how.of(counts(-1, 0), names).toJson().get("tables"))
        .isEqualTo(plan.toJson().get("tables"));
  }

  @Test
  void anOptimumAtTheEndOfTheGridIsNone() {
    Findings plan =
        VerifierPlan.withDefaults()
            .withMaxAttempts(5)
            .of(counts(0, 0), java.util.Collections.nCopies(8, "one"));
    assertThat(plan.diagnostics()).extracting("code").contains("no-interior-optimum");
    assertThat(plan.table("reward").size()).isEqualTo(5);
  }

  @Test
  void countsThatDoNotFitAreRefused() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new VerifierCounts.Problem(10, 11, 0));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new VerifierCounts.Problem(10, 3, 4));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> VerifierCounts.of(List.of(), new Payoff(1, 0, 0)));
  }
}
