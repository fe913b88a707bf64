package isoloss.rank.pair;

/** Between log-strengths and worths. */
final class Worths {
  private Worths() {}

  /** {@code e^theta} of the first so many. */
  static double[] of(double[] logarithms, int count) {
    double[] worths = new double[count];
    for (int i = 0; i < count; i++) {
      worths[i] = Math.exp(logarithms[i]);
    }
    return worths;
  }

  /** Logarithms with mean 0. */
  static double[] centredLogarithms(double[] worths) {
    double[] logarithms = new double[worths.length];
    for (int i = 0; i < worths.length; i++) {
      logarithms[i] = Math.log(worths[i]);
    }
    centre(logarithms, worths.length);
    return logarithms;
  }

  /** Takes the mean of the first so many from them. */
  static void centre(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    for (int i = 0; i < count; i++) {
      values[i] -= sum / count;
    }
  }

  /** {@code 1 / (1 + e^-x)}. */
  static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
