package isoloss.law.hyper;

import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;

/** The findings of a fitted law of learning rate and batch that fit on a line each. */
final class StepFacts {
  private StepFacts() {}

  /** The median rmse of the cells' quadratics, in ln L; 0 where no cell has one. */
  static double noiseFloor(StepResult result) {
    double[] noise = result.noise();
    return noise.length == 0 ? 0 : Quantile.median(noise);
  }

  static List<Findings.Fact> of(StepResult result) {
    Cells cells = result.cells();
    StepSetting setting = result.setting();
    GapSummary held = result.leftOneCellOut();
    List<Findings.Fact> out = new ArrayList<>();
    out.add(Findings.Fact.of("method", "method", "", setting.method().text()));
    out.add(Findings.Fact.of("cellCount", "cells", "", cells.size()));
    out.add(Findings.Fact.of("runCount", "runs", "", cells.runs()));
    out.add(
        Findings.Fact.of(
            "pointCount",
            "points of the regression",
            "",
            result.summary(setting.method()).points()));
    out.add(
        Findings.Fact.of(
            "degreesOfFreedom",
            "degrees of freedom",
            "",
            LawTables.freedom(result, setting.method())));
    out.add(
        Findings.Fact.of(
            "diverged",
            "runs more than 70 % above the best",
            "",
            cells.all().stream()
                .mapToInt(cell -> cell.countAbove(StepDiagnostics.DIVERGED))
                .sum()));
    out.add(
        Findings.Fact.of(
            "heldOutMean", "loss gap of left-out cells, mean", "%", 100 * held.mean()));
    out.add(
        Findings.Fact.of("heldOutMax", "loss gap of left-out cells, max", "%", 100 * held.max()));
    out.addAll(noise(result));
    return out;
  }

  private static List<Findings.Fact> noise(StepResult result) {
    double[] noise = result.noise();
    if (noise.length == 0) {
      return List.of();
    }
    return List.of(
        Findings.Fact.of(
            "noiseMedian", "noise of the runs, median of cells", "%", 100 * noiseFloor(result)),
        Findings.Fact.of("noiseMin", "noise of the runs, least", "%", 100 * noise[0]),
        Findings.Fact.of("noiseMax", "noise of the runs, most", "%", 100 * noise[noise.length - 1]),
        Findings.Fact.of(
            "ties",
            "ties",
            "",
            ("mean gaps that differ by less than %s are ties; every gap is above the least of noisy"
                    + " runs and so too large by about as much, the true optimum's own as well")
                .formatted(Texts.percent(noiseFloor(result)))));
  }
}
