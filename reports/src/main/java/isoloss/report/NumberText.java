package isoloss.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader wants them: rounded, with superscript powers, the same in every locale. */
public final class NumberText {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String[] PREFIXES = {"", "\u00a0k", "\u00a0M", "\u00a0B", "\u00a0T"};
  private static final double PLAIN_FROM = 1e-3;
  private static final double PLAIN_TO = 1e6;

  private NumberText() {}

  /** Rounded to significant digits; plain between 0.001 and a million, else times a power of 10. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    double size = Math.abs(rounded.doubleValue());
    if (size >= PLAIN_FROM && size < PLAIN_TO) {
      return minus(rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY))
          .toString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa = minus(rounded.movePointLeft(exponent).stripTrailingZeros()).toString();
    return mantissa.equals("1") ? power(exponent) : mantissa + " × " + power(exponent);
  }

  /** A fixed number of decimals. */
  public static String decimals(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return significant(value, 3);
    }
    return minus(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN)).toString();
  }

  /** {@code 10} to a whole power, in superscripts. */
  public static String power(int exponent) {
    return "10" + superscript(exponent);
  }

  /** A count or size with the prefix of its magnitude, for example {@code 1.4 B}. */
  public static String prefixed(double value) {
    double size = Math.abs(value);
    if (!(size >= 1000 && size < 1e15)) {
      return significant(value, 3);
    }
    int thousands = (int) Math.floor(Math.log10(size * (1 + 1e-12)) / 3);
    String scaled = significant(value / Math.pow(1000, thousands), 3);
    if (scaled.equals("1000")) { // rounding reached the next prefix
      thousands++;
      scaled = "1.00";
    }
    String trimmed = scaled.contains(".") ? scaled.replaceAll("\\.?0+$", "") : scaled;
    return thousands < PREFIXES.length ? trimmed + PREFIXES[thousands] : significant(value, 3);
  }

  /** A whole number with thin spaces between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** A share in percent. */
  public static String percent(double share) {
    return significant(100 * share, 3) + "\u00a0%";
  }

  private static StringBuilder minus(BigDecimal value) {
    StringBuilder text = new StringBuilder(value.toPlainString());
    if (text.charAt(0) == '-') {
      text.setCharAt(0, '−');
    }
    return text;
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : String.valueOf(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
