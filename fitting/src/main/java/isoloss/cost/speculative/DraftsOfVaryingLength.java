package isoloss.cost.speculative;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether the drafts of a run may differ in length, so that counters by position, without
 * their rounds at risk, do not determine an acceptance.
 */
public final class DraftsOfVaryingLength {
  /** Drafters that look tokens up: where the look-up finds less, the draft is shorter. */
  private static final Set<String> LOOK_UP =
      Set.of("ngram", "suffix", "promptlookup", "pld", "rest", "lookahead", "recycling", "samd");

  private DraftsOfVaryingLength() {}

  /** Why the drafts may differ in length; empty where nothing speaks for it. */
  public static Optional<String> reason(String method, PositionCounters counters) {
    if (counters.measuredAtRisk().isPresent()) {
      return Optional.empty();
    }
    int unused = counters.neverAcceptedAtTheEnd();
    if (unused > 0 && unused < counters.length()) {
      return Optional.of(
          "no round accepted the last %d of %d positions: most drafts end before them"
              .formatted(unused, counters.length()));
    }
    String letters = method.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return LOOK_UP.stream().anyMatch(letters::startsWith)
        ? Optional.of(method + " drafts what a look-up finds, so that drafts differ in length")
        : Optional.empty();
  }
}
