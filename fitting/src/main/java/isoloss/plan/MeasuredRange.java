package isoloss.plan;

import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A quantity of a run beside the range in which Step law was measured.
 *
 * @param quantity with its symbol
 */
record MeasuredRange(String quantity, String unit, double value, double low, double high) {
  private static final double LEAST_PARAMETERS = 59_968_512;
  private static final double MOST_PARAMETERS = 1_073_741_824;
  private static final double LEAST_TOKENS = 2e9;
  private static final double MOST_TOKENS = 1e11;

  static List<MeasuredRange> all(PlannedRun run) {
    return List.of(
        new MeasuredRange(
            "parameters N", "parameters", run.parameters(), LEAST_PARAMETERS, MOST_PARAMETERS),
        new MeasuredRange("training tokens D", "tokens", run.tokens(), LEAST_TOKENS, MOST_TOKENS));
  }

  boolean isInside() {
    return value >= low && value <= high;
  }

  /** By which factor the value lies beyond the nearer end; 1 inside. */
  double ratio() {
    return isInside() ? 1 : value > high ? value / high : low / value;
  }

  Optional<String> warning() {
    return isInside()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "extrapolation: %s = %.4g is %.3g times %s the measured %.3g to %.3g",
                quantity,
                value,
                ratio(),
                value > high ? "above" : "below",
                low,
                high));
  }
}
