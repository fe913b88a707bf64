package isoloss.fit;

import java.util.List;
import java.util.Map;

/**
 * Something that a procedure lets the caller set as text.
 *
 * @param values the admissible texts, the default first; empty for a number; for free text the
 *     default alone
 * @param standard the default of a number
 * @param above a number must exceed this; infinity marks free text
 */
public record Option(
    String key, String meaning, List<String> values, double standard, double above) {

  public Option {
    values = List.copyOf(values);
  }

  /**
   * @param values the default first
   */
  public static Option choice(String key, String meaning, String... values) {
    return new Option(key, meaning, List.of(values), Double.NaN, Double.NaN);
  }

  /**
   * Free text.
   *
   * @param standard what holds where nothing is given
   */
  public static Option text(String key, String meaning, String standard) {
    return new Option(key, meaning, List.of(standard), Double.NaN, Double.POSITIVE_INFINITY);
  }

  private boolean isFreeText() {
    return !values.isEmpty() && above == Double.POSITIVE_INFINITY;
  }

  public static Option number(String key, String meaning, double standard, double above) {
    return new Option(key, meaning, List.of(), standard, above);
  }

  /** Any text, empty where it is not given. */
  public static Option text(String key, String meaning) {
    return text(key, meaning, "");
  }

  public boolean isNumber() {
    return values.isEmpty();
  }

  /** For people: {@code loss=squared|huber}. */
  public String describe() {
    return key + "=" + (isNumber() ? "NUMBER" : isFreeText() ? "TEXT" : String.join("|", values));
  }

  /**
   * @throws IllegalArgumentException naming what exists
   */
  void requireAdmissible(String value) {
    if (isNumber()) {
      parse(value);
    } else if (!isFreeText() && !values.contains(value)) {
      throw new IllegalArgumentException(
          "option %s=%s: the values are %s".formatted(key, value, String.join(", ", values)));
    }
  }

  /** The chosen value, the default where nothing was chosen. */
  public String textIn(Map<String, String> options) {
    return options.getOrDefault(key, values.getFirst());
  }

  /** The chosen number, the default where nothing was chosen. */
  public double numberIn(Map<String, String> options) {
    String value = options.get(key);
    return value == null ? standard : parse(value);
  }

  private double parse(String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > above && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "option %s=%s: expected a number".formatted(key, value), e);
    }
    throw new IllegalArgumentException(
        "option %s=%s: expected a number above %s".formatted(key, value, above));
  }

  /**
   * Checks every option against those that a procedure has.
   *
   * @throws IllegalArgumentException naming the options that exist
   */
  static void requireKnown(
      Map<String, String> given, String law, String procedure, List<Option> options) {
    given.forEach((key, value) ->
        options.stream()
            .filter(option -> option.key().equals(key))
            .findFirst()
            .orElseThrow(() -> unknown(key, law, procedure, options))
            .requireAdmissible(value));
  }

  private static IllegalArgumentException unknown(
      String key, String law, String procedure, List<Option> options) {
    List<String> known = options.stream().map(Option::describe).toList();
    return new IllegalArgumentException(
        "the %s procedure of %s has no option %s; %s"
            .formatted(
                procedure,
                law,
                key,
                known.isEmpty() ? "it has none" : "it has " + String.join(", ", known)));
  }
}
