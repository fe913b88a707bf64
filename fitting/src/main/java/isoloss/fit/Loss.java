package isoloss.fit;

/** What a fit adds up over the rows, as a function of the residual r = predicted - observed. */
public sealed interface Loss {

  double value(double residual);

  /** The derivative of {@link #value}. */
  double slope(double residual);

  /** The second derivative, as if the function were smooth everywhere. */
  double curvature(double residual);

  /** In words, for example {@code sum Huber(1e-3) of log residuals}. */
  String describe(boolean logarithmic);

  /** The square of the residual, so that the sum is the sum of squares that papers print. */
  record Squared() implements Loss {
    @Override
    public double value(double residual) {
      return residual * residual;
    }

    @Override
    public double slope(double residual) {
      return 2 * residual;
    }

    @Override
    public double curvature(double residual) {
      return 2;
    }

    @Override
    public String describe(boolean logarithmic) {
      return "sum of squared " + residuals(logarithmic);
    }
  }

  /**
   * Huber's function: {@code r^2/2} for |r| up to delta, {@code delta (|r| - delta/2)} beyond.
   *
   * @param delta on the scale of the residual
   */
  record Huber(double delta) implements Loss {
    /** The value of Hoffmann et al. (2022) on log loss. */
    public static final double PUBLISHED_DELTA = 1e-3;

    public Huber {
      if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("Huber's delta " + delta + " is not positive");
      }
    }

    @Override
    public double value(double residual) {
      double size = Math.abs(residual);
      return size <= delta ? residual * residual / 2 : delta * (size - delta / 2);
    }

    @Override
    public double slope(double residual) {
      return Math.clamp(residual, -delta, delta);
    }

    @Override
    public double curvature(double residual) {
      return Math.abs(residual) <= delta ? 1 : 0;
    }

    @Override
    public String describe(boolean logarithmic) {
      String size = delta == PUBLISHED_DELTA ? "1e-3" : String.valueOf(delta);
      return "sum Huber(" + size + ") of " + residuals(logarithmic);
    }
  }

  /**
   * A smooth loss between squares and absolute values: {@code 2 s^2 (sqrt(1 + (r/s)^2) - 1)}, near
   * r^2 for |r| far below s and 2 s |r| far above; SciPy's {@code soft_l1} with {@code f_scale = s}
   * has half of this as its cost.
   *
   * @param scale s, on the scale of the residual
   */
  record SoftL1(double scale) implements Loss {
    public SoftL1 {
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("the scale " + scale + " is not positive");
      }
    }

    @Override
    public double value(double residual) {
      double z = residual / scale;
      return 2 * scale * scale * (z * z / (Math.sqrt(1 + z * z) + 1));
    }

    @Override
    public double slope(double residual) {
      double z = residual / scale;
      return 2 * residual / Math.sqrt(1 + z * z);
    }

    @Override
    public double curvature(double residual) {
      double z = residual / scale;
      double root = Math.sqrt(1 + z * z);
      return 2 / (root * root * root);
    }

    @Override
    public String describe(boolean logarithmic) {
      return "sum soft-L1(" + scale + ") of " + residuals(logarithmic);
    }
  }

  /**
   * Whether the loss is smooth and strictly convex, so that Newton steps alone find its minimum.
   */
  default boolean isSmooth() {
    return !(this instanceof Huber);
  }

  private static String residuals(boolean logarithmic) {
    return logarithmic ? "log residuals" : "residuals";
  }
}
