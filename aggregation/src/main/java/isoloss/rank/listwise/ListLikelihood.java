package isoloss.rank.listwise;

/**
 * A log-likelihood of orderings, concave in the log-strengths {@code theta} and in further
 * parameters behind them; shifting all strengths changes nothing.
 */
interface ListLikelihood {

  /** Log-strengths come first. */
  int models();

  /** Log-strengths and further parameters. */
  int parameters();

  /** What one point decides for all orderings. */
  At at(double[] point);

  /** The likelihood at a point, of single orderings, their weights left out. */
  interface At {

    double value(Ordering ordering);

    /** Adds {@code scale} times the gradient. */
    void addGradient(Ordering ordering, double scale, double[] gradient);

    /**
     * Adds {@code scale} times the negated Hessian: each pair of parameters once, on either side of
     * the diagonal.
     */
    void addInformation(Ordering ordering, double scale, double[][] information);
  }

  /** {@code e^(theta / k)} of all models, relative to the largest. */
  static double[] relativeStrengths(double[] point, int models, int k) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < models; i++) {
      largest = Math.max(largest, point[i]);
    }
    double[] strengths = new double[models];
    for (int i = 0; i < models; i++) {
      strengths[i] = Math.exp((point[i] - largest) / k);
    }
    return strengths;
  }
}
