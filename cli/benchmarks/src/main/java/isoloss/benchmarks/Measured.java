package isoloss.benchmarks;

/** One run of a task on one side. */
sealed interface Measured {
  double cpuSeconds();

  double wallSeconds();

  long evaluations();

  /**
   * @param values where each start ended
   */
  record Grid(double cpuSeconds, double wallSeconds, long evaluations, double[] values)
      implements Measured {
    double best() {
      double best = Double.POSITIVE_INFINITY;
      for (double value : values) {
        best = value < best ? value : best;
      }
      return best;
    }

    /** How many starts ended within this of the optimum, relatively. */
    int reached(double optimum, double relative) {
      int count = 0;
      for (double value : values) {
        count += value <= optimum * (1 + relative) ? 1 : 0;
      }
      return count;
    }
  }

  /**
   * @param points a, b, e, alpha, beta of each draw
   */
  record Bootstrap(double cpuSeconds, double wallSeconds, long evaluations, double[][] points)
      implements Measured {}
}
