package isoloss.report.chart;

import isoloss.stat.Moments;
import java.util.Arrays;

/**
 * Gaussian kernel density estimates with Scott's bandwidth {@code s n^(-1/(d+4))}, where the spread
 * s is the smaller of the standard deviation and the interquartile range over 1.349, so that a few
 * far draws do not smear the rest.
 *
 * @see <a href="https://doi.org/10.1002/9781118575574">Scott (2015), Multivariate Density
 *     Estimation, section 6.5</a>
 */
final class KernelDensity {
  private static final double QUARTILES_OF_NORMAL = 1.349;

  private KernelDensity() {}

  /** Density at each grid value. */
  static double[] of(double[] draws, double[] grid) {
    double width = bandwidth(draws, 1);
    double[] density = new double[grid.length];
    for (int g = 0; g < grid.length; g++) {
      double sum = 0;
      for (double draw : draws) {
        double u = (grid[g] - draw) / width;
        sum += Math.exp(-0.5 * u * u);
      }
      density[g] = sum / (draws.length * width * Math.sqrt(2 * Math.PI));
    }
    return density;
  }

  /** Density at {@code [i][j]} for {@code (xGrid[i], yGrid[j])}, up to a constant. */
  static double[][] of(double[] x, double[] y, double[] xGrid, double[] yGrid) {
    double[][] kx = kernels(x, xGrid);
    double[][] ky = kernels(y, yGrid);
    double[][] density = new double[xGrid.length][yGrid.length];
    for (int i = 0; i < xGrid.length; i++) {
      for (int j = 0; j < yGrid.length; j++) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
          sum += kx[i][k] * ky[j][k];
        }
        density[i][j] = sum;
      }
    }
    return density;
  }

  /** The density below which a share {@code 1 - level} of the cells' mass lies. */
  static double highestDensityLevel(double[][] density, double level) {
    double[] sorted = Arrays.stream(density).flatMapToDouble(Arrays::stream).sorted().toArray();
    double total = Arrays.stream(sorted).sum();
    double outside = 0;
    int i = 0;
    while (i < sorted.length - 1 && outside + sorted[i] < (1 - level) * total) {
      outside += sorted[i++];
    }
    return sorted[i];
  }

  private static double[][] kernels(double[] draws, double[] grid) {
    double width = bandwidth(draws, 2);
    double[][] kernel = new double[grid.length][draws.length];
    for (int g = 0; g < grid.length; g++) {
      for (int k = 0; k < draws.length; k++) {
        double u = (grid[g] - draws[k]) / width;
        kernel[g][k] = Math.exp(-0.5 * u * u);
      }
    }
    return kernel;
  }

  static double bandwidth(double[] draws, int dimensions) {
    double[] sorted = Arrays.stream(draws).sorted().toArray();
    double deviation = Moments.of(draws).standardDeviation().orElse(0);
    double quartiles =
        (sorted[3 * (sorted.length - 1) / 4] - sorted[(sorted.length - 1) / 4])
            / QUARTILES_OF_NORMAL;
    double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
    return spread * Math.pow(draws.length, -1.0 / (dimensions + 4));
  }
}
