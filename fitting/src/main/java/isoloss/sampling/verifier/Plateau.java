package isoloss.sampling.verifier;

/**
 * The best number of attempts on a grid of 0 to {@code most}.
 *
 * @param first K*, the smallest with the highest reward
 * @param last up to which the reward stays the highest, to rounding
 * @param reward at K*
 * @param atEdge whether K* is the end of the grid, so that more attempts may be better still
 */
public record Plateau(int first, int last, double reward, boolean atEdge) {

  /** Rewards that differ by less, relative to the largest, are the same but for rounding. */
  private static final double ROUNDING = 1e-12;

  /**
   * @param rewards of 0, 1, 2, ... attempts
   */
  public static Plateau of(double[] rewards) {
    double highest = Double.NEGATIVE_INFINITY;
    double size = 0;
    for (double reward : rewards) {
      highest = Math.max(highest, reward);
      size = Math.max(size, Math.abs(reward));
    }
    int first = 0;
    while (rewards[first] < highest - ROUNDING * size) {
      first++;
    }
    int last = first;
    while (last + 1 < rewards.length && rewards[last + 1] >= highest - ROUNDING * size) {
      last++;
    }
    int edge = rewards.length - 1;
    return new Plateau(first, last, rewards[first], first == edge && edge > 0);
  }
}
