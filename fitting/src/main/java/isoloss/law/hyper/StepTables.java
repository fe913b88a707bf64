package isoloss.law.hyper;

import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;

/** The tables of the result, in the order in which they are read. */
final class StepTables {
  private StepTables() {}

  static List<Findings.Table> of(StepResult result) {
    List<Rivals.Rival> rivals = GapTables.rivals(result);
    List<Findings.Table> out = new ArrayList<>();
    out.add(LawTables.laws(result));
    if (!result.resamples().isEmpty()) {
      out.add(LawTables.bootstrap(result));
    }
    out.add(GapTables.gaps(result));
    out.add(GapTables.rivals(rivals, StepFacts.noiseFloor(result)));
    if (result.cells().sparse()) {
      out.add(SparseTables.published(result));
      out.add(SparseTables.refits(result));
    }
    if (result.cells().sizeVaries()) {
      out.add(LawTables.batchOnSize(result));
      out.add(
          Influence.table(
              "influence",
              "The law by the chosen method without one size",
              result,
              Influence.sizes(result)));
    }
    out.add(GridTables.plateau(result));
    out.add(GridTables.ridge(result));
    out.add(GridTables.forcedBatch(result));
    out.add(GridTables.joint(result));
    out.add(GridTables.convexity(result));
    out.add(GridTables.unimodal(result));
    out.add(GridTables.cells(result));
    out.add(
        Influence.table(
            "influenceCells",
            "The law by the chosen method without one cell",
            result,
            Influence.cells(result)));
    out.add(GridTables.runs(result));
    out.add(GapTables.predictions(result, rivals));
    out.add(AdviceCurves.of(result));
    result.chosenResamples().ifPresent(chosen -> out.add(LawTables.coefficientSets(chosen)));
    return out;
  }
}
