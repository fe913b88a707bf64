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
 * @param facing words at the other side of the figure, beside the ticks; drawn for y axes only
 * @param drawn whether line, ticks, grid and title are drawn; false where places mean nothing
 */
public record Axis(
    String label,
    String unit,
    Scale scale,
    Optional<Range> range,
    List<Tick> ticks,
    Optional<Facing> facing,
    boolean drawn) {

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

  /**
   * A column of words, one at each tick.
   *
   * @param title of the column
   */
  public record Facing(String title, List<Tick> ticks) {
    public Facing {
      ticks = List.copyOf(ticks);
    }
  }

  public Axis {
    ticks = List.copyOf(ticks);
  }

  public static Axis linear(String label, String unit) {
    return of(label, unit, Scale.LINEAR);
  }

  public static Axis log(String label, String unit) {
    return of(label, unit, Scale.LOG);
  }

  private static Axis of(String label, String unit, Scale scale) {
    return new Axis(label, unit, scale, Optional.empty(), List.of(), Optional.empty(), true);
  }

  /** An axis that only places things, for drawings such as a graph. */
  public static Axis hidden(String label, double low, double high) {
    return new Axis(
        label,
        "",
        Scale.LINEAR,
        Optional.of(new Range(low, high)),
        List.of(),
        Optional.empty(),
        false);
  }

  public Axis within(double low, double high) {
    return new Axis(label, unit, scale, Optional.of(new Range(low, high)), ticks, facing, drawn);
  }

  public Axis withTicks(List<Tick> newTicks) {
    return new Axis(label, unit, scale, range, newTicks, facing, drawn);
  }

  /** With a column of words at the other side. */
  public Axis facing(String title, List<Tick> words) {
    return new Axis(label, unit, scale, range, ticks, Optional.of(new Facing(title, words)), drawn);
  }

  /** Label and unit, for example {@code training compute (FLOP)}. */
  public String title() {
    return unit.isBlank() ? label : label + " (" + unit + ")";
  }
}
