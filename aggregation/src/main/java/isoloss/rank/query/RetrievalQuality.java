package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * How well searches find what experts hold to be relevant. With {@code rel_k} 1 where the k-th
 * retrieved sample is relevant, {@code P@k} the share of relevant ones among the first k and R
 * relevant samples in all (retrieved or not): {@code AP = (1/R) sum_k P@k rel_k}; mAP is its mean
 * over queries, and CMC@k the share of queries with a relevant sample among the first k. A query
 * without a relevant sample has no AP and counts in neither.
 *
 * @param queries of the labels, with what was found
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>
 */
public record RetrievalQuality(List<Retrieved> queries) {
  public RetrievalQuality {
    queries = List.copyOf(queries);
  }

  /**
   * One query.
   *
   * @param found names of samples, the most relevant first, none twice
   * @param relevant names of relevant samples
   */
  public record Retrieved(String query, List<String> found, Set<String> relevant) {
    public Retrieved {
      found = List.copyOf(found);
      relevant = Set.copyOf(relevant);
      if (Set.copyOf(found).size() != found.size()) {
        throw new IllegalArgumentException("a sample was found twice for " + query);
      }
    }

    /** AP; empty where nothing is relevant. */
    public OptionalDouble averagePrecision() {
      double sum = 0;
      int hits = 0;
      for (int k = 1; k <= found.size(); k++) {
        if (relevant.contains(found.get(k - 1))) {
          hits++;
          sum += (double) hits / k;
        }
      }
      return relevant.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / relevant.size());
    }

    /** Place of the first relevant sample, from 1; 0 where none was found. */
    public int firstRelevant() {
      for (int k = 1; k <= found.size(); k++) {
        if (relevant.contains(found.get(k - 1))) {
          return k;
        }
      }
      return 0;
    }
  }

  /**
   * Searches every query of the labels.
   *
   * @param search names of samples that a query finds, the most relevant first; none where it finds
   *     nothing
   * @throws InputException if no query has a relevant sample
   */
  public static RetrievalQuality of(RelevanceLabels labels, Function<String, List<String>> search) {
    List<Retrieved> queries = new ArrayList<>();
    for (Map.Entry<String, Set<String>> each : labels.relevant().entrySet()) {
      queries.add(new Retrieved(each.getKey(), search.apply(each.getKey()), each.getValue()));
    }
    RetrievalQuality quality = new RetrievalQuality(queries);
    if (quality.judged().isEmpty()) {
      throw new InputException(
          "no query of the labels has a relevant sample; there is nothing to find");
    }
    return quality;
  }

  /** Queries that have a relevant sample. */
  private List<Retrieved> judged() {
    return queries.stream().filter(each -> !each.relevant().isEmpty()).toList();
  }

  /** mAP; NaN without a query that has a relevant sample. */
  public double meanAveragePrecision() {
    return judged().stream()
        .mapToDouble(each -> each.averagePrecision().orElseThrow())
        .average()
        .orElse(Double.NaN);
  }

  /** CMC@k; NaN without a query that has a relevant sample. */
  public double cumulativeMatch(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k " + k + " is below 1");
    }
    return judged().stream()
        .mapToDouble(each -> each.firstRelevant() > 0 && each.firstRelevant() <= k ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  /** mAP and CMC at 1, 5 and 10 as facts of a result. */
  public List<Findings.Fact> facts() {
    return List.of(
        Findings.Fact.of("queries", "labelled queries with a relevant sample", "", judged().size()),
        Findings.Fact.of(
            "meanAveragePrecision", "mean average precision", "", meanAveragePrecision()),
        Findings.Fact.of("cmc1", "queries with a relevant first hit", "", cumulativeMatch(1)),
        Findings.Fact.of("cmc5", "with one among the first 5", "", cumulativeMatch(5)),
        Findings.Fact.of("cmc10", "with one among the first 10", "", cumulativeMatch(10)));
  }

  /** A row per query. */
  public Findings.Table table() {
    Findings.Builder rows =
        Findings.Table.builder("retrieval", "How well each query was answered")
            .column("query", "query")
            .column("found", "found")
            .column("relevant", "relevant")
            .column("averagePrecision", "average precision")
            .column("firstRelevant", "place of the first relevant");
    queries.forEach(each ->
        rows.row(
            each.query(),
            each.found().size(),
            each.relevant().size(),
            each.averagePrecision().orElse(Double.NaN),
            each.firstRelevant() > 0 ? each.firstRelevant() : Double.NaN));
    return rows.build();
  }
}
