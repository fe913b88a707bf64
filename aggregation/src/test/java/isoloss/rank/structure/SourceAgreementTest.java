package isoloss.rank.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Source;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.pair.BradleyTerry;
import isoloss.rank.structure.SourceAgreement.Disagreement;
import isoloss.rank.structure.SourceAgreement.Options;
import isoloss.rank.structure.SourceAgreement.SoleLeader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceAgreementTest {
  private static final Options OPTIONS = new Options(100, 0.95, new Seed(1), 1);

  /** The same scores without what clusters do to them. */
  private record WithoutInfluence(Aggregator whole) implements Aggregator {
    @Override
    public String name() {
      return whole.name();
    }

    @Override
    public String description() {
      return whole.description();
    }

    @Override
    public Source source() {
      return whole.source();
    }

    @Override
    public Link link() {
      return whole.link();
    }

    @Override
    public Optional<String> refusal(Evidence evidence) {
      return whole.refusal(evidence);
    }

    @Override
    public Strengths fit(Evidence evidence, Request request) {
      Strengths found = whole.fit(evidence, request);
      return Strengths.of(found.scores().toArray(), found.direction());
    }
  }

  private static SourceAgreement agreement(Pool pool, boolean knowsInfluence) {
    return SourceAgreement.of(
        Evidence.of(pool),
        knowsInfluence ? new BradleyTerry() : new WithoutInfluence(new BradleyTerry()),
        Sample::source,
        OPTIONS);
  }

  private static Pool drawn(double inflation, long seed) {
    return TestPools.rasch(
        new TestPools.Design(12, 3, 120, 4, inflation), new Seed(seed).generator());
  }

  @Test
  void theModelThatOneSourceFavoursIsNamed() {
    Pool pool = drawn(2, 3);
    SourceAgreement found = agreement(pool, true);
    List<Disagreement> clear = found.significant(0.05);
    assertThat(clear.stream().map(each -> pool.models().get(each.model()))).containsOnly("m4");
    assertThat(clear.getFirst().source()).isEqualTo("source0");
    assertThat(clear.getFirst().difference()).isPositive();
    assertThat(found.diagnostics(pool.models(), 0.05))
        .anySatisfy(each -> assertThat(each.message()).contains("m4 under source0"));
  }

  @Test
  void theBootstrapFindsItTooWhereTheAggregatorKnowsNoInfluence() {
    Pool pool = drawn(2, 3);
    Disagreement byInfluence = agreement(pool, true).disagreements().getFirst();
    Disagreement byDraws = agreement(pool, false).disagreements().getFirst();
    assertThat(byDraws.model()).isEqualTo(byInfluence.model());
    assertThat(byDraws.difference()).isCloseTo(byInfluence.difference(), within(1e-9));
    assertThat(byDraws.standardError() / byInfluence.standardError()).isBetween(0.75, 1.35);
  }

  @Test
  void withoutFavourTheFalseAlarmsAreAboutTheLevel() {
    // 5 % of pools may raise any alarm; 3 standard errors of 80 pools are 7.3 points
    long alarms =
        IntStream.range(0, 80)
            .filter(pool -> !agreement(drawn(0, 1000 + pool), true).significant(0.05).isEmpty())
            .count();
    assertThat(alarms / 80.0).isLessThan(0.125);
  }

  @Test
  void singleTestsKeepTheirLevel() {
    double[] p =
        IntStream.range(0, 40)
            .boxed()
            .flatMap(pool -> agreement(drawn(0, 2000 + pool), true).disagreements().stream())
            .mapToDouble(Disagreement::p)
            .toArray();
    assertThat(p).hasSize(40 * 36);
    assertThat(IntStream.range(0, p.length).filter(i -> p[i] < 0.05).count() / (double) p.length)
        .isBetween(0.02, 0.08);
  }

  @Test
  void rankingsOfSourcesAreAlikeAsFarAsTheyAre() {
    SourceAgreement found = agreement(drawn(0, 5), true);
    assertThat(found.pairs()).hasSize(3);
    for (SourceAgreement.Pair pair : found.pairs()) {
      assertThat(pair.shared()).isEqualTo(12);
      assertThat(pair.tau()).isBetween(0.6, 1.0);
      assertThat(pair.interval().low()).isLessThan(pair.tau());
      assertThat(pair.interval().high()).isGreaterThanOrEqualTo(pair.tau()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aModelThatLeadsUnderOneSourceAloneIsNamed() {
    Pool pool = drawn(5, 6); // m4 leads where it is favoured, and is in the middle elsewhere
    SoleLeader leader =
        agreement(pool, true).soleLeaders().stream()
            .filter(each -> each.source().equals("source0"))
            .findFirst()
            .orElseThrow();
    assertThat(pool.models().get(leader.model())).isEqualTo("m4");
    assertThat(leader.rankElsewhere().keySet()).containsExactlyInAnyOrder("source1", "source2");
    assertThat(leader.rankElsewhere().values()).allMatch(rank -> rank > 3);
  }

  @Test
  void aConstantAnswerRestsOnOneSource() {
    Pool pool = PublicPools.hetero("numeric", "pairwise");
    SourceAgreement found = agreement(pool, true);
    assertThat(found.onOneSource().stream().map(pool.models()::get))
        .contains("ae:NullModel", "ae:FuseChat-Gemma-2-9B-Instruct")
        .doesNotContain("ae:gpt4_1106_preview");
    Map<String, SourceAgreement.Source> bySource =
        found.sources().stream().collect(Collectors.toMap(SourceAgreement.Source::name, s -> s));
    assertThat(bySource).containsOnlyKeys("alpaca_eval_1", "alpaca_eval_2", "llmfao_crowd");
    SourceAgreement.Source second = Objects.requireNonNull(bySource.get("alpaca_eval_2"));
    assertThat(second.ranked().subList(0, 3).stream().map(pool.models()::get))
        .contains("ae:NullModel");
    assertThat(found.pairs().stream().filter(pair -> pair.shared() > 10)).isNotEmpty();
  }

  @Test
  void oneSourceAloneAgreesWithItself() {
    Pool pool = TestPools.of("110", "101", "011");
    SourceAgreement found = agreement(pool, true);
    assertThat(found.sources()).hasSize(1);
    assertThat(found.pairs()).isEmpty();
    assertThat(found.disagreements()).isEmpty();
    assertThat(found.onOneSource()).isEmpty();
    assertThat(found.diagnostics(pool.models(), 0.05)).isEmpty();
  }
}
