package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which scores are good: by the user's list, else by what the row says, else lower for places in an
 * ordering and higher for scores.
 */
final class Directions {
  private static final String ALL = "*";

  private final List<String> lower;
  private final Set<String> unused;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param lower names of metrics or samples, or {@code *} for every score
   */
  Directions(List<String> lower) {
    this.lower = lower;
    this.unused = new LinkedHashSet<>(lower);
    unused.remove(ALL);
  }

  Direction of(SampleEntry sample, @Nullable String said) {
    if (!lower.isEmpty()) {
      known.add(sample.metric.isEmpty() ? sample.name : sample.metric);
    }
    if (sample.kind != Kind.PAIRWISE && isListed(sample)) {
      return Direction.LOWER_IS_BETTER;
    }
    if (said != null) {
      return PoolCells.direction(said).orElseThrow();
    }
    return sample.kind == Kind.ORDINAL ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER;
  }

  private boolean isListed(SampleEntry sample) {
    boolean byMetric = lower.contains(sample.metric);
    boolean byName = lower.contains(sample.name);
    if (byMetric) {
      unused.remove(sample.metric);
    }
    if (byName) {
      unused.remove(sample.name);
    }
    return byMetric || byName || lower.contains(ALL);
  }

  /**
   * @throws InputException if a name of the list was met nowhere
   */
  void requireAllMet() {
    for (String name : unused) {
      throw new InputException(
          "lower is better for %s: no metric or sample is called so%s"
              .formatted(name, Names.suggestion(name, known)));
    }
  }
}
