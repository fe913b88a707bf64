package isoloss.cli;

import java.util.ArrayList;
import java.util.List;

/** Texts of the form {@code 1,2,4,8}. */
final class NumberLists {
  private NumberLists() {}

  /** Whole numbers of at least 1. */
  static List<Integer> counts(String option, String text) {
    List<Integer> counts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      counts.add(count(option, text, part.strip()));
    }
    return counts;
  }

  private static int count(String option, String text, String part) {
    try {
      int value = Integer.parseInt(part);
      if (value >= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message below
    }
    throw new UsageException(
        "%s %s: \"%s\" is not a whole number of at least 1, as in 1,2,4,8"
            .formatted(option, text, part));
  }
}
