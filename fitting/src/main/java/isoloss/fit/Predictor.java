package isoloss.fit;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Values of a fitted law with intervals from its draws. For a new run each draw of the curve is
 * multiplied (or shifted, where residuals are not logarithms) by a residual drawn from those of the
 * fit and widened by {@code sqrt(n/(n - p))}.
 */
final class Predictor {
  private final ScalingLaw law;
  private final Rows rows;
  private final double[] theta;
  private final List<Values> draws;
  private final double[] noise;

  Predictor(ScalingLaw law, Rows rows, double[] theta, List<Values> draws, long seed) {
    this.law = law;
    this.rows = rows;
    this.theta = theta;
    this.draws = draws;
    this.noise = noise(new Seed(seed).child("new-run"));
  }

  /** One residual per draw, the same at every point. */
  private double[] noise(Seed seed) {
    RandomGenerator random = seed.generator();
    double[] residuals = residuals();
    double n = residuals.length;
    double widened = Math.sqrt(n / Math.max(1, n - theta.length));
    return draws.stream()
        .mapToDouble(draw -> widened * residuals[random.nextInt(residuals.length)])
        .toArray();
  }

  private double[] residuals() {
    double[] residuals = new double[rows.size()];
    for (int row = 0; row < residuals.length; row++) {
      residuals[row] = rows.target(row) - scaled(law.value(theta, rows.rawInputs(row)));
    }
    return residuals;
  }

  private double scaled(double value) {
    return rows.logarithmic() ? Math.log(value) : value;
  }

  Prediction at(Predict how, double[] x) {
    double value = law.value(theta, x);
    double distance = distance(x);
    if (draws.isEmpty()) {
      return new Prediction(
          Values.of(x),
          value,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Prediction.Interval.NONE,
          distance == 0,
          distance);
    }
    double[] values = values(how, x);
    double tail = (1 - how.level()) / 2;
    return new Prediction(
        Values.of(x),
        value,
        OptionalDouble.of(Quantile.ofSorted(values, tail)),
        OptionalDouble.of(Quantile.ofSorted(values, 1 - tail)),
        OptionalDouble.of(how.level()),
        Prediction.Interval.BOOTSTRAP,
        distance == 0,
        distance);
  }

  private double[] values(Predict how, double[] x) {
    double[] values = new double[draws.size()];
    for (int i = 0; i < values.length; i++) {
      double curve = law.value(draws.get(i).toArray(), x);
      values[i] =
          switch (how.kind()) {
            case MEAN -> curve;
            case NEW_RUN -> rows.logarithmic() ? curve * Math.exp(noise[i]) : curve + noise[i];
          };
    }
    Arrays.sort(values);
    return values;
  }

  /**
   * Largest |ln ratio| to the nearest end of the range of an input; a difference if not positive.
   */
  private double distance(double[] x) {
    double farthest = 0;
    for (int v = 0; v < x.length; v++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < rows.size(); row++) {
        low = Math.min(low, rows.input(row, v));
        high = Math.max(high, rows.input(row, v));
      }
      farthest = Math.max(farthest, distance(x[v], low, high));
    }
    return farthest;
  }

  private static double distance(double x, double low, double high) {
    if (x >= low && x <= high) {
      return 0;
    }
    double end = x < low ? low : high;
    return x > 0 && end > 0 ? Math.abs(Math.log(x / end)) : Math.abs(x - end);
  }
}
