package isoloss.rank.uncertainty;

import isoloss.data.Seed;
import isoloss.optim.IndexedWork;
import isoloss.optim.RowProducts;
import isoloss.rank.method.Influence;
import java.util.random.RandomGenerator;

/**
 * How far the scores of all models may lie from their estimates together, in many draws.
 *
 * @param byModel one row per model, one deviation per draw; not copied
 */
record JointDeviations(float[][] byModel) {

  int draws() {
    return byModel.length == 0 ? 0 : byModel[0].length;
  }

  /** Of refits: draw less estimate. */
  static JointDeviations of(double[] scores, double[][] drawn) {
    float[][] byModel = new float[scores.length][drawn.length];
    for (int i = 0; i < scores.length; i++) {
      for (int b = 0; b < drawn.length; b++) {
        byModel[i][b] = (float) (drawn[b][i] - scores[i]);
      }
    }
    return new JointDeviations(byModel);
  }

  /**
   * The multiplier bootstrap: {@code sum_g e_g z_g} with independent standard normal multipliers.
   * The spread of few clusters is itself uncertain, so each draw is divided by the square root of a
   * chi-squared variable over its {@code G - 1} degrees of freedom, which makes the margins
   * Student's t.
   *
   * @see <a href="https://doi.org/10.1214/13-AOS1161">Chernozhukov, Chetverikov and Kato (2013)</a>
   */
  static JointDeviations of(Influence influence, int draws, Seed seed, int threads) {
    int freedom = influence.clusters() - 1;
    float[][] multipliers = new float[draws][influence.columns()];
    IndexedWork.run(
        draws,
        threads,
        () -> draws,
        (ignored, b) -> fill(multipliers[b], freedom, seed.child(b).generator()));
    float[][] rows = new float[influence.models()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = influence.of(i);
    }
    return new JointDeviations(RowProducts.of(rows, multipliers, threads));
  }

  private static void fill(float[] row, int freedom, RandomGenerator random) {
    double chiSquared = 0;
    for (int k = 0; k < freedom; k++) {
      double normal = random.nextGaussian();
      chiSquared += normal * normal;
    }
    double scale = Math.sqrt((freedom + 1.0) / freedom) / Math.sqrt(chiSquared / freedom);
    for (int g = 0; g < row.length; g++) {
      row[g] = (float) (scale * random.nextGaussian());
    }
  }
}
