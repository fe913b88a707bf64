package isoloss.law.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class JointRowsTest {
  @Test
  void theGradientIsThatOfTheBowl() {
    JointRows rows = JointRows.of(Cells.of(SyntheticGrids.of(1e-3)), 0.02);
    double[] theta = {-6.5, -0.6, 0.25, 12.3, 0.5, 0.013, 0.011, -0.004, 0.008};
    double[] gradient = new double[JointRows.PARAMETERS];
    double[] unused = new double[JointRows.PARAMETERS];
    for (int row = 0; row < rows.size(); row += 17) {
      rows.bowl(theta, row, gradient);
      for (int p = 0; p < theta.length; p++) {
        double step = 1e-5;
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[p] += step;
        down[p] -= step;
        double slope = (rows.bowl(up, row, unused) - rows.bowl(down, row, unused)) / (2 * step);
        assertThat(gradient[p]).isCloseTo(slope, offset(1e-8));
      }
    }
  }
}
