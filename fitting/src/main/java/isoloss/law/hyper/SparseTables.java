package isoloss.law.hyper;

import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Mixtures of experts: whether the published law, and a refit, should count all parameters or those
 * that a token passes through.
 */
final class SparseTables {
  /** Above this share of activated parameters the activated count may be the nearer one. */
  private static final double DENSE = 0.5;

  private SparseTables() {}

  /** The published law with both counts, on cells of one share of activated parameters. */
  private record Compared(
      String which, double share, int cells, GapSummary total, GapSummary active) {
    boolean activeIsNearer() {
      return active.mean() < total.mean();
    }
  }

  private static Compared compare(String which, double share, List<Cell> cells) {
    return new Compared(
        which, share, cells.size(), published(cells, false), published(cells, true));
  }

  private static GapSummary published(List<Cell> cells, boolean countActive) {
    HyperparameterLaw law = new PublishedStepLaw();
    return GapSummary.of(
        cells.stream()
            .map(cell -> {
              double size = countActive ? cell.activeParameters() : cell.parameters();
              var advice = law.advise(HyperparameterLaw.PlannedRun.dense(size, cell.tokens()));
              return GapSummary.Prediction.of(
                  cell,
                  Math.log(advice.learningRate().orElseThrow()),
                  Math.log(advice.batchTokens().orElseThrow()));
            })
            .toList());
  }

  private static List<Compared> compared(Cells cells) {
    List<Compared> out = new ArrayList<>();
    for (double share : cells.levels(SparseTables::share)) {
      out.add(
          compare(
              name(share),
              share,
              cells.all().stream().filter(cell -> share(cell) == share).toList()));
    }
    out.add(compare("all", Double.NaN, cells.all()));
    return out;
  }

  private static double share(Cell cell) {
    return cell.activeParameters() / cell.parameters();
  }

  private static String name(double share) {
    return Texts.text("Na/N = %.3f", share);
  }

  static Findings.Table published(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "moe", "The published law with all parameters and with those activated for a token")
            .column("which", "cells")
            .column("share", "Na/N")
            .column("cells", "number")
            .column("totalMean", "N total, mean", "%")
            .column("totalMax", "N total, max", "%")
            .column("activeMean", "Na, mean", "%")
            .column("activeMax", "Na, max", "%")
            .column("nearer", "nearer");
    for (Compared each : compared(result.cells())) {
      table.row(
          each.which(),
          each.share(),
          each.cells(),
          100 * each.total().mean(),
          100 * each.total().max(),
          100 * each.active().mean(),
          100 * each.active().max(),
          each.activeIsNearer() ? "activated" : "total");
    }
    return table.build();
  }

  /** The chosen method with N total, with Na, and within each share, left-out shares judged. */
  static Findings.Table refits(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder(
                "moeRefit",
                "Refits that count all or the activated parameters; the last columns leave one share"
                    + " of activated parameters out at a time")
            .column("counted", "N counts")
            .column("cells", "cells")
            .column("points", "points")
            .column("cLr", "c_lr")
            .column("lrN", "lr_N")
            .column("lrD", "lr_D")
            .column("rSquaredLr", "R2 lr")
            .column("cB", "c_B")
            .column("bD", "B_D")
            .column("rSquaredB", "R2 B")
            .column("mean", "left out, mean", "%")
            .column("max", "left out, max", "%");
    Cells total = result.cells();
    refit(table, result, "all parameters", total, true);
    refit(table, result, "activated parameters", total.countingActive(), true);
    for (double share : total.levels(SparseTables::share)) {
      List<Cell> some = total.all().stream().filter(cell -> share(cell) == share).toList();
      refit(table, result, name(share) + " alone", new Cells(some), false);
    }
    return table.build();
  }

  private static void refit(
      Findings.Builder table, StepResult result, String name, Cells cells, boolean judge) {
    StepSetting setting = result.setting();
    Extraction extraction = setting.method().prepare(cells, setting.tolerance());
    Extraction.Summary summary = extraction.summary();
    if (summary.law().isEmpty()) {
      return;
    }
    StepCoefficients law = summary.law().get();
    GapSummary gaps =
        judge
            ? HoldOut.run(cells, extraction, groups(result.cells(), cells), setting.threads())
                .gaps()
            : GapSummary.of(List.of());
    table.row(
        name,
        cells.size(),
        summary.points(),
        law.rateConstant(),
        cells.sizeVaries() ? law.rateN() : Double.NaN,
        law.rateD(),
        summary.rateRSquared(),
        law.batchConstant(),
        law.batchD(),
        summary.batchRSquared(),
        100 * gaps.mean(),
        100 * gaps.max());
  }

  /** The cells of each share; the order of the cells is that of the table that is refitted. */
  private static List<int[]> groups(Cells total, Cells refitted) {
    List<int[]> groups = new ArrayList<>();
    for (double share : total.levels(SparseTables::share)) {
      groups.add(
          IntStream.range(0, refitted.size())
              .filter(c ->
                  total.all().stream()
                      .anyMatch(cell ->
                          share(cell) == share
                              && cell.activeParameters() == refitted.get(c).activeParameters()
                              && cell.tokens() == refitted.get(c).tokens()))
              .toArray());
    }
    return groups.stream().filter(group -> group.length > 0).toList();
  }

  /** Which count the runs prefer, and where that turns. */
  static List<Diagnostic> diagnostics(StepResult result) {
    List<Compared> compared = compared(result.cells());
    Compared all = compared.getLast();
    List<Diagnostic> out = new ArrayList<>();
    out.add(
        new Diagnostic.Remark(
            "parameter-count",
            Diagnostic.Severity.NOTE,
            "with N = %s parameters the published law comes nearer to these runs: %s above the best"
                    .formatted(
                        all.activeIsNearer() ? "activated" : "all",
                        Texts.percent(Math.min(all.total().mean(), all.active().mean())))
                + " in the mean against %s with %s"
                    .formatted(
                        Texts.percent(Math.max(all.total().mean(), all.active().mean())),
                        all.activeIsNearer() ? "all" : "those activated")));
    dense(compared).ifPresent(out::add);
    return out;
  }

  private static Optional<Diagnostic> dense(List<Compared> compared) {
    List<Compared> dense =
        compared.stream().filter(each -> each.share() > DENSE && each.share() < 1).toList();
    if (dense.isEmpty()) {
      return Optional.empty();
    }
    List<String> gaps =
        dense.stream()
            .map(each ->
                "%s costs %s with N total and %s with Na"
                    .formatted(
                        each.which(),
                        Texts.percent(each.total().mean()),
                        Texts.percent(each.active().mean())))
            .toList();
    return Optional.of(
        new Diagnostic.Remark(
            "nearly-dense",
            Diagnostic.Severity.WARNING,
            "more than half of the parameters are activated in some cells, where the law's count of"
                + " all parameters is in doubt: "
                + String.join(", ", gaps)
                + "; for such models compute both and prefer the nearer"));
  }
}
