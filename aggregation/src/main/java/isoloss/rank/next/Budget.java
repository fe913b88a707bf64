package isoloss.rank.next;

import isoloss.data.Seed;

/**
 * How many measurements are to be proposed, and how many of them by chance. What is chosen for its
 * information rests on a model that may be wrong; measurements at random show it.
 *
 * @param measurements how many
 * @param exploration part of them that is drawn at random, in (0, 1]; of two measurements or more
 *     at least one is
 */
public record Budget(int measurements, double exploration, Seed seed) {
  public Budget {
    if (measurements < 1) {
      throw new IllegalArgumentException("a budget of " + measurements + " measurements");
    }
    if (!(exploration > 0 && exploration <= 1)) {
      throw new IllegalArgumentException(
          "exploration " + exploration + " is not in (0, 1]; some has to be random");
    }
  }

  /** A tenth of them at random. */
  public static Budget of(int measurements, Seed seed) {
    return new Budget(measurements, 0.1, seed);
  }

  /** How many are drawn at random. */
  int explored() {
    int rounded = (int) Math.round(exploration * measurements);
    return measurements < 2 ? rounded : Math.max(1, rounded);
  }
}
