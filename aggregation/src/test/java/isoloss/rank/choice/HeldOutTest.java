package isoloss.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.rank.PublicPools;
import isoloss.rank.choice.PredictiveLoss.Kind;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.Rasch;
import isoloss.rank.item.SimulatedAnswers;
import isoloss.rank.item.TwoParameter;
import isoloss.rank.method.Aggregator;
import isoloss.rank.pair.BradleyTerry;
import isoloss.rank.pair.Davidson;
import isoloss.rank.pair.PlackettLuceOneBench;
import isoloss.rank.pair.RaoKupper;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  private static PredictiveLoss loss(List<PredictiveLoss> losses, String candidate, Kind kind) {
    return losses.stream()
        .filter(each -> each.candidate().equals(candidate) && each.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /**
   * rank-aggregation.md, section 12, three seeds of theirs: model mean .623-.626, item mean
   * .360-.373, 1PL .319-.332, 2PL .287-.300. One more seed may lie as far outside as these lie
   * apart.
   */
  @Test
  void logLossOfCellsIsThatOfTheReference() {
    List<PredictiveLoss> losses =
        HeldOutCells.of(
                Evidence.of(PublicPools.openLlm()),
                List.of(new PlackettLuceOneBench(), new Rasch(), new TwoParameter()),
                1,
                new Seed(1),
                2)
            .losses();
    assertThat(loss(losses, HeldOutCells.MODEL_MEAN, Kind.CELL).loss()).isBetween(0.620, 0.629);
    assertThat(loss(losses, "rasch", Kind.CELL).baselineLoss()).isBetween(0.347, 0.386);
    assertThat(loss(losses, "rasch", Kind.CELL).loss()).isBetween(0.306, 0.345);
    assertThat(loss(losses, "2pl", Kind.CELL).loss()).isBetween(0.274, 0.313);
    assertThat(loss(losses, "2pl", Kind.CELL).isClearlyWorse()).isFalse();
    assertThat(losses).filteredOn(each -> each.kind() == Kind.MEAN).hasSize(3);
  }

  @Test
  void ordersAreJudgedByHeldOutMeans() {
    Pool pool = SimulatedAnswers.of(30, 200, 1, new Seed(2));
    Evidence evidence = Evidence.of(pool);
    HoldOut mask = HoldOut.of(pool, 0.1, new Seed(3));
    MeanErrors means = new MeanErrors(evidence.on(pool.masked(mask)));
    double[] truth = new double[30];
    double[] reversed = new double[30];
    double[] shape = new double[30];
    for (int m = 0; m < 30; m++) {
      truth[m] = Integer.parseInt(pool.models().get(m).substring("model ".length()));
      reversed[m] = -truth[m];
      shape[m] = Math.exp(truth[m]);
    }
    LossSums good = sums(means, truth, evidence, mask);
    LossSums bad = sums(means, reversed, evidence, mask);
    assertThat(good.mean()).isLessThan(bad.mean());
    assertThat(bad.against("", Kind.MEAN, "", good).isClearlyWorse()).isTrue();
    assertThat(sums(means, shape, evidence, mask).mean()).isEqualTo(good.mean());
  }

  private static LossSums sums(MeanErrors means, double[] scores, Evidence evidence, HoldOut mask) {
    LossSums sums = new LossSums(scores.length);
    means.add(scores, evidence, mask, sums);
    return sums;
  }

  @Test
  void strengthsPredictTheBattlesOfOtherPrompts() {
    List<Aggregator> methods = List.of(new BradleyTerry(), new Davidson(), new RaoKupper());
    HeldOutPairs pairs =
        HeldOutPairs.of(Evidence.of(PublicPools.llmfao()), methods, new Seed(4), 2);
    for (Aggregator method : methods) {
      PredictiveLoss decisive = loss(pairs.losses(), method.name(), Kind.DECISIVE);
      assertThat(decisive.baselineLoss()).isEqualTo(Math.log(2), within(1e-12));
      assertThat(decisive.loss()).isBetween(0.55, Math.log(2));
      assertThat(decisive.isClearlyWorse()).isFalse();
    }
    assertThat(pairs.losses())
        .filteredOn(each -> each.kind() == Kind.THREE_RESULTS)
        .extracting(PredictiveLoss::candidate)
        .containsExactly("davidson", "rao-kupper");
    assertThat(loss(pairs.losses(), "davidson", Kind.THREE_RESULTS).loss())
        .isLessThan(loss(pairs.losses(), "davidson", Kind.THREE_RESULTS).baselineLoss());
  }

  @Test
  void amongEqualsTheFirstIsPreferred() {
    List<Aggregator> methods = List.of(new Davidson(), new BradleyTerry(), new Davidson());
    HeldOutPairs pairs =
        HeldOutPairs.of(
            Evidence.of(SimulatedAnswers.of(6, 60, 1, new Seed(5))), methods, new Seed(6), 1);
    assertThat(pairs.preferred()).isSameAs(methods.getFirst());
  }
}
