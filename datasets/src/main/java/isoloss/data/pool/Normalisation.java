package isoloss.data.pool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to the scales of scores before they are compared. */
public enum Normalisation {
  /** Scores stay as the file has them. */
  NONE,
  /** {@link MinMax}, 1 the best of each column also where lower is better. */
  MIN_MAX;

  /** Lower case with hyphens, as options write it. */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Normalisation::inWords).toList();
  }

  /** The pool with its scores on this scale. */
  public Pool of(Pool pool) {
    return this == NONE ? pool : MinMax.turningLowerIsBetter().of(pool);
  }
}
