package isoloss.law.infinite;

import isoloss.data.Values;

/**
 * A power of one size that falls to a floor, {@code L(x) = A/x^a + E}, with the points it was
 * fitted to. A carries units: it is the part above the floor at x = 1.
 *
 * @param coefficient A, not negative
 * @param exponent a
 * @param floor E
 * @param x sizes: N in 1e9 parameters, D in 1e9 tokens, or K in members
 * @param loss losses there
 */
record PowerAsymptote(double coefficient, double exponent, double floor, Values x, Values loss) {
  static final int PARAMETERS = 3;

  double at(double size) {
    return coefficient * Math.pow(size, -exponent) + floor;
  }

  /** The size at which the loss is reached; infinite at the floor, NaN below it. */
  double sizeFor(double wanted) {
    return Math.pow(coefficient / (wanted - floor), 1 / exponent);
  }

  int points() {
    return x.size();
  }

  int degreesOfFreedom() {
    return points() - PARAMETERS;
  }

  double residualSumOfSquares() {
    double sum = 0;
    for (int i = 0; i < points(); i++) {
      double r = loss.get(i) - at(x.get(i));
      sum += r * r;
    }
    return sum;
  }

  double largestResidual() {
    double largest = 0;
    for (int i = 0; i < points(); i++) {
      largest = Math.max(largest, Math.abs(loss.get(i) - at(x.get(i))));
    }
    return largest;
  }
}
