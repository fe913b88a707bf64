package isoloss.fit;

import isoloss.data.Seed;
import isoloss.optim.Bounds;
import isoloss.optim.Objective;
import java.util.List;

/**
 * The coordinates in which a law is searched on given rows: smooth, of order one, nearly
 * uncorrelated and in a finite box where the law's author took care, logarithms of positive
 * parameters otherwise. They never leave the fitter; results are in natural parameters.
 */
public interface Coordinates {

  Rows rows();

  /** The box of the search; a point on its border is reported. */
  Bounds bounds();

  /** The natural parameter that this coordinate stands for, for messages about bounds. */
  String coordinateName(int coordinate);

  /** Natural parameters of a search point. */
  double[] natural(double[] search);

  /** The search point of natural parameters, moved into the box where they lie outside. */
  double[] search(double[] natural);

  /**
   * The law at inputs x on the scale of the residuals (see {@link Rows}).
   *
   * @param gradient overwritten with the derivatives by the search coordinates
   */
  double predict(double[] search, double[] x, double[] gradient);

  /** Points from which a search may sensibly start, best guesses first; the same for one seed. */
  List<double[]> starts(Loss loss, int count, Seed seed);

  /**
   * The loss summed over the rows as a function of the search coordinates.
   *
   * @param weights one non-negative weight per row
   */
  default Objective objective(Loss loss, double[] weights) {
    return new RowObjective(this, loss, weights);
  }

  default int dimension() {
    return bounds().lower().size();
  }
}
