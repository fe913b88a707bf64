package isoloss.law.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {
  private static final Cell.Key KEY = new Cell.Key(1e8, 1e8, 2e9);

  private static Cell cell(double[]... runs) {
    List<Cell.Run> all = new ArrayList<>();
    for (double[] run : runs) {
      all.add(new Cell.Run(run[0], run[1], run[2]));
    }
    return new Cell(KEY, all);
  }

  private static final Cell SQUARE =
      cell(
          new double[] {1e-3, 1e5, 2.00},
          new double[] {2e-3, 1e5, 2.02},
          new double[] {1e-3, 2e5, 2.04},
          new double[] {2e-3, 2e5, 2.08});

  private static double gap(double lr, double batch) {
    return SQUARE.interpolatedGap(Math.log(lr), Math.log(batch));
  }

  @Test
  void lossIsLinearInLogarithmsBetweenRuns() {
    assertThat(gap(1e-3, 1e5)).isCloseTo(0, offset(1e-15));
    assertThat(gap(Math.sqrt(2) * 1e-3, 1e5))
        .isCloseTo(Math.sqrt(2.00 * 2.02) / 2 - 1, offset(1e-12));
    double middle = Math.pow(2.00 * 2.02 * 2.04 * 2.08, 0.25) / 2 - 1;
    assertThat(gap(Math.sqrt(2) * 1e-3, Math.sqrt(2) * 1e5)).isCloseTo(middle, offset(1e-12));
  }

  @Test
  void placesOutsideAreClampedToTheGrid() {
    assertThat(gap(1e-9, 1)).isCloseTo(0, offset(1e-15));
    assertThat(gap(1, 1e12)).isCloseTo(0.04, offset(1e-12));
  }

  @Test
  void theNearestRunCountsAndTiesGoToTheLowerLoss() {
    assertThat(SQUARE.nearestGap(Math.log(1.9e-3), Math.log(1.1e5))).isCloseTo(0.01, offset(1e-12));
    double between = (Math.log(1e-3) + Math.log(2e-3)) / 2;
    assertThat(SQUARE.nearestGap(between, Math.log(2e5))).isCloseTo(0.02, offset(1e-12));
  }

  @Test
  void twoSpellingsOfALearningRateAreOneLevel() {
    Cell cell =
        cell(
            new double[] {.000345, 1e5, 2.0},
            new double[] {.0003453, 2e5, 2.1},
            new double[] {.00069, 2e5, 2.2});
    assertThat(cell.grid().linesOfRate()).hasSize(2);
    assertThat(cell.grid().linesOfRate().getFirst().size()).isEqualTo(2);
    assertThat(cell.grid().isRateEdge(Math.log(.0003453))).isTrue();
  }

  @Test
  void labelsNameActivatedParametersOfExperts() {
    assertThat(SQUARE.label()).isEqualTo("N 100M, D 2B");
    Cell sparse = new Cell(new Cell.Key(2_150_612_992d, 187_973_632, 2e10), List.of(SQUARE.run(0)));
    assertThat(sparse.label()).isEqualTo("N 2.15B, Na 188M, D 20B");
  }

  @Test
  void magnitudesHaveThreeDigits() {
    assertThat(Magnitude.text(59_968_512)).isEqualTo("60M");
    assertThat(Magnitude.text(999_600)).isEqualTo("1M");
    assertThat(Magnitude.text(5.69e10)).isEqualTo("56.9B");
    assertThat(Magnitude.text(12)).isEqualTo("12");
  }
}
