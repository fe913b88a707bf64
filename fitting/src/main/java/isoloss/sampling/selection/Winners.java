package isoloss.sampling.selection;

/** The mean credit of whoever has the highest value. */
final class Winners {
  private Winners() {}

  /**
   * @param tolerance within which a value counts as equal to the highest
   */
  static double credit(double[] values, double[] credits, boolean[] present, double tolerance) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      highest = present[i] ? Math.max(highest, values[i]) : highest;
    }
    double sum = 0;
    int winners = 0;
    for (int i = 0; i < values.length; i++) {
      if (present[i] && values[i] >= highest - tolerance) {
        sum += credits[i];
        winners++;
      }
    }
    return sum / winners;
  }
}
