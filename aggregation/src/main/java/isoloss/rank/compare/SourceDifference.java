package isoloss.rank.compare;

import java.util.List;
import java.util.stream.IntStream;

/** A paired comparison on the samples of one source. */
record SourceDifference(String source, PairedDifference difference, DecidingTest test) {

  /** By the name of the source; empty names are a source, too. */
  static List<SourceDifference> in(SharedScores shared) {
    return IntStream.range(0, shared.size())
        .mapToObj(i -> shared.sample(i).source())
        .distinct()
        .sorted()
        .map(source -> of(source, shared.where(sample -> sample.source().equals(source))))
        .toList();
  }

  private static SourceDifference of(String source, SharedScores shared) {
    PairedDifference difference = PairedDifference.of(shared);
    return new SourceDifference(source, difference, DecidingTest.of(shared, difference));
  }
}
