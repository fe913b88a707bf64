package isoloss.law.hyper;

import java.util.Optional;

/**
 * A way from the runs of cells to a law, prepared for refits: with cells left out, and with cells
 * or points drawn with replacement. Safe for use by several threads.
 */
interface Extraction {
  /** How many points the regression sees. */
  int points();

  /** The cell that a point comes from. */
  int cellOf(int point);

  /**
   * A refit; empty where the points that count do not determine the law.
   *
   * @param weights how often each point counts
   */
  Optional<StepCoefficients> fitPoints(double[] weights);

  /**
   * A refit; empty where the cells that count do not determine the law.
   *
   * @param weights how often each cell counts, with all its points
   */
  Optional<StepCoefficients> fitCells(double[] weights);

  /** The law of all cells and what its points look like. */
  Summary summary();

  /**
   * The law of all cells and its points.
   *
   * @param rateRSquared of ln lr; NaN for a method without a regression
   * @param rateEdges cells whose optimum lies on the first or last learning rate of their grid
   * @param notPositiveDefinite cells whose quadratic has no minimum; their best run stands in
   */
  record Summary(
      Optional<StepCoefficients> law,
      int points,
      double rateRSquared,
      double batchRSquared,
      int rateEdges,
      int batchEdges,
      int notPositiveDefinite) {}
}
