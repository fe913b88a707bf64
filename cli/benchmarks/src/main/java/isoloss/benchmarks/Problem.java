package isoloss.benchmarks;

import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What both sides are given: rows, starting points, counts of the resamples. */
record Problem(ChinchillaRows rows, List<double[]> starts, double[][] counts) {

  /** (a, b, e, alpha, beta) in the TeX source of Hoffmann et al. (2022), where Epoch starts. */
  static final double[] WARM_START = {6.0073404, 6.0179186, 0.5267228, 0.33917084, 0.2849083};

  static final double DELTA = 1e-3;

  static Problem of(ChinchillaRows rows, int draws, Seed seed) {
    return new Problem(rows, grid(), resamples(rows.size(), draws, seed));
  }

  /** The 4,500 starts of Hoffmann et al.: a, b, e, alpha, beta. */
  private static List<double[]> grid() {
    List<double[]> starts = new ArrayList<>();
    for (int alpha = 0; alpha <= 4; alpha++) {
      for (int beta = 0; beta <= 4; beta++) {
        for (int e = -2; e <= 2; e++) {
          for (int a = 0; a <= 5; a++) {
            for (int b = 0; b <= 5; b++) {
              starts.add(new double[] {5 * a, 5 * b, 0.5 * e, 0.5 * alpha, 0.5 * beta});
            }
          }
        }
      }
    }
    return starts;
  }

  private static double[][] resamples(int rows, int draws, Seed seed) {
    double[][] counts = new double[draws][rows];
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator generator = seed.child(draw).generator();
      for (int i = 0; i < rows; i++) {
        counts[draw][generator.nextInt(rows)]++;
      }
    }
    return counts;
  }
}
