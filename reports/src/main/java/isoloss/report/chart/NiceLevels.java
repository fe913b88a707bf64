package isoloss.report.chart;

import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Round values that part a range into about equal steps of its logarithm. */
final class NiceLevels {
  private NiceLevels() {}

  /**
   * Distinct values inside the open range, each with as few digits as keep its neighbours apart.
   *
   * @param low positive
   */
  static List<Double> between(double low, double high, int count) {
    List<Double> levels = new ArrayList<>();
    double stepRatio = Math.pow(high / low, 1.0 / (count + 1));
    for (int i = 1; i <= count; i++) {
      double raw = low * Math.pow(stepRatio, i);
      double rounded = round(raw, raw * (stepRatio - 1));
      if (rounded > low && rounded < high && !levels.contains(rounded)) {
        levels.add(rounded);
      }
    }
    return levels;
  }

  /** Rounds to a 1, 2 or 5 times a power of ten that is below a third of the step. */
  private static double round(double value, double step) {
    double unit = Math.pow(10, Math.floor(Math.log10(step / 3)));
    double grain = step / 3 >= 5 * unit ? 5 * unit : step / 3 >= 2 * unit ? 2 * unit : unit;
    double rounded = Math.rint(value / grain) * grain;
    return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.12g", rounded));
  }

  static String label(double level) {
    String text = NumberText.significant(level, 6);
    return text.contains(".") && !text.contains("×")
        ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
        : text;
  }
}
