package isoloss.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers in sentences, the same in every locale. */
public final class Texts {
  private Texts() {}

  /** Four significant digits without trailing zeros; small numbers with a power of ten. */
  public static String number(double value) {
    return value != 0 && Math.abs(value) < 1e-4 ? text("%.3e", value) : digits(value, 4);
  }

  /** At most so many significant digits, without trailing zeros and never with a power of ten. */
  public static String digits(double value, int count) {
    return new BigDecimal(value).round(new MathContext(count)).stripTrailingZeros().toPlainString();
  }

  /** A share as percent with three decimals. */
  public static String percent(double share) {
    return text("%.3f %%", 100 * share);
  }

  public static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  public static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
