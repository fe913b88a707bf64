package isoloss.optim;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

/** Objectives from lambdas. */
final class Functions {
  private Functions() {}

  static Objective of(int dimension, ToDoubleBiFunction<double[], double[]> valueAndGradient) {
    return new Objective() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double value(double[] x, double[] gradient) {
        return valueAndGradient.applyAsDouble(x, gradient);
      }
    };
  }

  static double[] filled(int n, double value) {
    double[] array = new double[n];
    Arrays.fill(array, value);
    return array;
  }
}
