package isoloss.report.render;

import isoloss.report.Axis;
import isoloss.report.Axis.Tick;
import isoloss.report.NumberText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Nice places for ticks. On a log axis of less than about two decades every label is in full. */
final class Ticks {
  /** From this many decades on, only powers of ten are labelled. */
  private static final double POWERS_FROM = 2;

  /** Below this many decades a log axis takes the round numbers of a linear one. */
  private static final double LINEAR_BELOW = 0.7;

  private static final double PLAIN_FROM = 1e-3;
  private static final double PLAIN_TO = 1e5;
  private static final Pattern TRAILING_ZEROS = Pattern.compile("(\\.\\d*?[1-9])0+(?=\\s|$)");

  private Ticks() {}

  /**
   * Ticks inside {@code [low, high]}, about {@code wanted} of them labelled and never fewer than
   * two; minor ticks have empty labels.
   */
  static List<Tick> of(Axis.Scale scale, double low, double high, int wanted) {
    return scale == Axis.Scale.LINEAR ? linear(low, high, wanted) : log(low, high, wanted);
  }

  private static List<Tick> linear(double low, double high, int wanted) {
    double step = niceStep((high - low) / Math.max(1, wanted));
    List<Tick> ticks = between(low, high, step);
    while (ticks.size() < 2) {
      step = niceStep(step / 2.5);
      ticks = between(low, high, step);
    }
    return ticks;
  }

  private static List<Tick> between(double low, double high, double step) {
    double slack = 1e-9 * (high - low);
    long first = (long) Math.ceil((low - slack) / step);
    long last = (long) Math.floor((high + slack) / step);
    BigDecimal exactStep = new BigDecimal(String.valueOf(step));
    int decimals = Math.max(0, exactStep.stripTrailingZeros().scale());
    List<Tick> ticks = new ArrayList<>();
    for (long k = first; k <= last; k++) {
      BigDecimal at = exactStep.multiply(BigDecimal.valueOf(k));
      ticks.add(new Tick(at.doubleValue(), label(at, decimals, Math.max(-low, high), step)));
    }
    return ticks;
  }

  /** Enough digits to tell a tick from its neighbours, and no zeros beyond them. */
  private static String label(BigDecimal at, int decimals, double largest, double step) {
    double value = at.doubleValue();
    if (value == 0) {
      return "0";
    }
    if (largest < PLAIN_TO && largest >= PLAIN_FROM) {
      return NumberText.decimals(value, decimals);
    }
    int digits = (int) Math.ceil(Math.log10(largest / step)) + 1;
    return TRAILING_ZEROS.matcher(NumberText.significant(value, digits)).replaceFirst("$1");
  }

  /** 1, 2 or 5 times a power of ten, not above 1.5 times what was asked. */
  private static double niceStep(double raw) {
    double unit = Math.pow(10, Math.floor(Math.log10(raw)));
    double share = raw / unit;
    double nice = share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10;
    return Double.parseDouble(new BigDecimal(nice * unit).round(new MathContext(1)).toString());
  }

  private static List<Tick> log(double low, double high, int wanted) {
    double decades = Math.log10(high / low);
    if (decades < LINEAR_BELOW) {
      return shortLog(low, high, wanted);
    }
    return decades < POWERS_FROM
        ? mantissas(low, high, decades < 1.2 && wanted >= 5)
        : powers(low, high, decades, wanted);
  }

  private static List<Tick> shortLog(double low, double high, int wanted) {
    List<Tick> ticks = linear(low, high, wanted);
    return ticks.stream().filter(tick -> tick.at() > 0).toList();
  }

  private static List<Tick> mantissas(double low, double high, boolean dense) {
    List<Tick> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low)) - 1;
    int last = (int) Math.ceil(Math.log10(high));
    for (int exponent = first; exponent <= last; exponent++) {
      for (int m = 1; m <= 9; m++) {
        double at = Double.parseDouble(m + "e" + exponent);
        if (at >= low && at <= high) {
          boolean labelled = m == 1 || m == 2 || m == 5 || (dense && (m == 3 || m == 7));
          ticks.add(new Tick(at, labelled ? mantissaLabel(m, exponent) : ""));
        }
      }
    }
    return ticks;
  }

  private static String mantissaLabel(int mantissa, int exponent) {
    if (exponent >= -3 && exponent < 5) {
      return new BigDecimal(mantissa + "e" + exponent).toPlainString();
    }
    return mantissa == 1
        ? NumberText.power(exponent)
        : mantissa + " × " + NumberText.power(exponent);
  }

  private static List<Tick> powers(double low, double high, double decades, int wanted) {
    int stride = (int) Math.max(1, Math.ceil(decades / Math.max(2, wanted)));
    List<Tick> ticks = new ArrayList<>();
    for (int e = (int) Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
      for (int m = 1; m <= (stride == 1 ? 9 : 1); m++) {
        double at = Double.parseDouble(m + "e" + e);
        if (at >= low * (1 - 1e-12) && at <= high * (1 + 1e-12)) {
          boolean labelled = m == 1 && Math.floorMod(e, stride) == 0;
          ticks.add(new Tick(at, labelled ? NumberText.power(e) : ""));
        }
      }
    }
    return ticks;
  }
}
