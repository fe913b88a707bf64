package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import java.util.Optional;

/**
 * A benchmark made by a query: which samples, how their order of models differs from that of the
 * whole pool, and how well the search finds what experts hold to be relevant.
 *
 * @param query what the samples are about
 * @param embedder to search by meaning; without it words are searched
 * @param settings of the comparison with the whole pool
 */
public record CustomBenchmark(
    SampleQuery query, Optional<TextEmbedder> embedder, CustomRanking.Settings settings) {

  /** Samples that share words with the text. */
  public static CustomBenchmark about(String text) {
    return of(SampleQuery.about(text));
  }

  public static CustomBenchmark of(SampleQuery query) {
    return new CustomBenchmark(query, Optional.empty(), CustomRanking.Settings.withDefaults());
  }

  public CustomBenchmark with(TextEmbedder newEmbedder) {
    return new CustomBenchmark(query, Optional.of(newEmbedder), settings);
  }

  public CustomBenchmark with(CustomRanking.Settings newSettings) {
    return new CustomBenchmark(query, embedder, newSettings);
  }

  /**
   * The samples of the pool that the query finds.
   *
   * @throws InputException if it finds none
   */
  public Hits hits(Pool pool) {
    return query.in(pool, relevance());
  }

  private Relevance relevance() {
    return embedder.<Relevance>map(SemanticRelevance::new).orElseGet(LexicalRelevance::new);
  }

  /**
   * How the models are ordered on the hits, against their order on the whole pool.
   *
   * @throws InputException if one of the two has no single order
   */
  public CustomRanking ranking(Evidence whole, Hits hits, Scorer scorer) {
    return CustomRanking.of(whole, hits.samples(), scorer, settings);
  }

  /**
   * Searches every query of the labels with the filters and limits of this one.
   *
   * @throws InputException if no query of the labels has a relevant sample
   */
  public RetrievalQuality quality(Pool pool, RelevanceLabels labels) {
    return RetrievalQuality.of(
        labels, text -> query.withText(text).find(pool, relevance()).names());
  }
}
