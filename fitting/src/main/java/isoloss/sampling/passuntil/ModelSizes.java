package isoloss.sampling.passuntil;

import isoloss.data.InputException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of models where the table has no column N: given by the user, or read from their names. */
final class ModelSizes {
  /** A number before K, M, B or T that ends a word: 70M, 1.4B, 6.9b. */
  private static final Pattern SIZE =
      Pattern.compile("(?<![A-Za-z0-9.])(\\d+(?:\\.\\d+)?)\\s?([KMBTkmbt])(?![A-Za-z0-9])");

  private ModelSizes() {}

  /**
   * {@code Pythia 70M=70e6,Pythia 410M=410e6}.
   *
   * @throws InputException if a part is not NAME=NUMBER
   */
  static Map<String, Double> parse(String text) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int at = part.lastIndexOf('=');
      OptionalDouble size = at < 1 ? OptionalDouble.empty() : number(part.substring(at + 1));
      if (size.isEmpty()) {
        throw new InputException(
            "sizes: \"%s\" is not MODEL=SIZE; write for example sizes=Pythia 70M=70e6,Pythia 1B=1e9"
                .formatted(part.strip()));
      }
      sizes.put(part.substring(0, at).strip(), size.getAsDouble());
    }
    return sizes;
  }

  /** A positive number such as 7e9, or one with a letter such as 6.9B; empty for anything else. */
  static OptionalDouble number(String text) {
    String stripped = text.strip();
    Matcher matcher = SIZE.matcher(stripped);
    if (matcher.matches()) {
      return OptionalDouble.of(value(matcher));
    }
    try {
      double value = Double.parseDouble(stripped);
      return value > 0 && Double.isFinite(value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The last size in a model's name, which is nominal; empty where there is none. */
  static OptionalDouble nominal(String model) {
    Matcher matcher = SIZE.matcher(model.replace('_', ' ').replace('-', ' '));
    OptionalDouble last = OptionalDouble.empty();
    while (matcher.find()) {
      last = OptionalDouble.of(value(matcher));
    }
    return last;
  }

  private static double value(Matcher matcher) {
    double unit =
        switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
          case "K" -> 1e3;
          case "M" -> 1e6;
          case "B" -> 1e9;
          default -> 1e12;
        };
    return Double.parseDouble(matcher.group(1)) * unit;
  }
}
