package isoloss.fit;

import isoloss.stat.Identifiability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the data determine, to first order around the optimum: the condition of the Jacobian with
 * columns of equal length, standard errors of the natural parameters, and the standard error of the
 * curve at the corners of the data.
 *
 * @param condition largest over least singular value of the scaled Jacobian
 * @param relativeErrors standard error over |estimate| of each natural parameter, by the delta
 *     method; infinite where nothing holds a parameter
 * @param loosest the corner of the box of the data where the curve is least determined
 * @param curveError standard error of the curve there, on the scale of the residuals
 */
record Identification(
    double condition, double[] relativeErrors, double[] loosest, double curveError) {

  static Identification of(Coordinates coordinates, double[] optimum) {
    return new Analysis(coordinates, optimum).result();
  }

  private static final class Analysis {
    private final Coordinates coordinates;
    private final Rows rows;
    private final double[] optimum;

    /** Coordinates that are not held by the box. */
    private final int[] free;

    private final Identifiability information;
    private final double residualVariance;

    Analysis(Coordinates coordinates, double[] optimum) {
      this.coordinates = coordinates;
      this.rows = coordinates.rows();
      this.optimum = optimum;
      List<Integer> held = AtBorder.coordinates(coordinates, optimum);
      free = IntStream.range(0, optimum.length).filter(j -> !held.contains(j)).toArray();
      information = Identifiability.ofJacobian(jacobian());
      residualVariance = residualVariance();
    }

    private double[][] jacobian() {
      double[][] jacobian = new double[rows.size()][];
      double[] gradient = new double[optimum.length];
      for (int row = 0; row < rows.size(); row++) {
        coordinates.predict(optimum, rows.rawInputs(row), gradient);
        double root = Math.sqrt(rows.weight(row));
        jacobian[row] = Arrays.stream(ofFree(gradient)).map(slope -> root * slope).toArray();
      }
      return jacobian;
    }

    private double[] ofFree(double[] gradient) {
      return Arrays.stream(free).mapToDouble(j -> gradient[j]).toArray();
    }

    private double residualVariance() {
      double sum = 0;
      double[] ignored = new double[optimum.length];
      for (int row = 0; row < rows.size(); row++) {
        double residual =
            coordinates.predict(optimum, rows.rawInputs(row), ignored) - rows.target(row);
        sum += rows.weight(row) * residual * residual;
      }
      return sum / Math.max(1, rows.size() - free.length);
    }

    Identification result() {
      double[] loosest = optimum;
      double worst = -1;
      for (double[] corner : corners(rows)) {
        double[] gradient = new double[optimum.length];
        coordinates.predict(optimum, corner, gradient);
        double error = standardError(gradient);
        if (!(error <= worst)) {
          worst = error;
          loosest = corner;
        }
      }
      return new Identification(
          Math.sqrt(information.conditionNumber()), relativeErrors(), loosest, worst);
    }

    /** Of a quantity with this gradient by the search coordinates. */
    private double standardError(double[] gradient) {
      return Math.sqrt(residualVariance * information.variance(ofFree(gradient)));
    }

    private double[] relativeErrors() {
      double[] theta = coordinates.natural(optimum);
      double[][] slopes = naturalSlopes(theta.length);
      double[] errors = new double[theta.length];
      for (int p = 0; p < theta.length; p++) {
        errors[p] = standardError(slopes[p]) / Math.abs(theta[p]);
      }
      return errors;
    }

    /** Derivatives of the natural parameters by the search coordinates, by central differences. */
    private double[][] naturalSlopes(int parameters) {
      double[][] slopes = new double[parameters][optimum.length];
      for (int j : free) {
        double step = 1e-6 * Math.max(1e-3, Math.abs(optimum[j]));
        double[] moved = optimum.clone();
        moved[j] = optimum[j] + step;
        double[] up = coordinates.natural(moved);
        moved[j] = optimum[j] - step;
        double[] down = coordinates.natural(moved);
        for (int p = 0; p < parameters; p++) {
          slopes[p][j] = (up[p] - down[p]) / (2 * step);
        }
      }
      return slopes;
    }
  }

  /** Every combination of the least and greatest value of each input. */
  static List<double[]> corners(Rows rows) {
    int inputs = rows.inputs().size();
    List<double[]> corners = new ArrayList<>();
    for (int mask = 0; mask < 1 << inputs; mask++) {
      double[] corner = new double[inputs];
      for (int v = 0; v < inputs; v++) {
        int variable = v;
        var column = IntStream.range(0, rows.size()).mapToDouble(r -> rows.input(r, variable));
        boolean high = (mask >> v & 1) == 1;
        corner[v] = high ? column.max().orElseThrow() : column.min().orElseThrow();
      }
      corners.add(corner);
    }
    return corners;
  }
}
