package isoloss.fit;

/**
 * Where the search of a law with a floor may start: logarithms of the floor and of what it leaves
 * of the middle of the losses.
 */
public record FloorAndRest(double floor, double rest) {
  /** A floor is taken to lie at least this far below the middle, so that something is left. */
  private static final double LEAST_DISTANCE = 0.01;

  /**
   * @param rows of which the logarithm of the response is fitted
   * @param share of the floor in the least response
   */
  public static FloorAndRest of(Rows rows, double share) {
    return of(rows, share, (rows.leastTarget() + rows.greatestTarget()) / 2);
  }

  /**
   * @param middle logarithm of a response in the middle of the rows
   */
  public static FloorAndRest of(Rows rows, double share, double middle) {
    double floor = rows.leastTarget() + Math.log(share);
    double lower = Math.min(floor, middle - LEAST_DISTANCE);
    return new FloorAndRest(floor, Math.log(Math.exp(middle) - Math.exp(lower)));
  }
}
