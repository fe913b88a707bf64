package isoloss.report.chapter;

import isoloss.report.NumberText;
import java.util.List;
import java.util.OptionalDouble;

/** Small pieces of prose. */
final class Sentences {
  private Sentences() {}

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> items) {
    return switch (items.size()) {
      case 0 -> "";
      case 1 -> items.getFirst();
      default -> String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    };
  }

  static String counted(long count, String singular, String plural) {
    return count == 1 ? "1 " + singular : NumberText.count(count) + " " + plural;
  }

  static String number(OptionalDouble value, int digits) {
    return value.isPresent() ? NumberText.significant(value.getAsDouble(), digits) : "–";
  }

  /** {@code low to high}, or a dash. */
  static String interval(OptionalDouble low, OptionalDouble high, int digits) {
    return low.isPresent() && high.isPresent()
        ? number(low, digits) + " to " + number(high, digits)
        : "–";
  }
}
