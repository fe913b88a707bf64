package isoloss.cli;

import isoloss.data.Names;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much each source counts as a whole: equally, or as stated. */
record SourceWeights(Map<String, Double> stated) {

  /**
   * @param text {@code equal} or {@code NAME=W,...}; empty for none
   */
  static Optional<SourceWeights> of(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> stated = new TreeMap<>();
    if (!text.equals("equal")) {
      stated.putAll(Assignments.numbers("--source-weights", text));
    }
    return Optional.of(new SourceWeights(stated));
  }

  Evidence on(Evidence evidence) {
    TreeSet<String> sources = new TreeSet<>();
    evidence.pool().samples().stream().map(Sample::source).forEach(sources::add);
    for (String name : stated.keySet()) {
      if (!sources.contains(name)) {
        throw new UsageException(
            "--source-weights: no source " + name + Names.suggestion(name, sources));
      }
    }
    Map<String, Double> weights = new TreeMap<>();
    sources.forEach(
        each -> weights.put(each, stated.isEmpty() ? 1 : stated.getOrDefault(each, 0.0)));
    return evidence.withSourceWeights(weights);
  }
}
