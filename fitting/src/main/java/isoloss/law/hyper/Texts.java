package isoloss.law.hyper;

import java.util.Locale;

/** Numbers in sentences. */
final class Texts {
  private Texts() {}

  /** Four significant digits without trailing zeros; small numbers with a power of ten. */
  static String number(double value) {
    if (value != 0 && Math.abs(value) < 1e-4) {
      return format("%.3e", value);
    }
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A share as percent with three decimals. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f %%", 100 * share);
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
