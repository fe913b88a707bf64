package isoloss.report;

import java.util.List;
import java.util.Optional;

/**
 * An axis of a figure.
 *
 * @param label in words, for example {@code training compute}
 * @param unit base unit in words; empty when there is none
 * @param range fixed ends; without them the data and a margin decide
 * @param ticks fixed ticks, for categories; empty for nice numbers
 */
public record Axis(
    String label, String unit, Scale scale, Optional<Range> range, List<Tick> ticks) {

  /** How values are laid out along the axis. */
  public enum Scale {
    LINEAR,
    LOG
  }

  /** Ends of the axis, low first. */
  public record Range(double low, double high) {
    public Range {
      if (!(low < high)) {
        throw new IllegalArgumentException("an axis from " + low + " to " + high);
      }
    }
  }

  /** A labelled place; an empty label is a minor tick. */
  public record Tick(double at, String label) {}

  public Axis {
    ticks = List.copyOf(ticks);
  }

  public static Axis linear(String label, String unit) {
    return new Axis(label, unit, Scale.LINEAR, Optional.empty(), List.of());
  }

  public static Axis log(String label, String unit) {
    return new Axis(label, unit, Scale.LOG, Optional.empty(), List.of());
  }

  public Axis within(double low, double high) {
    return new Axis(label, unit, scale, Optional.of(new Range(low, high)), ticks);
  }

  public Axis withTicks(List<Tick> newTicks) {
    return new Axis(label, unit, scale, range, newTicks);
  }

  /** Label and unit, for example {@code training compute (FLOP)}. */
  public String title() {
    return unit.isBlank() ? label : label + " (" + unit + ")";
  }
}
