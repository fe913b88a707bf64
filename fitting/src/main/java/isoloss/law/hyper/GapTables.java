package isoloss.law.hyper;

import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What laws cost in loss: refits without some cells, and rivals. */
final class GapTables {
  private GapTables() {}

  static Findings.Table gaps(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "gaps", "Loss above the best run of cells that the law was refitted without")
            .column("leftOut", "left out")
            .column("rule", "which")
            .column("method", "method")
            .column("cells", "cells judged")
            .column("mean", "mean", "%")
            .column("max", "max", "%")
            .column("nearestMean", "nearest run, mean", "%")
            .column("nearestMax", "nearest run, max", "%")
            .column("notDetermined", "refits without a law");
    for (CellSplit split : result.splits()) {
      for (ExtractionMethod method : ExtractionMethod.values()) {
        result
            .heldOut(method, split.key())
            .ifPresent(heldOut -> {
              long without = heldOut.refits().stream().filter(r -> r.law().isEmpty()).count();
              row(table, split.key(), split.rule(), method, heldOut.gaps(), without);
            });
      }
    }
    if (result.unseen().size() > 0) {
      result
          .summaries()
          .forEach((method, summary) -> {
            GapSummary gaps =
                GapSummary.of(
                    summary.law().stream()
                        .flatMap(law ->
                            result.unseen().all().stream()
                                .map(cell -> GapSummary.Prediction.of(cell, law)))
                        .toList());
            row(table, "held out", "the cells held out by the reader", method, gaps, 0);
          });
    }
    return table.build();
  }

  private static void row(
      Findings.Builder table,
      String leftOut,
      String rule,
      ExtractionMethod method,
      GapSummary gaps,
      long without) {
    table.row(
        leftOut,
        rule,
        method.text(),
        gaps.cells(),
        100 * gaps.mean(),
        100 * gaps.max(),
        100 * gaps.nearestMean(),
        100 * gaps.nearestMax(),
        without);
  }

  /** All that is compared, the least mean gap first, what does not apply last. */
  static List<Rivals.Rival> rivals(StepResult result) {
    List<Rivals.Rival> all = new ArrayList<>();
    for (ExtractionMethod method : ExtractionMethod.values()) {
      result
          .heldOut(method, CellSplit.ONE_CELL)
          .ifPresent(heldOut ->
              all.add(
                  new Rivals.Rival(
                      "fitted, " + method.text(),
                      "refitted without the cell",
                      heldOut.predictions(),
                      "")));
    }
    all.addAll(Rivals.published(result.cells(), HyperparameterLaws.all()));
    all.add(Rivals.usual(result.cells()));
    all.add(Rivals.bestConstant(result.cells()));
    all.sort(Comparator.comparingDouble(rival -> rival.gaps().mean())); // NaN last
    return all;
  }

  static Findings.Table rivals(List<Rivals.Rival> rivals, double noise) {
    double least = rivals.getFirst().gaps().mean();
    Findings.Builder table =
        Findings.Table.builder(
                "rivals",
                "Laws on these cells, published ones as printed; differences below the noise of the"
                    + " runs are ties")
            .column("law", "law")
            .column("how", "how")
            .column("mean", "mean", "%")
            .column("max", "max", "%")
            .column("nearestMean", "nearest run, mean", "%")
            .column("nearestMax", "nearest run, max", "%")
            .column("tied", "tied with the first")
            .column("remark", "remark");
    for (Rivals.Rival rival : rivals) {
      GapSummary gaps = rival.gaps();
      table.row(
          rival.name(),
          rival.how(),
          100 * gaps.mean(),
          100 * gaps.max(),
          100 * gaps.nearestMean(),
          100 * gaps.nearestMax(),
          gaps.mean() - least < noise,
          rival.remark());
    }
    return table.build();
  }

  /** What each law says of each cell; for the charts. */
  static Findings.Table predictions(StepResult result, List<Rivals.Rival> rivals) {
    Findings.Builder table =
        Findings.Table.builder("predictions", "What each law says of each cell")
            .detail()
            .column("law", "law")
            .column("cell", "cell")
            .column("lr", "learning rate")
            .column("batch", "batch", "tokens")
            .column("gap", "gap", "%")
            .column("nearest", "gap of the nearest run", "%");
    for (ExtractionMethod method : ExtractionMethod.values()) {
      result
          .summary(method)
          .law()
          .ifPresent(law -> {
            for (Cell cell : result.cells().all()) {
              row(table, method.text(), GapSummary.Prediction.of(cell, law));
            }
          });
    }
    for (Rivals.Rival rival : rivals) {
      rival.predictions().forEach(each -> row(table, rival.name(), each));
    }
    return table.build();
  }

  private static void row(Findings.Builder table, String law, GapSummary.Prediction each) {
    table.row(
        law,
        each.cell().label(),
        Math.exp(each.x()),
        Math.exp(each.y()),
        100 * each.interpolated(),
        100 * each.nearest());
  }
}
