package isoloss.report.chart;

import isoloss.report.Axis;
import isoloss.report.Layer;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ln L - m = (a x^2 + 2 c x y + b y^2)/2 + s x^3/6} around a learning rate and a batch, x
 * and y in natural logarithms.
 */
record Bowl(double a, double b, double c, double skew, double rate, double batch) {
  private static final int STEPS = 161;

  /** ln L above the bottom; NaN beyond where the cubic turns down again and describes nothing. */
  private double rise(double lr, double tokens) {
    double x = Math.log(lr / rate);
    double y = Math.log(tokens / batch);
    return skew * x < -2 * a
        ? Double.NaN
        : (a * x * x + b * y * y) / 2 + c * x * y + skew * x * x * x / 6;
  }

  /** The lines where the loss is a share above the bottom, inside the axes. */
  List<Layer.Contour> contours(Axis.Range rates, Axis.Range batches, double... shares) {
    double[] x = spaced(rates);
    double[] y = spaced(batches);
    double[][] z = new double[STEPS][STEPS];
    for (int i = 0; i < STEPS; i++) {
      for (int j = 0; j < STEPS; j++) {
        z[i][j] = rise(x[i], y[j]);
      }
    }
    MarchingSquares squares = new MarchingSquares(x, y, z);
    List<Layer.Contour> out = new ArrayList<>();
    for (double share : shares) {
      List<Layer.Path> paths = squares.contour(Math.log1p(share));
      if (!paths.isEmpty()) {
        out.add(new Layer.Contour(share, NumberText.percent(share), paths));
      }
    }
    return out;
  }

  private static double[] spaced(Axis.Range range) {
    double[] values = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      values[i] = range.low() * Math.pow(range.high() / range.low(), i / (STEPS - 1.0));
    }
    return values;
  }
}
