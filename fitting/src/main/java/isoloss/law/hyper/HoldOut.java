package isoloss.law.hyper;

import isoloss.optim.IndexedWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refits without some cells, judged on these. */
final class HoldOut {

  /**
   * A refit.
   *
   * @param leftOut cells by index
   * @param law empty where the other cells do not determine it
   */
  record Refit(int[] leftOut, Optional<StepCoefficients> law) {}

  private final Cells cells;
  private final List<Refit> refits;

  private HoldOut(Cells cells, List<Refit> refits) {
    this.cells = cells;
    this.refits = List.copyOf(refits);
  }

  /** Leaves each group out in turn. */
  static HoldOut run(Cells cells, Extraction extraction, List<int[]> groups, int threads) {
    Refit[] refits = new Refit[groups.size()];
    IndexedWork.run(
        groups.size(),
        threads,
        () -> cells,
        (all, g) -> refits[g] = new Refit(groups.get(g), without(all, extraction, groups.get(g))));
    return new HoldOut(cells, List.of(refits));
  }

  private static Optional<StepCoefficients> without(
      Cells cells, Extraction extraction, int[] leftOut) {
    double[] weights = cells.ones();
    for (int c : leftOut) {
      weights[c] = 0;
    }
    return extraction.fitCells(weights);
  }

  List<Refit> refits() {
    return refits;
  }

  /** One for each left-out cell whose refit exists. */
  List<GapSummary.Prediction> predictions() {
    List<GapSummary.Prediction> out = new ArrayList<>();
    for (Refit refit : refits) {
      for (int c : refit.leftOut()) {
        refit.law().ifPresent(law -> out.add(GapSummary.Prediction.of(cells.get(c), law)));
      }
    }
    return out;
  }

  GapSummary gaps() {
    return GapSummary.of(predictions());
  }
}
