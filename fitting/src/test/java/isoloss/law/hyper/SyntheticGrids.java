package isoloss.law.hyper;

import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Grids of runs whose loss is the joint bowl around a known law, with noise or without. */
final class SyntheticGrids {
  static final StepCoefficients LAW =
      new StepCoefficients(Math.log(1.5), -0.7, 0.3, Math.log(0.6), 0.57);

  static final double A = 0.0125;
  static final double B = 0.0099;
  static final double C = -0.0043;
  static final double SKEW = 0.009;

  static final double[] SIZES = {6e7, 2e8, 6e8};
  static final double[] TOKENS = {2e9, 8e9, 3e10};

  private SyntheticGrids() {}

  static Observations of(double noise) {
    return of(SIZES, TOKENS, noise, SKEW);
  }

  static Observations of(double[] sizes, double[] tokens, double noise, double skew) {
    RandomGenerator random = new Seed(7).generator();
    List<double[]> rows = new ArrayList<>();
    for (double n : sizes) {
      for (double d : tokens) {
        double best = 1.7 + 400 / Math.pow(n, 0.34) + 410 / Math.pow(d, 0.28);
        for (int i = 0; i < 9; i++) {
          for (int j = 0; j < 6; j++) {
            double lr = Math.pow(2, -11 + i / 2.0);
            double batch = 32_768 * Math.pow(2, j);
            double error = noise * random.nextGaussian();
            rows.add(
                new double[] {
                  n, d, lr, batch, best * Math.exp(bowl(n, d, lr, batch, skew) + error)
                });
          }
        }
      }
    }
    return table(rows);
  }

  private static double bowl(double n, double d, double lr, double batch, double skew) {
    double x =
        Math.log(lr) - LAW.rateIntercept() - LAW.rateN() * Math.log(n) - LAW.rateD() * Math.log(d);
    double y = Math.log(batch) - LAW.batchIntercept() - LAW.batchD() * Math.log(d);
    return (A * x * x + 2 * C * x * y + B * y * y) / 2 + skew * x * x * x / 6;
  }

  static Observations table(List<double[]> rows) {
    double[][] columns = new double[5][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int v = 0; v < columns.length; v++) {
        columns[v][i] = rows.get(i)[v];
      }
    }
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.LEARNING_RATE, Variable.BATCH, Variable.L),
        columns);
  }
}
