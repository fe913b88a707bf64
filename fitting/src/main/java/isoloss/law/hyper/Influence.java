package isoloss.law.hyper;

import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the exponents of the chosen method move when a size or a cell is dropped. */
final class Influence {
  private Influence() {}

  /** A refit without some cells. */
  record Dropped(String what, int cells, StepCoefficients law) {}

  static List<Dropped> sizes(StepResult result) {
    return dropped(result, CellSplit.ONE_SIZE);
  }

  static List<Dropped> cells(StepResult result) {
    return dropped(result, CellSplit.ONE_CELL);
  }

  private static List<Dropped> dropped(StepResult result, String split) {
    List<Dropped> out = new ArrayList<>();
    result
        .heldOut(result.setting().method(), split)
        .ifPresent(heldOut -> {
          for (HoldOut.Refit refit : heldOut.refits()) {
            Cell first = result.cells().get(refit.leftOut()[0]);
            String what =
                split.equals(CellSplit.ONE_CELL)
                    ? first.label()
                    : "N " + Magnitude.text(first.parameters());
            refit.law().ifPresent(law -> out.add(new Dropped(what, refit.leftOut().length, law)));
          }
        });
    return out;
  }

  /** The one that moves an exponent most; the list is not empty. */
  static Dropped strongest(
      List<Dropped> all, StepCoefficients whole, ToDoubleFunction<StepCoefficients> exponent) {
    double of = exponent.applyAsDouble(whole);
    return all.stream()
        .max(Comparator.comparingDouble(each -> Math.abs(exponent.applyAsDouble(each.law()) - of)))
        .orElseThrow();
  }

  static Findings.Table table(String key, String caption, StepResult result, List<Dropped> all) {
    StepCoefficients whole = result.law();
    Findings.Builder table =
        Findings.Table.builder(key, caption)
            .column("dropped", "dropped")
            .column("cells", "cells dropped")
            .column("lrN", "lr_N")
            .column("lrD", "lr_D")
            .column("bD", "B_D")
            .column("shiftLrN", "lr_N moves by")
            .column("shiftLrD", "lr_D moves by")
            .column("shiftBD", "B_D moves by");
    if (key.endsWith("Cells")) {
      table.detail();
    }
    for (Dropped each : all) {
      StepCoefficients law = each.law();
      table.row(
          each.what(),
          each.cells(),
          law.rateN(),
          law.rateD(),
          law.batchD(),
          law.rateN() - whole.rateN(),
          law.rateD() - whole.rateD(),
          law.batchD() - whole.batchD());
    }
    return table.build();
  }
}
