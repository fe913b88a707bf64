package isoloss.plan.scalebench;

import isoloss.data.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well predictions meet rows.
 *
 * @param r2 1 less the squared errors over the squared deviations from the mean, each series of the
 *     table around its own
 * @param rmse in the unit of the response
 * @param mapePercent NaN where the response has no fixed sign
 */
record Skill(int n, double r2, double rmse, double mapePercent) {
  static final Skill NONE = new Skill(0, Double.NaN, Double.NaN, Double.NaN);

  /**
   * @param series one name per row; rows of one series share a mean
   */
  static Skill of(double[] observed, double[] predicted, List<String> series, Variable.Sign sign) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < observed.length; i++) {
      double[] sum = sums.computeIfAbsent(series.get(i), name -> new double[2]);
      sum[0] += observed[i];
      sum[1]++;
    }
    double residual = 0;
    double total = 0;
    double relative = 0;
    for (int i = 0; i < observed.length; i++) {
      double[] sum = sums.getOrDefault(series.get(i), new double[2]);
      double error = predicted[i] - observed[i];
      double deviation = observed[i] - sum[0] / sum[1];
      residual += error * error;
      total += deviation * deviation;
      relative += Math.abs(error / observed[i]);
    }
    int n = observed.length;
    return new Skill(
        n,
        1 - residual / total,
        Math.sqrt(residual / n),
        sign == Variable.Sign.POSITIVE ? 100 * relative / n : Double.NaN);
  }
}
