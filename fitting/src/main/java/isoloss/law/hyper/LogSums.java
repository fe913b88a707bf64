package isoloss.law.hyper;

import java.util.Optional;

/**
 * What least squares of {@code ln lr} on {@code (1, ln N, ln D)} and of {@code ln B} on {@code (1,
 * ln D)} need of their points: sums of products. Sums of cells add up, so that a refit without a
 * cell, or to cells drawn with replacement, costs one addition a cell.
 */
final class LogSums {
  /** Subtracted from ln N and ln D so that the sums keep their digits. */
  private static final double MIDDLE_N = Math.log(3e8);

  private static final double MIDDLE_D = Math.log(1e10);

  /** A spread below this part of the square of another is rounding. */
  private static final double SINGULAR = 1e-9;

  private double weight;
  private double n;
  private double d;
  private double x;
  private double y;
  private double nn;
  private double nd;
  private double dd;
  private double xn;
  private double xd;
  private double xx;
  private double yn;
  private double yd;
  private double yy;

  /** One point: the logarithms of size, tokens, learning rate and batch. */
  void add(double logN, double logD, double logRate, double logBatch, double w) {
    double a = logN - MIDDLE_N;
    double b = logD - MIDDLE_D;
    weight += w;
    n += w * a;
    d += w * b;
    x += w * logRate;
    y += w * logBatch;
    nn += w * a * a;
    nd += w * a * b;
    dd += w * b * b;
    xn += w * logRate * a;
    xd += w * logRate * b;
    xx += w * logRate * logRate;
    yn += w * logBatch * a;
    yd += w * logBatch * b;
    yy += w * logBatch * logBatch;
  }

  void add(LogSums other, double w) {
    weight += w * other.weight;
    n += w * other.n;
    d += w * other.d;
    x += w * other.x;
    y += w * other.y;
    nn += w * other.nn;
    nd += w * other.nd;
    dd += w * other.dd;
    xn += w * other.xn;
    xd += w * other.xd;
    xx += w * other.xx;
    yn += w * other.yn;
    yd += w * other.yd;
    yy += w * other.yy;
  }

  private double spread(double product, double first, double second) {
    return product - first * second / weight;
  }

  private record Plane(double intercept, double slopeN, double slopeD, double rSquared) {}

  private Optional<Plane> plane(double sum, double withN, double withD, double square) {
    double cnn = spread(nn, n, n);
    double cnd = spread(nd, n, d);
    double cdd = spread(dd, d, d);
    double determinant = cnn * cdd - cnd * cnd;
    if (!(cdd > SINGULAR && cnn > SINGULAR && determinant > SINGULAR * cnn * cdd)) {
      return Optional.empty();
    }
    double cn = spread(withN, sum, n);
    double cd = spread(withD, sum, d);
    double slopeN = (cn * cdd - cd * cnd) / determinant;
    double slopeD = (cd * cnn - cn * cnd) / determinant;
    double rSquared = (slopeN * cn + slopeD * cd) / spread(square, sum, sum);
    return Optional.of(new Plane(intercept(sum, slopeN, slopeD), slopeN, slopeD, rSquared));
  }

  private Optional<Plane> line(double sum, double withD, double square) {
    double cdd = spread(dd, d, d);
    if (!(cdd > SINGULAR)) {
      return Optional.empty();
    }
    double cd = spread(withD, sum, d);
    double slope = cd / cdd;
    double rSquared = slope * cd / spread(square, sum, sum);
    return Optional.of(new Plane(intercept(sum, 0, slope), 0, slope, rSquared));
  }

  private double intercept(double sum, double slopeN, double slopeD) {
    return (sum - slopeN * n - slopeD * d) / weight - slopeN * MIDDLE_N - slopeD * MIDDLE_D;
  }

  private Optional<Plane> rate(boolean onSize) {
    return onSize ? plane(x, xn, xd, xx) : line(x, xd, xx);
  }

  /**
   * Both laws; empty where the points do not determine them.
   *
   * @param onSize whether the learning rate depends on N; else its exponent is 0
   */
  Optional<StepCoefficients> solve(boolean onSize) {
    Optional<Plane> rate = rate(onSize);
    Optional<Plane> batch = line(y, yd, yy);
    if (rate.isEmpty() || batch.isEmpty()) {
      return Optional.empty();
    }
    Plane r = rate.get();
    Plane b = batch.get();
    return Optional.of(
        new StepCoefficients(r.intercept(), r.slopeN(), r.slopeD(), b.intercept(), b.slopeD()));
  }

  double rateRSquared(boolean onSize) {
    return rate(onSize).map(Plane::rSquared).orElse(Double.NaN);
  }

  double batchRSquared() {
    return line(y, yd, yy).map(Plane::rSquared).orElse(Double.NaN);
  }

  /**
   * {@code ln B} on {@code (1, ln N, ln D)}: intercept, the two exponents and R2; NaN where the
   * points do not determine them.
   */
  double[] batchOnSizeAndTokens() {
    return plane(y, yn, yd, yy)
        .map(p -> new double[] {p.intercept(), p.slopeN(), p.slopeD(), p.rSquared()})
        .orElse(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN});
  }
}
