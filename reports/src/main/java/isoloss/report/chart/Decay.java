package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Ink;
import isoloss.report.Layer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A law {@code coefficient (x / 1e9)^-exponent + floor} of a table of asymptotes. */
record Decay(double coefficient, double exponent, double floor) {
  static final double BILLION = 1e9;

  private static final int CURVE_POINTS = 64;

  static Decay of(Findings.Table laws, int row) {
    return new Decay(
        laws.number(row, "coefficient"), laws.number(row, "exponent"), laws.number(row, "floor"));
  }

  Layer curve(double low, double high, Ink ink, Layer.Weight weight) {
    double[] x =
        IntStream.range(0, CURVE_POINTS)
            .mapToDouble(i -> low * Math.pow(high / low, i / (CURVE_POINTS - 1.0)))
            .toArray();
    double[] y =
        Arrays.stream(x)
            .map(each -> coefficient * Math.pow(each / BILLION, -exponent) + floor)
            .toArray();
    return new Layer.Line("", ink, Layer.Stroke.SOLID, weight, Values.of(x), Values.of(y));
  }
}
