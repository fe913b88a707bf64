package isoloss.report.render;

import isoloss.data.Values;
import isoloss.report.Axis;
import isoloss.report.Ink;
import isoloss.report.Layer;
import java.util.Arrays;

/** Colours of a heat map's values. */
record HeatColours(double low, double high) {

  /** From the range of the cells, or their least and greatest finite value; equal ends widened. */
  static HeatColours of(Layer.HeatCells cells) {
    if (cells.range().isPresent()) {
      Axis.Range range = cells.range().get();
      return new HeatColours(range.low(), range.high());
    }
    double[] finite =
        cells.rows().stream().flatMapToDouble(Values::stream).filter(Double::isFinite).toArray();
    double low = Arrays.stream(finite).min().orElse(0);
    double high = Arrays.stream(finite).max().orElse(1);
    return new HeatColours(low, high > low ? high : low + 1);
  }

  /** Of a finite value. */
  Ink ink(double value) {
    return Ink.ramp(share(value));
  }

  /** Of words on that ink. */
  Ink words(double value) {
    return Ink.onRamp(share(value));
  }

  private double share(double value) {
    return (value - low) / (high - low);
  }
}
