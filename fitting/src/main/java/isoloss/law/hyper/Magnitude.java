package isoloss.law.hyper;

import java.util.Locale;

/** Counts with three digits and the letter of their power of a thousand. */
final class Magnitude {
  private static final String[] LETTERS = {"", "K", "M", "B", "T"};

  private Magnitude() {}

  /** For example {@code 1.07B} for 1,073,741,824. */
  static String text(double count) {
    double rest = count;
    int power = 0;
    while (rest >= 999.5 && power < LETTERS.length - 1) {
      rest /= 1000;
      power++;
    }
    String digits =
        String.format(Locale.ROOT, rest < 9.995 ? "%.2f" : rest < 99.95 ? "%.1f" : "%.0f", rest);
    return (digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits) + LETTERS[power];
  }
}
