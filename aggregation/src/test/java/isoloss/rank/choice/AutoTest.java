package isoloss.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.item.Rasch;
import isoloss.rank.item.SimulatedAnswers;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.pair.Davidson;
import isoloss.rank.pair.DecisiveBradleyTerry;
import isoloss.rank.pair.PlackettLuceOneBench;
import isoloss.stat.Moments;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoTest {
  private static final Request SCORES = new Request(false, Optional.empty(), 1);
  private final Auto auto = Auto.withDefaults(new Seed(42));

  @Test
  void binaryPoolsGetTheMeanOfZScores() {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(12, 80, 0.5, new Seed(1)));
    Choice choice = auto.choose(evidence, 1);
    Strengths fit = auto.fit(evidence, SCORES);
    assertThat(choice.blended()).isTrue();
    double[] expected = new double[12];
    for (Aggregator member : choice.members()) {
      double[] scores = member.fit(evidence, SCORES).scores().toArray();
      Moments moments = Moments.of(scores);
      for (int i = 0; i < 12; i++) {
        expected[i] +=
            (scores[i] - moments.mean())
                / moments.standardDeviation().orElseThrow()
                / choice.members().size();
      }
    }
    for (int i = 0; i < 12; i++) {
      assertThat(fit.scores().get(i)).isEqualTo(expected[i], within(1e-9));
    }
    assertThat(fit.diagnostics().getFirst().message())
        .startsWith("binary samples hold")
        .contains("log loss per cell", "item mean", "held-out means", "log loss per decisive pair");
  }

  @Test
  void influenceIsTheDerivativeByTheWeightOfACluster() {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(8, 30, 0.8, new Seed(2)));
    Strengths fit = auto.fit(evidence, Request.full(1));
    double step = 1e-4;
    for (int g = 0; g < 10; g++) {
      double[] more = near(fit, evidence, g, 1 + step);
      double[] less = near(fit, evidence, g, 1 - step);
      for (int i = 0; i < 8; i++) {
        assertThat((double) fit.influence().orElseThrow().of(i)[g])
            .isEqualTo((more[i] - less[i]) / (2 * step), within(2e-5));
      }
    }
  }

  /** With the choice kept. */
  private double[] near(Strengths fit, Evidence evidence, int cluster, double times) {
    double[] weights =
        IntStream.range(0, evidence.pool().sampleCount())
            .mapToDouble(s -> evidence.cluster(s) == cluster ? times : 1)
            .toArray();
    return auto.fit(evidence.withSampleWeights(weights), Request.near(fit)).scores().toArray();
  }

  @Test
  void aFitNearAnotherKeepsItsChoiceAndItsScores() {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(8, 30, 0.8, new Seed(2)));
    Strengths cold = auto.fit(evidence, SCORES);
    Strengths warm = auto.fit(evidence, Request.near(cold));
    for (int i = 0; i < 8; i++) {
      assertThat(warm.scores().get(i)).isEqualTo(cold.scores().get(i), within(1e-7));
    }
    assertThat(warm.diagnostics().getFirst().message()).startsWith("the choice of the fit");
  }

  @Test
  void battlesGetThePairModelThatPredictsThemBest() {
    Evidence evidence = Evidence.of(PublicPools.llmfao());
    Choice choice = auto.choose(evidence, 2);
    assertThat(choice.blended()).isFalse();
    assertThat(choice.members()).hasSize(1);
    assertThat(choice.losses()).hasSize(6);
    Strengths fit = auto.fit(evidence, SCORES);
    Aggregator member = choice.members().getFirst();
    assertThat(fit.scores()).isEqualTo(member.fit(evidence, SCORES).scores());
    assertThat(fit.diagnostics().getFirst().message())
        .contains("binary samples hold 0 of", member.name(), "rao-kupper");
  }

  @Test
  void aModelWithoutBinaryScoresRulesTheBlendOut() {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 40; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      for (int m = 0; m < 4; m++) {
        builder.score(builder.model("m" + m), sample, (s + m * m) % 5 < 2 ? 1 : 0);
      }
    }
    int apart = builder.model("battles only");
    for (int m = 0; m < 4; m++) {
      int battle = builder.sample(Sample.named("battle " + m, Kind.PAIRWISE));
      builder.compare(new Comparison(apart, m, battle, m % 2, 1 - m % 2, 0));
    }
    Choice choice = auto.choose(Evidence.of(SimulatedAnswers.packed(builder)), 1);
    assertThat(choice.blended()).isFalse();
    assertThat(choice.reason()).contains("of 1 of 5 models, first battles only");
  }

  @Test
  void methodsWithoutLinksAreLeftOutOfTheChoice() {
    PoolBuilder builder = new PoolBuilder();
    int top = builder.model("never loses");
    int middle = builder.model("middle");
    int low = builder.model("low");
    for (int s = 0; s < 30; s++) {
      int battle = builder.sample(Sample.named("s" + s, Kind.PAIRWISE));
      builder.compare(
          new Comparison(top, middle, battle, s % 3 == 0 ? 0 : 1, 0, s % 3 == 0 ? 1 : 0));
      builder.compare(
          new Comparison(middle, low, battle, s % 4 == 0 ? 0 : 1, s % 4 == 0 ? 1 : 0, 0));
    }
    Evidence evidence = Evidence.of(SimulatedAnswers.packed(builder));
    Auto withDecisive =
        new Auto(
            new PlackettLuceOneBench(),
            List.of(new Rasch()),
            List.of(new DecisiveBradleyTerry(), new Davidson()),
            new Seed(1));
    assertThat(withDecisive.choose(evidence, 1).reason())
        .contains("davidson", "not possible here: bradley-terry-decisive");
    assertThat(auto.fit(evidence.with(new Prior.Gaussian(2)), SCORES).scores().size()).isEqualTo(3);
  }

  @Test
  void oneClusterAllowsNoTestAndIsWarnedOf() {
    Pool pool = SimulatedAnswers.of(5, 20, 1, new Seed(3));
    Choice choice = auto.choose(Evidence.of(pool).clusteredBy(sample -> "one"), 1);
    assertThat(choice.severity()).isEqualTo(Diagnostic.Severity.WARNING);
    assertThat(choice.losses()).isEmpty();
  }

  @Test
  void whatNobodySharesIsRefused() {
    PoolBuilder builder = new PoolBuilder();
    builder.score(builder.model("a"), builder.sample(Sample.named("s", Kind.BINARY)), 1);
    builder.score(builder.model("b"), builder.sample(Sample.named("t", Kind.BINARY)), 0);
    assertThatThrownBy(() -> auto.fit(Evidence.of(SimulatedAnswers.packed(builder)), SCORES))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no two models share a sample");
  }

  @Test
  void theSeedDecidesAndThreadsDoNot() {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(10, 60, 0.6, new Seed(4)));
    Choice one = auto.choose(evidence, 1);
    assertThat(auto.choose(evidence, 3).losses()).isEqualTo(one.losses());
    assertThat(Auto.withDefaults(new Seed(7)).choose(evidence, 1).losses())
        .isNotEqualTo(one.losses());
  }
}
