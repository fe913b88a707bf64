package isoloss.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts of the form {@code N=7e9,D=1.4e12}. */
final class Assignments {
  private Assignments() {}

  static Map<String, Double> numbers(String option, String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw new UsageException(
            "%s %s: \"%s\" is not name=number, as in N=7e9,D=1.4e12".formatted(option, text, part));
      }
      String name = part.substring(0, equals).strip();
      if (values.put(name, number(option, part.substring(equals + 1).strip(), part)) != null) {
        throw new UsageException("%s %s: %s stands there twice".formatted(option, text, name));
      }
    }
    return values;
  }

  /** One {@code key=value}. */
  static Map.Entry<String, String> pair(String option, String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new UsageException("%s %s: expected key=value".formatted(option, text));
    }
    return Map.entry(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  private static double number(String option, String text, String part) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message below
    }
    throw new UsageException(
        "%s: \"%s\" in \"%s\" is not a finite number".formatted(option, text, part));
  }
}
