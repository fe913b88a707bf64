package isoloss.rank.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PairLikelihoodTest {
  private static final double STEP = 1e-5;

  private static List<PairLikelihood> likelihoods(PairCounts counts) {
    return Stream.concat(
            Stream.of(TieRule.values()).map(rule -> new BradleyTerryLikelihood(counts, rule)),
            Stream.of(new DavidsonLikelihood(counts), new RaoKupperLikelihood(counts)))
        .map(PairLikelihood.class::cast)
        .toList();
  }

  private static ConcaveLikelihood.Expansion expand(PairLikelihood likelihood, double[] point) {
    return likelihood.expand(point, likelihood.triangle(), 1);
  }

  private static double[] point(PairLikelihood likelihood, long seed) {
    double[] point = new Seed(seed).generator().doubles(likelihood.dimension(), -1, 1).toArray();
    if (likelihood.hasTieParameter()) {
      point[likelihood.models()] = 0.6;
    }
    return point;
  }

  private static double[] moved(double[] point, double[] direction, double step) {
    double[] moved = point.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction[i];
    }
    return moved;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Property(tries = 5)
  void gradientsAreThoseOfDifferences(@ForAll long seed) {
    PairCounts counts = PairCounts.of(Evidence.of(GeneratedPools.mixed(seed, 5, 12)));
    for (PairLikelihood likelihood : likelihoods(counts)) {
      double[] point = point(likelihood, seed);
      double[] direction = new Seed(seed + 1).generator().doubles(point.length, -1, 1).toArray();
      double up = expand(likelihood, moved(point, direction, STEP)).value();
      double down = expand(likelihood, moved(point, direction, -STEP)).value();
      assertThat(dot(expand(likelihood, point).gradient(), direction))
          .isCloseTo((up - down) / (2 * STEP), within(1e-4));
    }
  }

  /** The step that the information gives brings the gradient back to where it was. */
  @Property(tries = 5)
  void stepsInvertDifferencesOfTheGradient(@ForAll long seed) {
    PairCounts counts = PairCounts.of(Evidence.of(GeneratedPools.mixed(seed, 5, 12)));
    for (PairLikelihood likelihood : likelihoods(counts)) {
      double[] point = point(likelihood, seed);
      double[] direction = new Seed(seed + 1).generator().doubles(point.length, -1, 1).toArray();
      Worths.centre(direction, likelihood.models());
      double[] up = expand(likelihood, moved(point, direction, STEP)).gradient();
      double[] down = expand(likelihood, moved(point, direction, -STEP)).gradient();
      double[] change = moved(down, up, -1);
      for (int i = 0; i < change.length; i++) {
        change[i] /= 2 * STEP;
      }
      double[] step = expand(likelihood, point).information().step(change, 1e-10, 1).orElseThrow();
      Worths.centre(step, likelihood.models());
      assertThat(step).containsExactly(direction, within(1e-5));
    }
  }

  @Test
  void conjugateGradientsAndTheFactorGiveTheSameStep() {
    PairCounts counts = PairCounts.of(Evidence.of(GeneratedPools.mixed(3, 310, 40)), 2);
    for (PairLikelihood likelihood : likelihoods(counts)) {
      double[] point = likelihood.start();
      var expansion = expand(likelihood, point);
      var threaded = likelihood.expand(point, likelihood.triangle(), 3);
      assertThat(threaded.gradient()).isEqualTo(expansion.gradient());
      assertThat(threaded.value()).isEqualTo(expansion.value());
      double[] iterated =
          expansion.information().step(expansion.gradient(), 1e-12, 3).orElseThrow();
      double[] exact = expansion.information().step(expansion.gradient(), 0, 1).orElseThrow();
      Worths.centre(iterated, likelihood.models());
      Worths.centre(exact, likelihood.models());
      assertThat(iterated).containsExactly(exact, within(1e-9));
    }
  }

  @Test
  void penaltiesHaveTheDerivativesOfTheirValues() {
    for (Prior prior :
        List.of(
            new Prior.None(),
            new Prior.Gaussian(0.7),
            new Prior.PseudoComparisons(0.5),
            new Prior.EveryPair(0.01))) {
      Penalty penalty = new Penalty(prior, 1);
      for (double theta : new double[] {-2, 0.3, 1.5}) {
        double up = penalty.value(new double[] {theta + STEP});
        double down = penalty.value(new double[] {theta - STEP});
        assertThat(penalty.slope(theta)).isCloseTo((up - down) / (2 * STEP), within(1e-8));
        double bend = (penalty.slope(theta - STEP) - penalty.slope(theta + STEP)) / (2 * STEP);
        assertThat(penalty.curvature(theta)).isCloseTo(bend, within(1e-8));
      }
      assertThat(penalty.remark().isPresent()).isEqualTo(!penalty.isNone());
    }
  }

  @Property(tries = 5)
  void sumsOverASampleAreThoseOverItsPairs(@ForAll long seed) {
    Evidence evidence = Evidence.of(GeneratedPools.mixed(seed, 9, 6)).withMargin(0.6);
    PairCounts counts = PairCounts.of(evidence);
    for (PairLikelihood likelihood : likelihoods(counts)) {
      double[] point = point(likelihood, seed);
      OutcomeScore score = likelihood.at(point).strengthScore();
      checkSums(evidence, score, point);
      likelihood.at(point).tieScore().ifPresent(of -> checkSums(evidence, of, point));
    }
  }

  private static void checkSums(Evidence evidence, OutcomeScore score, double[] point) {
    int n = evidence.pool().modelCount();
    OutcomeSums sums = new OutcomeSums(score, java.util.Arrays.copyOf(point, n));
    MeritOrder order = new MeritOrder(n);
    for (int s = 0; s < evidence.pool().scoredCount(); s++) {
      double[] found = new double[n];
      order.load(evidence.pool(), s);
      sums.add(order, evidence.margin(), 2, sums.scratch(), found);
      for (int i = 0; i < n; i++) {
        assertThat(found[i]).isCloseTo(2 * pairs(evidence, s, i, score, point), within(1e-11));
      }
    }
  }

  private static double pairs(
      Evidence evidence, int sample, int i, OutcomeScore score, double[] point) {
    double[] sum = new double[1];
    evidence
        .pool()
        .score(i, sample)
        .ifPresent(own ->
            evidence
                .pool()
                .forEachModel(
                    sample,
                    (j, other) -> {
                      int outcome = evidence.outcome(sample, own, other);
                      double d = point[i] - point[j];
                      sum[0] +=
                          j == i
                              ? 0
                              : score.sum(
                                  outcome > 0 ? 1 : 0,
                                  outcome < 0 ? 1 : 0,
                                  outcome == 0 ? 1 : 0,
                                  d);
                    }));
    return sum[0];
  }
}
