package isoloss.fit;

import isoloss.data.Values;
import java.util.OptionalDouble;

/**
 * A law's value at one point.
 *
 * @param inputs in the order of the law's inputs
 * @param interval how the interval was made
 * @param inside whether the point lies within the range of the data in every input
 * @param distance how far outside, as the largest |ln ratio| to the nearest end of the range; 0
 *     inside
 */
public record Prediction(
    Values inputs,
    double value,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble level,
    Interval interval,
    boolean inside,
    double distance) {

  public enum Interval {
    CALIBRATED,
    BOOTSTRAP,
    NONE
  }
}
