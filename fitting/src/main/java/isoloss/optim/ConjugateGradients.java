package isoloss.optim;

import java.util.Arrays;

/**
 * Solves {@code A x = b} for a symmetric positive semi-definite A that is known by its products,
 * preconditioned by its diagonal (Jacobi). Where A has a null space, b must be orthogonal to it.
 *
 * @param relativeResidual ends where {@code |b - A x| <= relativeResidual |b|}
 */
public record ConjugateGradients(double relativeResidual, int maxIterations) {

  /** Multiplies by A. */
  @FunctionalInterface
  public interface Operator {
    /**
     * @param product overwritten with {@code A x}
     */
    void apply(double[] x, double[] product);
  }

  /**
   * @param diagonal of A, positive
   * @param x overwritten with the solution, or with how far the iterations came
   * @return whether the residual is small enough
   */
  public boolean solve(Operator a, double[] diagonal, double[] b, double[] x) {
    Arrays.fill(x, 0);
    double[] residual = b.clone();
    double[] direction = scaled(residual, diagonal);
    double[] product = new double[b.length];
    double enough = relativeResidual * relativeResidual * dot(b, b);
    double slope = dot(residual, direction);
    for (int k = 0; k < maxIterations && !(dot(residual, residual) <= enough); k++) {
      a.apply(direction, product);
      double step = slope / dot(direction, product);
      for (int i = 0; i < x.length; i++) {
        x[i] += step * direction[i];
        residual[i] -= step * product[i];
      }
      double[] preconditioned = scaled(residual, diagonal);
      double next = dot(residual, preconditioned);
      double keep = next / slope;
      for (int i = 0; i < x.length; i++) {
        direction[i] = preconditioned[i] + keep * direction[i];
      }
      slope = next;
    }
    return dot(residual, residual) <= enough;
  }

  private static double[] scaled(double[] x, double[] diagonal) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] / diagonal[i];
    }
    return out;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
