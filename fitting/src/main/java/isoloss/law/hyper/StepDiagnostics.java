package isoloss.law.hyper;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a reader of a fitted law of learning rate and batch must know. */
final class StepDiagnostics {
  /** A run this far above the best of its cell did not train. */
  static final double DIVERGED = 0.7;

  private static final int FEW_FREEDOM = 5;
  private static final int SOME_FREEDOM = 20;

  /** Six coefficients want at least as many runs again. */
  private static final int THIN = 12;

  private static final int MOST_NAMES = 6;

  private final StepResult result;
  private final Cells cells;
  private final List<Diagnostic> out = new ArrayList<>();

  private StepDiagnostics(StepResult result) {
    this.result = result;
    this.cells = result.cells();
  }

  static List<Diagnostic> of(StepResult result) {
    StepDiagnostics diagnostics = new StepDiagnostics(result);
    diagnostics.size();
    diagnostics.convergence();
    diagnostics.freedom();
    diagnostics.edges();
    diagnostics.withoutMinimum();
    diagnostics.thin();
    diagnostics.diverged();
    diagnostics.draws();
    diagnostics.out.addAll(PublishedComparison.of(result));
    if (result.cells().sparse()) {
      diagnostics.out.addAll(SparseTables.diagnostics(result));
    }
    diagnostics.range();
    diagnostics.schedule();
    return diagnostics.out;
  }

  private void size() {
    if (!cells.sizeVaries()) {
      out.add(
          new Diagnostic.NotIdentified(
              List.of("lr_N", "c_lr"),
              Severity.ERROR,
              ("all cells have nearly the same N (%s to %s), so lr_N is not determined: it is set to"
                      + " 0 and the law holds at this size only; add cells with N at least a factor"
                      + " 2 away")
                  .formatted(
                      Magnitude.text(cells.levels(Cell::parameters)[0]),
                      Magnitude.text(last(cells.levels(Cell::parameters))))));
    }
  }

  private void convergence() {
    if (result.setting().method() == ExtractionMethod.JOINT) {
      result
          .bowl()
          .filter(bowl -> !bowl.isConverged())
          .ifPresent(bowl ->
              out.add(
                  new Diagnostic.NotConverged(
                      Texts.text(
                              "the joint bowl stopped after %d iterations where a step still promises %.1e",
                              bowl.iterations(), bowl.relativeGradient())
                          + " of the objective; try another tolerance")));
    }
  }

  private void freedom() {
    int left = cells.size() - (cells.sizeVaries() ? 3 : 2);
    if (left < SOME_FREEDOM) {
      out.add(
          new Diagnostic.DesignPoor(
              left < FEW_FREEDOM ? Severity.WARNING : Severity.NOTE,
              "%d cells leave %d degrees of freedom for the learning rate however many runs they hold;"
                      .formatted(cells.size(), left)
                  + " read the intervals by cells, not by rows"));
    }
  }

  private void edges() {
    List<String> names =
        names(cell ->
            cell.grid().isRateEdge(cell.x(cell.best()))
                || cell.grid().isBatchEdge(cell.y(cell.best())));
    if (!names.isEmpty()) {
      out.add(
          new Diagnostic.Remark(
              "optimum-on-edge",
              Severity.WARNING,
              "%s the best run on the edge of the grid (%s), so the optimum may lie outside; extend"
                      .formatted(Texts.counted(names.size(), "cell has", "cells have"), some(names))
                  + " the grid there"));
    }
  }

  private void withoutMinimum() {
    List<String> names =
        names(cell ->
            QuadraticBowl.of(cell, ExtractionMethod.QUADRATIC.standardTolerance())
                .filter(QuadraticBowl::isPositiveDefinite)
                .isEmpty());
    if (!names.isEmpty()) {
      out.add(
          new Diagnostic.Remark(
              "no-minimum",
              Severity.WARNING,
              "%s no quadratic with a minimum through the runs within 1 %% (%s); the method quadratic"
                      .formatted(Texts.counted(names.size(), "cell has", "cells have"), some(names))
                  + " takes the best run there"));
    }
  }

  private void thin() {
    List<String> names =
        names(cell -> cell.within(ExtractionMethod.QUADRATIC.standardTolerance()).length < THIN);
    if (!names.isEmpty()) {
      out.add(
          new Diagnostic.DesignPoor(
              Severity.NOTE,
              "%s fewer than %d runs within 1 %% of the best (%s), so their own optimum is uncertain"
                  .formatted(
                      Texts.counted(names.size(), "cell has", "cells have"), THIN, some(names))));
    }
  }

  private List<String> names(Predicate<Cell> condition) {
    return cells.all().stream().filter(condition).map(Cell::label).toList();
  }

  private static String some(List<String> names) {
    String first = String.join("; ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return names.size() > MOST_NAMES ? first + "; and others" : first;
  }

  private void diverged() {
    int runs = cells.all().stream().mapToInt(cell -> cell.countAbove(DIVERGED)).sum();
    if (runs > 0) {
      out.add(
          new Diagnostic.Remark(
              "diverged-runs",
              Severity.NOTE,
              "%s more than 70 %% above the best of the cell; they count as places of the grid and in"
                      .formatted(Texts.counted(runs, "run ended", "runs ended"))
                  + " no fit"));
    }
  }

  private void draws() {
    for (Resamples resamples : result.resamples()) {
      if (resamples.failed() > 0) {
        out.add(
            new Diagnostic.DrawsTroubled(
                resamples.failed() > resamples.laws().size() / 10
                    ? Severity.WARNING
                    : Severity.NOTE,
                "%d of %d draws by %s do not determine a law and are left out of the intervals"
                    .formatted(
                        resamples.failed(),
                        resamples.failed() + resamples.laws().size(),
                        resamples.kind())));
      }
    }
  }

  private void range() {
    double[] sizes = cells.levels(Cell::parameters);
    double[] tokens = cells.levels(Cell::tokens);
    out.add(
        new Diagnostic.Extrapolates(
            "measured are N from %s to %s and D from %s to %s; the law extrapolates beyond"
                .formatted(
                    Magnitude.text(sizes[0]),
                    Magnitude.text(last(sizes)),
                    Magnitude.text(tokens[0]),
                    Magnitude.text(last(tokens)))));
  }

  private void schedule() {
    out.add(
        new Diagnostic.Remark(
            "schedule",
            Severity.NOTE,
            "the law holds for the optimiser and schedule of these runs; the published one is of AdamW"
                + " with cosine decay from the peak to a fixed 1e-5 after 2000 steps of warm-up, and"
                + " with decay to a tenth of the peak or a constant phase the optimum moves"));
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }
}
