package isoloss.rank.query;

import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The samples that a query found.
 *
 * @param pool in which it was searched
 * @param hits the most relevant first, equally relevant ones in the pool's order
 * @param searched samples that passed the filters
 */
public record Hits(Pool pool, List<Hit> hits, int searched) {
  public Hits {
    hits =
        hits.stream()
            .sorted(
                Comparator.comparingDouble((Hit hit) -> -hit.relevance())
                    .thenComparingInt(Hit::sample))
            .toList();
  }

  /**
   * A sample that was found.
   *
   * @param sample its index in the pool
   * @param why words in common or similarity; empty where nothing was searched
   */
  public record Hit(int sample, double relevance, String why) {
    Hit and(Hit other) {
      return new Hit(
          sample,
          Math.min(relevance, other.relevance),
          String.join("; ", Stream.of(why, other.why).filter(each -> !each.isEmpty()).toList()));
    }
  }

  public BitSet samples() {
    BitSet samples = new BitSet();
    hits.forEach(hit -> samples.set(hit.sample()));
    return samples;
  }

  /** The custom benchmark: every model of the pool on these samples alone. */
  public Pool benchmark() {
    return pool.withSamples(samples());
  }

  /** Names of the samples, the most relevant first, as labels of relevance name them. */
  public List<String> names() {
    return hits.stream().map(hit -> pool.sample(hit.sample()).name()).distinct().toList();
  }

  /** The hits as a table of a result. */
  public Findings.Table table() {
    Findings.Builder rows =
        Findings.Table.builder("hits", "Samples of the custom benchmark, most relevant first")
            .detail()
            .column("sample", "sample")
            .column("source", "source")
            .column("relevance", "relevance")
            .column("why", "why");
    hits.forEach(hit -> {
      var sample = pool.sample(hit.sample());
      rows.row(sample.name(), sample.source(), hit.relevance(), hit.why());
    });
    return rows.build();
  }
}
