package isoloss.data.pool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a cell that was measured several times with different scores. */
public enum Conflicts {
  /** Reading stops with a sentence that names the cell. */
  REFUSE,
  /** The mean of all scores, repeats included. */
  MEAN,
  FIRST,
  LAST,
  HIGHEST,
  LOWEST;

  public String inWords() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Conflicts::inWords).toList();
  }

  /** One value for the scores of a cell, in the order in which they came. */
  double settle(double[] scores) {
    return switch (this) {
      case REFUSE, FIRST -> scores[0];
      case LAST -> scores[scores.length - 1];
      case HIGHEST -> Arrays.stream(scores).max().orElseThrow();
      case LOWEST -> Arrays.stream(scores).min().orElseThrow();
      case MEAN -> Arrays.stream(scores).sorted().average().orElseThrow(); // any order, same sum
    };
  }
}
