package isoloss.rank.choice;

import isoloss.rank.method.Influence;
import isoloss.rank.method.Strengths;
import isoloss.stat.Moments;
import java.util.List;
import java.util.Optional;

/**
 * The mean over methods of their scores' z-scores, {@code z_i = (s_i - mean) / sd} with {@code n-1}
 * in the variance. A method whose scores are all equal adds nothing.
 */
final class Blend {
  /** A spread below this, relative to the scores, is rounding. */
  private static final double ROUNDING = 1e-12;

  private final List<Strengths> members;
  private final double[][] z;
  private final double[] spread;

  Blend(List<Strengths> members) {
    this.members = members;
    this.z = new double[members.size()][];
    this.spread = new double[members.size()];
    for (int k = 0; k < z.length; k++) {
      double[] scores = members.get(k).scores().toArray();
      spread[k] = spread(scores);
      z[k] = standardised(scores, spread[k]);
    }
  }

  private static double spread(double[] scores) {
    double largest = 0;
    for (double score : scores) {
      largest = Math.max(largest, Math.abs(score));
    }
    double spread = Moments.of(scores).standardDeviation().orElse(0);
    return spread > ROUNDING * largest ? spread : 0;
  }

  private static double[] standardised(double[] scores, double spread) {
    double mean = Moments.of(scores).mean();
    double[] z = new double[scores.length];
    for (int i = 0; i < z.length && spread > 0; i++) {
      z[i] = (scores[i] - mean) / spread;
    }
    return z;
  }

  double[] scores() {
    double[] scores = new double[z[0].length];
    for (double[] each : z) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] += each[i] / z.length;
      }
    }
    return scores;
  }

  /**
   * By the chain rule: {@code dz_i = (ds_i - mean ds - z_i sum_j z_j ds_j / (n-1)) / sd}. Absent
   * where a member has none.
   */
  Optional<Influence> influence() {
    if (members.stream().anyMatch(each -> each.influence().isEmpty())) {
      return Optional.empty();
    }
    int clusters = members.getFirst().influence().orElseThrow().clusters();
    float[][] effects = new float[z[0].length][clusters];
    for (int k = 0; k < z.length; k++) {
      if (spread[k] > 0) {
        add(members.get(k).influence().orElseThrow(), k, effects);
      }
    }
    return Optional.of(Influence.of(effects, clusters));
  }

  private void add(Influence influence, int k, float[][] effects) {
    int n = effects.length;
    for (int g = 0; g < influence.clusters(); g++) {
      double sum = 0;
      double along = 0;
      for (int i = 0; i < n; i++) {
        sum += influence.of(i)[g];
        along += z[k][i] * influence.of(i)[g];
      }
      for (int i = 0; i < n; i++) {
        double effect = influence.of(i)[g] - sum / n - z[k][i] * along / (n - 1);
        effects[i][g] += (float) (effect / (spread[k] * z.length));
      }
    }
  }
}
