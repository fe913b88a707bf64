package isoloss.fit;

/** How intervals are made. */
public sealed interface Uncertainty {

  record None() implements Uncertainty {}

  /**
   * Refits on rows, or on whole clusters of rows, drawn with replacement.
   *
   * @param cluster the role whose equal values are drawn together (a label or an input); empty for
   *     rows
   * @param draws number of resamples
   * @param level probability that the interval is meant to hold, for example 0.9
   */
  record Bootstrap(String cluster, int draws, double level) implements Uncertainty {
    public Bootstrap {
      if (draws < 2) {
        throw new IllegalArgumentException("draws " + draws + " is below 2");
      }
      requireLevel(level);
    }

    /** Of rows. */
    public static Bootstrap ofRows(int draws, double level) {
      return new Bootstrap("", draws, level);
    }
  }

  /**
   * @throws IllegalArgumentException if the level is not a probability between 0 and 1
   */
  static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level "
              + level
              + " is not in (0, 1)"
              + (level <= 100 && level > 1 ? "; did you mean " + level / 100 + "?" : ""));
    }
  }
}
