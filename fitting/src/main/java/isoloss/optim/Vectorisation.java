package isoloss.optim;

import java.util.Locale;

/**
 * Whether this JVM runs the kernels on vector instructions. Decided once: the module {@code
 * jdk.incubator.vector} must have been added on the command line, the vector form must give the
 * scalar form's numbers, and the system property {@code isoloss.simd} must not be {@code false}.
 */
public final class Vectorisation {
  private Vectorisation() {}

  public static boolean isUsed() {
    return Decision.MADE.lanes > 0;
  }

  /** Doubles per instruction; 1 when the scalar form is used. */
  public static int lanes() {
    return Math.max(1, Decision.MADE.lanes);
  }

  /** For people: {@code AVX-512, 8 lanes} or {@code scalar: reason}. */
  public static String describe() {
    return Decision.MADE.description;
  }

  private record Decision(int lanes, String description) {
    /** Relative to the value, and to the largest component of the gradient. */
    private static final double AGREEMENT = 1e-12;

    static final Decision MADE = make();

    private static Decision make() {
      if ("false".equals(System.getProperty("isoloss.simd"))) {
        return new Decision(0, "scalar: switched off by isoloss.simd=false");
      }
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        return new Decision(0, "scalar: started without --add-modules jdk.incubator.vector");
      }
      try {
        return tried();
      } catch (LinkageError | RuntimeException failure) {
        return new Decision(0, "scalar: the vector form failed (" + failure + ")");
      }
    }

    private static Decision tried() {
      int lanes = TwoPowersAndConstantVector.LANES;
      if (lanes < 2) {
        return new Decision(0, "scalar: this processor offers one lane");
      }
      if (!agreesWithScalar()) {
        return new Decision(0, "scalar: the vector form gave other numbers");
      }
      return new Decision(
          lanes, String.format(Locale.ROOT, "%s, %d lanes", instructions(lanes), lanes));
    }

    private static boolean agreesWithScalar() {
      double[] u = {18, 19, 20, 21, 22, 23, 24, 18.5, 19.5};
      double[] v = {24, 23, 22, 21, 20, 19, 18, 23.5, 22.5};
      double[] y = {1.1, 1.05, 1, .95, .9, .9, .95, 1.2, 1.3};
      double[] w = {1, 1, 2, 1, 1, 3, 1, 1, 1};
      double[] x = {6, 7.5, .6, .35, .37};
      double[] plain = new double[5];
      double[] vector = new double[5];
      double expected = TwoPowersAndConstant.scalar(u, v, y, w, 1e-3).value(x, plain);
      double found = TwoPowersAndConstant.vector(u, v, y, w, 1e-3).value(x, vector);
      double largest = 0;
      double difference = 0;
      for (int i = 0; i < plain.length; i++) {
        largest = Math.max(largest, Math.abs(plain[i]));
        difference = Math.max(difference, Math.abs(plain[i] - vector[i]));
      }
      return Math.abs(expected - found) <= AGREEMENT * expected
          && difference <= AGREEMENT * largest;
    }

    private static String instructions(int lanes) {
      boolean arm = System.getProperty("os.arch", "").startsWith("aarch");
      return switch (lanes) {
        case 8 -> arm ? "SVE" : "AVX-512";
        case 4 -> arm ? "SVE" : "AVX2";
        default -> arm ? "NEON" : "SSE";
      };
    }
  }
}
