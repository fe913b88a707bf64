package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;

import isoloss.fit.Loss;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the searches of {@link ParScale} and of the forms beside it begin: theta = (E, A, alpha,
 * last).
 */
final class StreamStarts {
  private StreamStarts() {}

  /** The procedure of forms that nobody has published one for. */
  static Procedure leastSquares() {
    return new Procedure(
        Procedure.PUBLISHED,
        "no fitting procedure is in print for this form; this is least squares of the logarithm of"
            + " the loss from 36 fixed starts",
        List.of(),
        new Procedure.FixedStarts(
            new Loss.Squared(), StreamStarts::fixed, Procedure.Resamples.KEYED));
  }

  /** E at .3, .6, .9 of the least loss; alpha in {.1, .2, .4, .8}; the last in {.02, .1, .5}. */
  private static List<double[]> fixed(Rows rows) {
    List<double[]> starts = new ArrayList<>();
    for (double share : new double[] {0.3, 0.6, 0.9}) {
      double[] floorAndRest = floorAndRest(rows, share);
      for (double alpha : new double[] {0.1, 0.2, 0.4, 0.8}) {
        double coefficient = exp(floorAndRest[1] + alpha * rows.meanLogInput(0));
        for (double last : new double[] {0.02, 0.1, 0.5}) {
          starts.add(new double[] {exp(floorAndRest[0]), coefficient, alpha, last});
        }
      }
    }
    return starts;
  }

  /**
   * ln E for an E of this share of the least loss, and the logarithm of what is left of the middle
   * of the losses.
   */
  static double[] floorAndRest(Rows rows, double share) {
    double middle = (rows.leastTarget() + rows.greatestTarget()) / 2;
    double floor = rows.leastTarget() + log(share);
    return new double[] {floor, log(exp(middle) - exp(Math.min(floor, middle - 0.01)))};
  }
}
