package isoloss.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Look-ups by name that say what was probably meant. */
public final class Names {
  private static final int LISTED = 12;

  private Names() {}

  /**
   * The known name that is fewest edits away, if it is near enough to be a slip of the pen: at most
   * a third of the longer name, at least one edit. A difference of case counts a quarter.
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= reach(name, candidate))
        .min(Comparator.comparingDouble((String candidate) -> distance(name, candidate)));
  }

  /** {@code "; did you mean X?"}, or else {@code "; there are A, B, C"}. */
  public static String suggestion(String name, Collection<String> known) {
    return nearest(name, known)
        .map(candidate -> "; did you mean %s?".formatted(candidate))
        .orElseGet(() -> known.isEmpty() ? "" : "; there are " + listed(known));
  }

  /** The first names, comma-separated, and how many more there are. */
  public static String listed(Collection<String> known) {
    List<String> shown = known.stream().limit(LISTED).toList();
    String more =
        known.size() > LISTED
            ? String.format(Locale.ROOT, " and %d more", known.size() - LISTED)
            : "";
    return String.join(", ", shown) + more;
  }

  /**
   * Optimal string alignment: the least number of insertions, deletions, substitutions and swaps of
   * neighbours, no part edited twice; substituting a letter by itself in the other case costs 1/4.
   *
   * @see <a href="https://doi.org/10.1145/363958.363994">Damerau (1964)</a>
   */
  static double distance(String a, String b) {
    double[][] cost = new double[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        double edit = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        edit = Math.min(edit, cost[i - 1][j - 1] + substitution(a.charAt(i - 1), b.charAt(j - 1)));
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          edit = Math.min(edit, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = edit;
      }
    }
    return cost[a.length()][b.length()];
  }

  private static double substitution(char x, char y) {
    if (x == y) {
      return 0;
    }
    return Character.toLowerCase(x) == Character.toLowerCase(y) ? 0.25 : 1;
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private static double reach(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    return longer == 1 ? 0.25 : Math.max(1, longer / 3);
  }
}
