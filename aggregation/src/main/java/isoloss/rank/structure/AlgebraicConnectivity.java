package isoloss.rank.structure;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.rank.evidence.PairCounts;
import isoloss.stat.SymmetricEigen;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How firmly comparisons hold the models together: the second smallest eigenvalue of the Fisher
 * information of log-strengths, the Laplacian {@code H_ij = -N_ij p_ij (1 - p_ij)}, {@code p_ij =
 * sigma(theta_i - theta_j)}, with N all comparisons, ties included. The contrast that is known
 * worst has the standard error {@code 1 / sqrt(lambda_2)} (comparisons independent). 0 where the
 * models are not connected.
 *
 * @param value lambda_2, in comparisons
 * @param next lambda_3; far above lambda_2 where one gap alone is weakly bridged; NaN for two
 *     models
 * @param largest lambda_n
 * @param contrast one value per model, of length 1: the combination of strengths known worst
 * @see <a href="https://doi.org/10.21136/CMJ.1973.101168">Fiedler (1973)</a>
 */
public record AlgebraicConnectivity(double value, double next, double largest, Values contrast) {
  private static final int LARGEST = 2_000;

  /**
   * @param strengths natural-log, one per model
   * @throws InputException for fewer than two models, or beyond 2,000, whose eigenvalues take
   *     minutes
   */
  public static AlgebraicConnectivity of(PairCounts counts, Values strengths) {
    int n = counts.models();
    if (n < 2 || n > LARGEST) {
      throw new InputException(
          "algebraic connectivity is for 2 to %d models and there are %d; keep fewer"
              .formatted(LARGEST, n));
    }
    SymmetricEigen eigen = SymmetricEigen.of(information(counts, strengths));
    return new AlgebraicConnectivity(
        Math.max(0, eigen.values().get(1)),
        n > 2 ? eigen.values().get(2) : Double.NaN,
        eigen.values().get(n - 1),
        eigen.vectors().get(1));
  }

  private static double[][] information(PairCounts counts, Values strengths) {
    int n = counts.models();
    double[][] information = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double p = 1 / (1 + Math.exp(strengths.get(j) - strengths.get(i)));
        double each = counts.compared(i, j) * p * (1 - p);
        information[i][j] = information[j][i] = -each;
        information[i][i] += each;
        information[j][j] += each;
      }
    }
    return information;
  }

  /** Of the contrast that is known worst; infinite where nothing joins its two sides. */
  public double worstStandardError() {
    return 1 / Math.sqrt(value);
  }

  /** The models on the side of the worst known contrast that has fewer of them, ascending. */
  public List<Integer> weakSide() {
    List<Integer> positive = side(1);
    List<Integer> negative = side(-1);
    return positive.size() <= negative.size() ? positive : negative;
  }

  private List<Integer> side(int sign) {
    return IntStream.range(0, contrast.size())
        .filter(i -> sign * contrast.get(i) > 0)
        .boxed()
        .toList();
  }
}
