package isoloss.rank.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleQueryTest {
  private static final Pool POOL =
      pool(
          sample("q1", "mmlu", "What is the integral of x squared?", "x^3/3", "2023-05-01", "math"),
          sample("q2", "mmlu", "Name the capital of France.", "Paris", "2023-06-01", "geography"),
          sample("q3", "arc", "Which integral of a charge is conserved?", "charge", "2024-01-01"),
          sample(
              "q4",
              "arc",
              "What does a plant need to grow?",
              "light",
              "2024-02-01",
              "biology",
              "science"),
          sample("high_school_mathematics/7", "mmlu", "", "42", "10"));

  private static Sample sample(
      String name, String source, String text, String answer, String date, String... tags) {
    return new Sample(
        name,
        source,
        "",
        Kind.BINARY,
        Direction.HIGHER_IS_BETTER,
        1,
        name,
        List.of(tags),
        text,
        Map.of("answer", answer, "date", date));
  }

  private static Pool pool(Sample... samples) {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < samples.length; i++) {
      int s = builder.sample(samples[i]);
      builder.score(builder.model("a"), s, i % 2);
      builder.score(builder.model("b"), s, 1);
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  private static List<String> found(SampleQuery query) {
    return query.in(POOL, new LexicalRelevance()).names();
  }

  private static SampleQuery where(String... filters) {
    SampleQuery query = SampleQuery.everything();
    for (String each : filters) {
      query = query.where(SampleFilter.parse(each));
    }
    return query;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "source.eq=arc; q3 q4",
        "source.ne=arc; q1 q2 high_school_mathematics/7",
        "capability.eq=science; q4",
        "capability.ne=math; q2 q4",
        "capability.len=0; q3 high_school_mathematics/7",
        "capability.len=2; q4",
        "text.contains=^Wh.*\\?$; q1 q3 q4",
        "answer.eq=42.0; high_school_mathematics/7",
        "date.ge=2024-01-01; q3 q4",
        "date.lt=11; high_school_mathematics/7",
        "kind.eq=binary; q1 q2 q3 q4 high_school_mathematics/7"
      })
  void filtersCompareFieldsWithValues(String filter, String names) {
    assertThat(found(where(filter))).containsExactlyInAnyOrder(names.strip().split(" "));
  }

  @Test
  void allFiltersMustHold() {
    assertThat(found(where("source.eq=mmlu", "date.gt=2023-05-15"))).containsExactly("q2");
    assertThatThrownBy(() -> found(where("source.eq=arc", "capability.eq=math")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none of the 5 samples passes source.eq=arc and capability.eq=math");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "source; FIELD.OP=VALUE",
        "source=arc; FIELD.OP=VALUE",
        "source.equals=arc; no operator equals",
        "sauce.eq=arc; did you mean source",
        "text.len=3; capability.len",
        "text.contains=(; regular expression"
      })
  void brokenFiltersAreRefused(String filter, String part) {
    assertThatThrownBy(() -> found(where(filter)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(part);
  }

  @Test
  void wordsAreFoundByTheirStemInQuestionsNamesAndTags() {
    assertThat(found(SampleQuery.about("integrals"))).containsExactlyInAnyOrder("q1", "q3");
    assertThat(found(SampleQuery.about("mathematics")))
        .containsExactly("high_school_mathematics/7");
    assertThat(found(SampleQuery.about("biology"))).containsExactly("q4");
    assertThat(found(SampleQuery.about("Paris"))).containsExactly("q2");
  }

  @Test
  void samplesWithEveryWordComeAloneWhereThereAreAny() {
    assertThat(found(SampleQuery.about("integral charge"))).containsExactly("q3");
    assertThat(found(SampleQuery.about("integral of a plant"))).contains("q1", "q3", "q4");
  }

  @Test
  void theBestHitHasARelevanceOfOneAndSaysWhy() {
    Hits hits = SampleQuery.about("conserved charges").in(POOL, new LexicalRelevance());
    assertThat(hits.hits().getFirst().relevance()).isEqualTo(1);
    assertThat(hits.hits().getFirst().why()).isEqualTo("conserved, charges");
    assertThat(hits.searched()).isEqualTo(5);
    assertThat(hits.table().size()).isEqualTo(1);
    assertThat(hits.benchmark().sampleCount()).isEqualTo(1);
    assertThat(hits.benchmark().models()).isEqualTo(POOL.models());
  }

  @Test
  void topKAndThresholdCutTheHits() {
    SampleQuery query = SampleQuery.about("integral of a conserved plant");
    Hits all = query.withThreshold(OptionalDouble.of(1e-6)).in(POOL, new LexicalRelevance());
    assertThat(all.hits()).hasSizeGreaterThan(2);
    assertThat(query.withTopK(OptionalInt.of(1)).in(POOL, new LexicalRelevance()).hits())
        .containsExactly(all.hits().getFirst());
    double second = all.hits().get(1).relevance();
    Hits two = query.withThreshold(OptionalDouble.of(second)).in(POOL, new LexicalRelevance());
    assertThat(two.hits()).isEqualTo(all.hits().subList(0, 2));
    assertThat(query.withTopK(OptionalInt.of(100)).in(POOL, new LexicalRelevance()).hits())
        .isEqualTo(all.hits());
  }

  @Test
  void equallyRelevantSamplesOfTheLastPlaceAllStay() {
    Pool twins =
        pool(
            sample("t1", "s", "same words", "7", "1"),
            sample("t2", "s", "same words", "8", "1"),
            sample("t3", "s", "other", "3", "1"));
    Hits hits =
        SampleQuery.about("same").withTopK(OptionalInt.of(1)).in(twins, new LexicalRelevance());
    assertThat(hits.names()).containsExactlyInAnyOrder("t1", "t2");
  }

  @Test
  void questionAndAnswerMustBothBeHits() {
    SampleQuery query = SampleQuery.about("integral");
    assertThat(found(query.withAnswer("charge"))).containsExactly("q3");
    assertThatThrownBy(() -> found(query.withAnswer("Paris")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no hit for \"integral\" with answer \"Paris\" among 5 of 5 samples");
    Pool bare = pool(Sample.named("x", Kind.BINARY), Sample.named("y", Kind.BINARY));
    assertThatThrownBy(
            () -> SampleQuery.everything().withAnswer("x").in(bare, new LexicalRelevance()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no sample has an answer");
  }

  @Test
  void nothingFoundSaysWhatWasSearched() {
    assertThatThrownBy(() -> found(where("source.eq=arc").withText("volcano")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"volcano\" among 2 of 5 samples (source.eq=arc)")
        .hasMessageContaining("words in common");
  }

  @ParameterizedTest
  @ValueSource(strings = {"the", " ", "?!", "-- :"})
  void aQueryWithoutAWordIsRefused(String text) {
    assertThatThrownBy(() -> found(SampleQuery.about(text)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no word to search");
  }

  @Property(tries = 60)
  void anyTextIsAPlainQuery(@ForAll String text) {
    try {
      Hits hits = SampleQuery.about("integral " + text).in(POOL, new LexicalRelevance());
      assertThat(hits.hits()).allMatch(hit -> hit.relevance() > 0 && hit.relevance() <= 1);
    } catch (InputException refused) {
      assertThat(refused).hasMessageContaining("no hit");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "integral AND (",
        "\"integral",
        "integral^",
        "integral:[* TO",
        "/integral~",
        "+-integral"
      })
  void syntaxOfSearchEnginesMeansNothing(String text) {
    assertThat(found(SampleQuery.about(text))).contains("q1", "q3");
  }

  @Test
  void limitsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SampleQuery.everything().withTopK(OptionalInt.of(0)))
        .hasMessageContaining("top-k 0");
    assertThatThrownBy(() -> SampleQuery.everything().withThreshold(OptionalDouble.of(1.5)))
        .hasMessageContaining("(0, 1]");
  }

  /** Letters a and b as directions of a plane. */
  private static final class LetterEmbedder implements TextEmbedder {
    @Override
    public String name() {
      return "letters";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream()
          .map(text -> {
            double a = 1e-9 + text.chars().filter(c -> c == 'a').count();
            double b = 1e-9 + text.chars().filter(c -> c == 'b').count();
            return new float[] {(float) (a / Math.hypot(a, b)), (float) (b / Math.hypot(a, b))};
          })
          .toList();
    }
  }

  @Test
  void meaningIsSearchedByTheInnerProductOfEmbeddings() {
    Pool pool =
        pool(
            sample("x", "s", "aaaa", "", "1"),
            sample("y", "s", "aaabbbb", "", "1"),
            sample("z", "s", "bbb", "", "1"));
    Relevance meaning = new SemanticRelevance(new LetterEmbedder());
    Hits hits = SampleQuery.about("bb").in(pool, meaning);
    assertThat(hits.names()).containsExactly("z", "y"); // cosines 1 and 0.8; 0 is not above 0.7
    assertThat(hits.hits().get(1).relevance()).isCloseTo(0.8, within(1e-6));
    assertThat(hits.hits().get(1).why()).isEqualTo("similarity 0.800");
    assertThat(
            SampleQuery.about("bb").withThreshold(OptionalDouble.of(0.9)).in(pool, meaning).names())
        .containsExactly("z");
    assertThat(SampleQuery.about("bb").withTopK(OptionalInt.of(2)).in(pool, meaning).names())
        .containsExactly("z", "y");
  }

  @Test
  void anEmbedderThatBreaksItsContractIsFound() {
    TextEmbedder broken =
        new TextEmbedder() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<float[]> embed(List<String> texts) {
            return texts.stream().map(text -> new float[] {3, 4}).toList();
          }
        };
    assertThatThrownBy(() -> SampleQuery.about("x").in(POOL, new SemanticRelevance(broken)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken");
  }
}
