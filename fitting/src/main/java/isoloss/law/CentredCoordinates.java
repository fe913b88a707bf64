package isoloss.law;

import isoloss.fit.BoxCoordinates;
import isoloss.fit.Rows;
import java.util.List;

/** What the search coordinates of laws of N and D share: centred logarithms. */
abstract class CentredCoordinates extends BoxCoordinates {
  /** Inputs in the order of every law here. */
  private static final int N = 0;

  private static final int D = 1;

  /** Mean of ln N over the rows. */
  final double centreN;

  /** Mean of ln D over the rows. */
  final double centreD;

  CentredCoordinates(Rows rows, List<String> names, double[] lower, double[] upper) {
    super(rows, names, lower, upper);
    this.centreN = rows.meanLogInput(N);
    this.centreD = rows.meanLogInput(D);
  }

  final double centredLogN(double[] x) {
    return Math.log(x[N]) - centreN;
  }

  final double centredLogD(double[] x) {
    return Math.log(x[D]) - centreD;
  }
}
