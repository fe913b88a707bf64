package isoloss.fit;

import java.util.OptionalDouble;

/**
 * A parameter's estimate in natural units.
 *
 * @param standardError absent when the fit has no uncertainty
 * @param low lower end of the interval at {@code level}
 */
public record Estimate(
    String name,
    double value,
    OptionalDouble standardError,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble level) {

  public static Estimate point(String name, double value) {
    return new Estimate(
        name,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
