package isoloss.rank.query;

import isoloss.data.pool.Sample;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a sample is searched. */
final class Documents {
  private Documents() {}

  /** Question, name, source, capabilities and attributes, a line each. */
  static String everything(Sample sample) {
    return Stream.of(
            Stream.of(sample.text(), sample.name(), sample.source()),
            sample.capabilities().stream(),
            sample.attributes().values().stream())
        .flatMap(each -> each)
        .filter(each -> !each.isBlank())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** The question, or else everything. */
  static String question(Sample sample) {
    return sample.text().isBlank() ? everything(sample) : sample.text();
  }
}
