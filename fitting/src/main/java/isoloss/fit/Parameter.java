package isoloss.fit;

/**
 * A parameter of a law in the natural units of its formula.
 *
 * @param scale whether its search runs over the value or over its logarithm
 * @param lower smallest admissible value, for example {@code 0} or {@code -Infinity}
 */
public record Parameter(String name, String meaning, Scale scale, double lower, double upper) {

  /** The coordinate in which a parameter is searched and its interval is most nearly symmetric. */
  public enum Scale {
    LINEAR,
    LOG
  }

  public static Parameter positive(String name, String meaning) {
    return new Parameter(name, meaning, Scale.LOG, 0, Double.POSITIVE_INFINITY);
  }

  public static Parameter real(String name, String meaning) {
    return new Parameter(
        name, meaning, Scale.LINEAR, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
