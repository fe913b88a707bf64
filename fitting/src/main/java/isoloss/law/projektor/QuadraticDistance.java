package isoloss.law.projektor;

import isoloss.data.Values;
import isoloss.optim.Objective;
import isoloss.stat.LinearRegression;
import java.util.Arrays;

/**
 * The transport distance as a quadratic form of the mixture, {@code OT(p) = sum_{i <= j} q_ij p_i
 * p_j}, fitted to measured distances: a stand-in where only a table of them is at hand.
 *
 * @param coefficients q by rows of the upper triangle
 */
record QuadraticDistance(int dimension, Values coefficients) implements Objective {

  static QuadraticDistance fit(double[][] mixtures, double[] distances) {
    int sources = mixtures[0].length;
    double[][] design = new double[mixtures.length][];
    for (int row = 0; row < design.length; row++) {
      design[row] = products(mixtures[row]);
    }
    return new QuadraticDistance(sources, LinearRegression.of(design, distances).coefficients());
  }

  private static double[] products(double[] p) {
    double[] products = new double[p.length * (p.length + 1) / 2];
    int at = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = i; j < p.length; j++) {
        products[at++] = p[i] * p[j];
      }
    }
    return products;
  }

  @Override
  public double value(double[] p, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    int at = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = i; j < p.length; j++) {
        double q = coefficients.get(at++);
        sum += q * p[i] * p[j];
        gradient[i] += q * p[j];
        gradient[j] += q * p[i];
      }
    }
    return sum;
  }
}
