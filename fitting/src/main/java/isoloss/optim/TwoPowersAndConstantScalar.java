package isoloss.optim;

/** Row by row with {@link Math}. */
final class TwoPowersAndConstantScalar extends TwoPowersAndConstant {
  private final int count;
  private final double[] u;
  private final double[] v;
  private final double[] y;
  private final double[] weight;

  TwoPowersAndConstantScalar(Rows rows, double delta) {
    super(delta);
    count = rows.count();
    u = rows.u();
    v = rows.v();
    y = rows.y();
    weight = rows.weight();
  }

  @Override
  public TwoPowersAndConstantScalar twin() {
    return this; // holds no scratch
  }

  @Override
  public double value(double[] x, double[] gradient) {
    double e = x[2];
    double a = x[0] - e;
    double b = x[1] - e;
    double alpha = x[3];
    double beta = x[4];
    double sum = 0;
    double sumA = 0;
    double sumB = 0;
    double sumE = 0;
    double sumAlpha = 0;
    double sumBeta = 0;
    for (int i = 0; i < count; i++) {
      double first = a - alpha * u[i];
      double second = b - beta * v[i];
      double excess = Math.max(Math.max(first, second) - LARGEST_EXPONENT, 0);
      double first0 = Math.exp(Math.max(first - excess, LEAST_EXPONENT));
      double second0 = Math.exp(Math.max(second - excess, LEAST_EXPONENT));
      double total = first0 + second0 + 1;
      double residual = Math.log(total) + (excess + (e - y[i]));
      double clipped = Math.min(Math.max(residual, -delta), delta);
      double w = weight[i];
      sum += w * clipped * (residual - 0.5 * clipped);
      double share = w * clipped / total;
      double ofFirst = share * first0;
      double ofSecond = share * second0;
      sumA += ofFirst;
      sumB += ofSecond;
      sumE += share;
      sumAlpha += ofFirst * u[i];
      sumBeta += ofSecond * v[i];
    }
    gradient[0] = sumA;
    gradient[1] = sumB;
    gradient[2] = sumE;
    gradient[3] = -sumAlpha;
    gradient[4] = -sumBeta;
    return sum;
  }
}
