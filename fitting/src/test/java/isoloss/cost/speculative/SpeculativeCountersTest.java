package isoloss.cost.speculative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.stat.BetaDraw;
import isoloss.stat.ChiSquared;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpeculativeCountersTest {
  /** Rounds of drafts of {@code gamma} tokens that are accepted with probability alpha. */
  private static PositionCounters drafted(
      int rounds, int gamma, double alpha, RandomGenerator random) {
    double[] accepted = new double[gamma];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < gamma && random.nextDouble() < alpha; i++) {
        accepted[i]++;
      }
    }
    return PositionCounters.of(rounds, accepted);
  }

  @Test
  void alphaIsAcceptedOverDecided() {
    PositionCounters counters = PositionCounters.of(100, 80, 60, 30);
    ConstantAcceptance fit = ConstantAcceptance.of(counters);
    assertThat(fit.alpha()).isCloseTo(170.0 / (170 + 70), offset(1e-15));
    assertThat(counters.tokensPerRound()).isCloseTo(2.7, offset(1e-15));
    assertThat(fit.degreesOfFreedom()).isEqualTo(2);
    assertThat(fit.likelihoodRatio())
        .isCloseTo(
            2
                * (80 * Math.log(.8 / fit.alpha())
                    + 20 * Math.log(.2 / (1 - fit.alpha()))
                    + 60 * Math.log(.75 / fit.alpha())
                    + 20 * Math.log(.25 / (1 - fit.alpha()))
                    + 30 * Math.log(.5 / fit.alpha())
                    + 30 * Math.log(.5 / (1 - fit.alpha()))),
            offset(1e-12));
  }

  @Test
  void measuredRoundsAtRiskAllowDraftsOfAnyLength() {
    PositionCounters counters =
        new PositionCounters(100, Values.of(80, 30), Optional.of(Values.of(100, 50)));
    assertThat(ConstantAcceptance.of(counters).alpha()).isCloseTo(110.0 / 150, offset(1e-15));
    assertThat(counters.acceptance(1)).isEqualTo(0.6);
    assertThat(DraftsOfVaryingLength.reason("ngram", counters)).isEmpty();
  }

  @Test
  void draftsOfVaryingLengthAreToldByTheirNameOrTheirEmptyEnd() {
    PositionCounters full = PositionCounters.of(100, 80, 60);
    assertThat(DraftsOfVaryingLength.reason("eagle3", full)).isEmpty();
    assertThat(DraftsOfVaryingLength.reason("N-gram", full)).isPresent();
    PositionCounters empty = PositionCounters.of(100, 80, 60, 0, 0);
    assertThat(DraftsOfVaryingLength.reason("mine", empty).orElseThrow())
        .contains("last 2 of 4 positions");
    assertThatThrownBy(() -> PositionCounters.of(100, 60, 80)).hasMessageContaining("position 1");
  }

  @Test
  void theTestOfConstancyHoldsItsLevelAndFindsADrop() {
    Seed seed = new Seed(21);
    int rejected = 0;
    for (int trial = 0; trial < 400; trial++) {
      PositionCounters counters = drafted(2000, 4, 0.7, seed.child(trial).generator());
      rejected += ConstantAcceptance.of(counters).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(rejected).isBetween(8, 34); // 20 expected, sd 4.4
    assertThat(ConstantAcceptance.of(PositionCounters.of(2000, 1400, 1000, 500)).pValue())
        .isLessThan(1e-6);
  }

  @Test
  void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
    Seed seed = new Seed(22);
    int profile = 0;
    int wilson = 0;
    for (int trial = 0; trial < 400; trial++) {
      PositionCounters counters = drafted(150, 3, 0.8, seed.child(trial).generator());
      Quantile.Interval alpha = ConstantAcceptance.of(counters).profileInterval(0.9);
      Quantile.Interval first =
          ConstantAcceptance.wilsonInterval(counters.accepted().get(0), 150, 0.9);
      profile += alpha.low() <= 0.8 && 0.8 <= alpha.high() ? 1 : 0;
      wilson += first.low() <= 0.8 && 0.8 <= first.high() ? 1 : 0;
    }
    assertThat(profile).isBetween(340, 380);
    assertThat(wilson).isBetween(335, 385);
    Quantile.Interval none = ConstantAcceptance.wilsonInterval(0, 10, 0.95);
    assertThat(none.low()).isCloseTo(0, offset(1e-15));
    assertThat(none.high()).isCloseTo(0.2775, offset(1e-4)); // z^2 / (n + z^2)
  }

  @Test
  void clustersThatDifferWidenTheInterval() {
    RandomGenerator random = new Seed(23).generator();
    List<PositionCounters> alike = new ArrayList<>();
    List<PositionCounters> apart = new ArrayList<>();
    for (int prompt = 0; prompt < 40; prompt++) {
      alike.add(drafted(200, 3, 0.7, random));
      apart.add(drafted(200, 3, prompt % 2 == 0 ? 0.55 : 0.85, random));
    }
    assertThat(new ClusteredCounters(alike).designEffect(300, new Seed(1)).orElseThrow())
        .isBetween(0.4, 2.0);
    assertThat(new ClusteredCounters(apart).designEffect(300, new Seed(1)).orElseThrow())
        .isGreaterThan(10);
    assertThat(new ClusteredCounters(alike.subList(0, 1)).designEffect(300, new Seed(1))).isEmpty();
  }

  @Test
  void drawsWithoutClustersSpreadAsTheCountersAllow() {
    PositionCounters counters = PositionCounters.of(1000, 700, 500, 350);
    ConstantAcceptance fit = ConstantAcceptance.of(counters);
    List<AcceptanceProfile> draws =
        new ClusteredCounters(List.of(counters)).profileDraws(true, 4000, new Seed(3));
    Moments moments = Moments.of(draws.stream().mapToDouble(AcceptanceProfile::beyond).toArray());
    assertThat(moments.mean()).isCloseTo(fit.alpha(), offset(2e-3));
    assertThat(moments.standardDeviation().orElseThrow() / fit.standardError())
        .isCloseTo(1, offset(0.05));
    assertThat(new ClusteredCounters(List.of(counters)).profileDraws(false, 3, new Seed(3)))
        .allSatisfy(profile -> assertThat(profile.measured().size()).isEqualTo(3));
  }

  @Test
  void betaDrawsHaveTheirMoments() {
    RandomGenerator random = new Seed(4).generator();
    double[] draws =
        DoubleStream.generate(() -> BetaDraw.of(0.5, 2, random)).limit(40_000).toArray();
    Moments moments = Moments.of(draws);
    assertThat(moments.mean()).isCloseTo(0.2, offset(0.004));
    assertThat(Math.pow(moments.standardDeviation().orElseThrow(), 2))
        .isCloseTo(0.5 * 2 / (2.5 * 2.5 * 3.5), offset(0.002));
    assertThat(Arrays.stream(draws).allMatch(v -> v >= 0 && v <= 1)).isTrue();
  }

  @Test
  void chiSquaredTailsAreThoseOfTables() {
    assertThat(ChiSquared.quantile(0.95, 1)).isCloseTo(3.841459, offset(1e-6));
    assertThat(ChiSquared.upperTail(5.991465, 2)).isCloseTo(0.05, offset(1e-7));
    assertThat(ChiSquared.upperTail(453.63, 2)).isCloseTo(Math.exp(-453.63 / 2), offset(1e-110));
  }
}
