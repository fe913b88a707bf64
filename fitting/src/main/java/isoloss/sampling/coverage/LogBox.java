package isoloss.sampling.coverage;

import isoloss.data.Values;
import isoloss.optim.Bounds;

/**
 * Two shapes alpha and beta, searched by their logarithms between limits.
 *
 * @param low of both logarithms
 */
record LogBox(double low, double high) {
  Bounds bounds() {
    return new Bounds(Values.of(low, low), Values.of(high, high));
  }

  /** Both logarithms, moved into the box. */
  double[] search(double[] natural) {
    return new double[] {clamped(natural[0]), clamped(natural[1])};
  }

  private double clamped(double shape) {
    return Math.clamp(Math.log(shape), low, high);
  }
}
