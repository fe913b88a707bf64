package isoloss.rank.evidence;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which samples move together, by a field of theirs: {@code sample} (each alone), {@code cluster,
 * source, metric}, {@code capability} (all tags alike), or the name of an attribute. Samples
 * without the attribute are clusters of their own.
 */
public final class ClusterField {
  private static final List<String> FIELDS =
      List.of("sample", "cluster", "source", "metric", "capability");

  private ClusterField() {}

  /**
   * The cluster of each sample, for {@link Evidence#clusteredBy}.
   *
   * @throws InputException if no sample of the pool has the field
   */
  public static Function<Sample, String> named(String field, Pool pool) {
    return switch (field) {
      case "sample" -> sample -> sample.key().toString();
      case "cluster" -> Sample::cluster;
      case "source" -> Sample::source;
      case "metric" -> Sample::metric;
      case "capability" -> sample -> String.join(", ", sample.capabilities());
      default -> attribute(field, pool);
    };
  }

  private static Function<Sample, String> attribute(String field, Pool pool) {
    Set<String> known = new LinkedHashSet<>(FIELDS);
    pool.samples().forEach(sample -> known.addAll(sample.attributes().keySet()));
    if (!known.contains(field)) {
      throw new InputException(
          "--by %s: no sample has such a field%s".formatted(field, Names.suggestion(field, known)));
    }
    return sample -> sample.attributes().getOrDefault(field, sample.key().toString());
  }
}
