package isoloss.rank.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Variable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetrievalQualityTest {
  private static RetrievalQuality.Retrieved retrieved(List<String> found, String... relevant) {
    return new RetrievalQuality.Retrieved("q", found, Set.of(relevant));
  }

  @Test
  void averagePrecisionByHand() {
    // relevant at places 1 and 3 of three relevant: (1/1 + 2/3) / 3
    assertThat(retrieved(List.of("a", "x", "b", "y"), "a", "b", "c").averagePrecision())
        .hasValue((1 + 2.0 / 3) / 3);
    assertThat(retrieved(List.of("x", "a"), "a").averagePrecision()).hasValue(0.5);
    assertThat(retrieved(List.of(), "a").averagePrecision()).hasValue(0);
    assertThat(retrieved(List.of("x")).averagePrecision()).isEmpty();
  }

  @Test
  void meansOverQueriesLeaveOutThoseWithNothingToFind() {
    RetrievalQuality quality =
        new RetrievalQuality(
            List.of(
                retrieved(List.of("a", "x"), "a"),
                retrieved(List.of("x", "y", "a"), "a"),
                retrieved(List.of("x"), "a"),
                retrieved(List.of("x"))));
    assertThat(quality.meanAveragePrecision()).isCloseTo((1 + 1 / 3.0) / 3, within(1e-15));
    assertThat(quality.cumulativeMatch(1)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(quality.cumulativeMatch(2)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(quality.cumulativeMatch(3)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(quality.table().size()).isEqualTo(4);
    assertThat(quality.facts().getFirst().key()).isEqualTo("queries");
    assertThatThrownBy(() -> quality.cumulativeMatch(0)).hasMessageContaining("k 0");
  }

  @Property(tries = 50)
  void aRelevantSampleMovedUpNeverHurts(@ForAll @Size(8) List<Boolean> relevant) {
    List<String> found = IntStream.range(0, 8).mapToObj(i -> "s" + i).toList();
    Set<String> good =
        found.stream()
            .filter(name -> relevant.get(found.indexOf(name)))
            .collect(Collectors.toSet());
    List<String> sorted =
        found.stream().sorted(Comparator.comparing(name -> !good.contains(name))).toList();
    RetrievalQuality.Retrieved as = new RetrievalQuality.Retrieved("q", found, good);
    RetrievalQuality.Retrieved best = new RetrievalQuality.Retrieved("q", sorted, good);
    if (!good.isEmpty()) {
      assertThat(best.averagePrecision()).hasValue(1);
      assertThat(as.averagePrecision().orElseThrow()).isBetween(0.0, 1.0);
      assertThat(as.firstRelevant()).isGreaterThanOrEqualTo(best.firstRelevant());
    }
  }

  private static Observations labels(List<String> queries, List<String> samples, double... grade) {
    return Observations.of(
        List.of(new Variable("relevant", "relevance", "", Variable.Sign.ANY)),
        new double[][] {grade},
        Map.of("query", queries, "sample", samples),
        Collections.nCopies(grade.length, Observations.Origin.COMPUTED),
        Provenance.NONE);
  }

  @Test
  void labelsComeAsRowsOfQuerySampleAndRelevance() {
    RelevanceLabels labels =
        RelevanceLabels.of(labels(List.of("math", "math", "art"), List.of("a", "b", "a"), 1, 0, 0));
    assertThat(labels.relevant())
        .containsExactly(Map.entry("math", Set.of("a")), Map.entry("art", Set.of()));
    RetrievalQuality quality = RetrievalQuality.of(labels, query -> List.of("b", "a"));
    assertThat(quality.meanAveragePrecision()).isEqualTo(0.5);
    assertThatThrownBy(() -> RelevanceLabels.of(labels(List.of("m", "m"), List.of("a", "a"), 1, 0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("both relevant and not");
    RelevanceLabels none = RelevanceLabels.of(labels(List.of("m"), List.of("a"), 0));
    assertThatThrownBy(() -> RetrievalQuality.of(none, query -> List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing to find");
  }
}
