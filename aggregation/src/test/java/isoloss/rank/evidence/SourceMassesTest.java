package isoloss.rank.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceMassesTest {

  /** Two samples of three models each from "exam", one sample of four battles from "judge". */
  private static Pool pool() {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 2; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY).withSource("exam"));
      for (int m = 0; m < 3; m++) {
        builder.score(builder.model("m" + m), sample, (m + s) % 2);
      }
    }
    int battle = builder.sample(Sample.named("battle", Kind.PAIRWISE).withSource("judge"));
    builder.compare(new Comparison(0, 1, battle, 2, 1, 1));
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  private static double massOf(Evidence evidence, String source) {
    double mass = 0;
    for (int s = 0; s < evidence.pool().scoredCount(); s++) {
      int m = evidence.pool().measured(s);
      boolean counts = evidence.pool().sample(s).source().equals(source);
      mass += counts ? evidence.comparisonWeight(s, m) * m * (m - 1) / 2 : 0;
    }
    for (Comparison each : evidence.pool().comparisons()) {
      boolean counts = evidence.pool().sample(each.sample()).source().equals(source);
      double comparisons = each.winsA() + each.winsB() + each.ties();
      mass += counts ? evidence.sampleWeight(each.sample()) * comparisons : 0;
    }
    return mass;
  }

  @Test
  void everySourceCountsAlikeAndTheTotalStays() {
    for (Weighting weighting : Weighting.values()) {
      Evidence evidence = Evidence.of(pool()).with(weighting);
      double total = massOf(evidence, "exam") + massOf(evidence, "judge");
      Evidence balanced = evidence.withEqualSources();
      assertThat(massOf(balanced, "exam")).isCloseTo(total / 2, within(1e-12));
      assertThat(massOf(balanced, "judge")).isCloseTo(total / 2, within(1e-12));
    }
  }

  @Test
  void sourcesCountByTheirWeights() {
    Evidence weighted = Evidence.of(pool()).withSourceWeights(Map.of("judge", 4.0));
    assertThat(massOf(weighted, "judge") / massOf(weighted, "exam")).isCloseTo(4, within(1e-12));
    Evidence judgeAlone = Evidence.of(pool()).withSourceWeights(Map.of("exam", 0.0));
    assertThat(massOf(judgeAlone, "exam")).isZero();
    assertThat(massOf(judgeAlone, "judge")).isCloseTo(10, within(1e-12));
  }

  @Test
  void weightsOfUnknownSourcesAndNegativeOnesAreRefused() {
    Evidence evidence = Evidence.of(pool());
    assertThatThrownBy(() -> evidence.withSourceWeights(Map.of("jury", 1.0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("jury")
        .hasMessageContaining("judge");
    assertThatThrownBy(() -> evidence.withSourceWeights(Map.of("judge", -1.0)))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> evidence.withSourceWeights(Map.of("judge", 0.0, "exam", 0.0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no source");
  }
}
