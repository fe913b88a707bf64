package isoloss.cost.speculative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeculativeMultiDraftTest {
  private static final MultiDraft THREE_TOKENS =
      new MultiDraft(new double[] {0.6, 0.3, 0.1}, new double[] {0.2, 0.3, 0.5});

  @ParameterizedTest
  @CsvSource({
    "1, 0.6, 0.6, 0.6",
    "2, 0.76, 0.708062485, 0.68",
    "3, 0.888, 0.789673609, 0.744",
    "4, 0.9904, 0.850077320, 0.7952",
    "8, 1, 0.964715828, 0.91611392"
  })
  void severalDraftsOfThreeTokens(int k, double optimum, double kSequential, double recursive) {
    assertThat(THREE_TOKENS.optimum(k)).isCloseTo(optimum, offset(1e-14));
    assertThat(THREE_TOKENS.kSequential(k)).isCloseTo(kSequential, offset(5e-10));
    assertThat(THREE_TOKENS.recursiveRejection(k)).isCloseTo(recursive, offset(1e-12));
  }

  @Test
  void threeDraftsOfFourTokens() {
    MultiDraft four =
        new MultiDraft(
            new double[] {.040093, .315054, .271943, .372909 + 1e-6},
            new double[] {.580712, .269326, .120792, .029170});
    assertThat(four.singleDraft()).isCloseTo(0.459381, offset(1.5e-6));
    assertThat(four.optimum(3)).isCloseTo(0.712073, offset(1.5e-6));
    assertThat(four.kSequential(3)).isCloseTo(0.678276, offset(1.5e-6));
    assertThat(four.kSequentialRho(3)).isCloseTo(2.154738, offset(1e-5));
    assertThat(four.recursiveRejection(3)).isCloseTo(0.648238, offset(1.5e-6));
  }

  @Test
  void theOptimumIsThatOfTheLinearProgramme() {
    RandomGenerator random = new Seed(5).generator();
    for (int trial = 0; trial < 12; trial++) {
      int tokens = 2 + trial % 3;
      double[] p = distribution(tokens, random);
      double[] q = distribution(tokens, random);
      for (int k = 1; k <= (tokens < 4 ? 3 : 2); k++) {
        assertThat(new MultiDraft(p, q).optimum(k))
            .isCloseTo(linearProgramme(p, q, k), offset(1e-9));
      }
    }
  }

  @Test
  void noRuleBeatsTheOptimumAndKSequentialIsWithinItsBound() {
    RandomGenerator random = new Seed(6).generator();
    for (int trial = 0; trial < 60; trial++) {
      int tokens = 2 + trial % 4;
      MultiDraft drafts =
          new MultiDraft(distribution(tokens, random), distribution(tokens, random));
      for (int k = 1; k <= 4; k++) {
        double best = drafts.optimum(k) + 1e-12;
        assertThat(drafts.kSequential(k)).isBetween((1 - 1 / Math.E) * (best - 2e-12), best);
        assertThat(drafts.recursiveRejection(k)).isLessThanOrEqualTo(best);
        assertThat(drafts.kSequentialRho(k)).isBetween(1.0, (double) k);
      }
    }
  }

  @Test
  void withoutReplacementEveryTokenIsCoveredInTheEnd() {
    // .6 accepted; token 3 rejected .4; then q = (.4, .6, 0) against (1, 0, 0), and so on
    assertThat(THREE_TOKENS.withoutReplacement(1)).isCloseTo(0.6, offset(1e-15));
    assertThat(THREE_TOKENS.withoutReplacement(2)).isCloseTo(0.6 + 0.4 * 0.4, offset(1e-15));
    assertThat(THREE_TOKENS.withoutReplacement(3)).isCloseTo(1, offset(1e-15));
    assertThat(THREE_TOKENS.canEnumerate(3)).isTrue();
  }

  @Test
  void theRulesAcceptAsOftenWhenTheyArePlayed() {
    double[] p = {0.6, 0.3, 0.1};
    double[] q = {0.2, 0.3, 0.5};
    RandomGenerator random = new Seed(7).generator();
    int games = 200_000;
    assertThat(played(p, q, 3, false, games, random) / (double) games)
        .isCloseTo(0.744, offset(0.005));
    assertThat(played(p, q, 2, true, games, random) / (double) games)
        .isCloseTo(0.76, offset(0.005));
  }

  @Test
  void probabilitiesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new MultiDraft(new double[] {0.5, 0.4}, new double[] {0.5, 0.5}))
        .hasMessageContaining("target probabilities sum to 0.9");
    assertThatThrownBy(() -> new MultiDraft(new double[] {1}, new double[] {0.5, 0.5}))
        .hasMessageContaining("one per token");
    assertThatThrownBy(() -> THREE_TOKENS.optimum(0)).hasMessageContaining("at least one");
  }

  private static int played(
      double[] p, double[] q, int k, boolean replaced, int games, RandomGenerator random) {
    int accepted = 0;
    for (int game = 0; game < games; game++) {
      double[] rest = p;
      double[] draft = q;
      for (int i = 0; i < k; i++) {
        int token = token(draft, random);
        if (random.nextDouble() * draft[token] < rest[token]) {
          accepted++;
          break;
        }
        double[] left = new double[p.length];
        double[] from = rest;
        double[] by = draft;
        Arrays.setAll(left, t -> Math.max(0, from[t] - by[t]));
        rest = over(left);
        if (replaced) {
          double[] others = draft.clone();
          others[token] = 0;
          draft = over(others);
        }
      }
    }
    return accepted;
  }

  private static int token(double[] distribution, RandomGenerator random) {
    double u = random.nextDouble();
    int token = 0;
    while (token < distribution.length - 1 && u >= distribution[token]) {
      u -= distribution[token++];
    }
    return token;
  }

  private static double[] distribution(int tokens, RandomGenerator random) {
    return over(IntStream.range(0, tokens).mapToDouble(i -> random.nextExponential()).toArray());
  }

  private static double[] over(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** Moves mass of k-tuples of drafts to tokens that they hold, as much as fits under p. */
  private static double linearProgramme(double[] p, double[] q, int k) {
    int tokens = p.length;
    int tuples = (int) Math.pow(tokens, k);
    int variables = tuples * tokens;
    List<LinearConstraint> constraints = new ArrayList<>();
    double[][] intoToken = new double[tokens][variables];
    double[] objective = new double[variables];
    for (int tuple = 0; tuple < tuples; tuple++) {
      double[] outOfTuple = new double[variables];
      double mass = 1;
      for (int i = 0, rest = tuple; i < k; i++, rest /= tokens) {
        int token = rest % tokens;
        int at = tuple * tokens + token;
        mass *= q[token];
        outOfTuple[at] = 1;
        intoToken[token][at] = 1;
        objective[at] = 1;
      }
      constraints.add(new LinearConstraint(outOfTuple, Relationship.LEQ, mass));
    }
    for (int token = 0; token < tokens; token++) {
      constraints.add(new LinearConstraint(intoToken[token], Relationship.LEQ, p[token]));
    }
    return new SimplexSolver(1e-12, 10, 1e-14)
        .optimize(
            new LinearObjectiveFunction(objective, 0),
            new LinearConstraintSet(constraints),
            GoalType.MAXIMIZE,
            new NonNegativeConstraint(true))
        .getValue();
  }
}
