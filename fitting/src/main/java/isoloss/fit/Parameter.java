package isoloss.fit;

/**
 * A parameter of a law in the natural units of its formula.
 *
 * @param scale whether its search runs over the value or over its logarithm
 * @param lower smallest admissible value, for example {@code 0} or {@code -Infinity}
 * @param kind whether a change of the units of the data moves it
 */
public record Parameter(
    String name, String meaning, Scale scale, double lower, double upper, Kind kind) {

  /** The coordinate in which a parameter is searched and its interval is most nearly symmetric. */
  public enum Scale {
    LINEAR,
    LOG
  }

  /** What a change of units does to a parameter. */
  public enum Kind {
    /** Carries units: coefficients, floors, offsets of logarithms. */
    COEFFICIENT,
    /** A pure number that no change of units moves: exponents. */
    EXPONENT
  }

  public Parameter {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "bounds of parameter %s are %s and %s".formatted(name, lower, upper));
    }
    if (scale == Scale.LOG && lower < 0) {
      throw new IllegalArgumentException(
          "parameter %s is searched in its logarithm and may not reach below 0".formatted(name));
    }
  }

  public Parameter(String name, String meaning, Scale scale, double lower, double upper) {
    this(name, meaning, scale, lower, upper, Kind.COEFFICIENT);
  }

  public static Parameter positive(String name, String meaning) {
    return new Parameter(name, meaning, Scale.LOG, 0, Double.POSITIVE_INFINITY);
  }

  public static Parameter real(String name, String meaning) {
    return new Parameter(
        name, meaning, Scale.LINEAR, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** A unitless exponent, searched in its value. */
  public static Parameter exponent(String name, String meaning) {
    return real(name, meaning).ofKind(Kind.EXPONENT);
  }

  public Parameter within(double newLower, double newUpper) {
    return new Parameter(name, meaning, scale, newLower, newUpper, kind);
  }

  private Parameter ofKind(Kind newKind) {
    return new Parameter(name, meaning, scale, lower, upper, newKind);
  }
}
