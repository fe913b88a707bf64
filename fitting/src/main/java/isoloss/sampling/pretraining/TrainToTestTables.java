package isoloss.sampling.pretraining;

import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The tables of Train-to-Test: scores of each approach, by k, and cell by cell. */
final class TrainToTestTables {
  /** Forecasts that are typically off by this factor are poor ones. */
  private static final double LARGE_FACTOR = 1.5;

  private final Cells fitted;
  private final Cells held;
  private final Map<Integer, ToDoubleFunction<Cells.Cell>> laws = new TreeMap<>();

  TrainToTestTables(Cells fitted, Cells held) {
    this.fitted = fitted;
    this.held = held;
  }

  void add(int approach, ToDoubleFunction<Cells.Cell> passAtK) {
    laws.put(approach, passAtK);
  }

  private static double error(Cells.Cell cell, ToDoubleFunction<Cells.Cell> law) {
    return Math.log(-Math.log(law.applyAsDouble(cell))) - cell.y();
  }

  private static double rootMeanSquare(List<Cells.Cell> cells, ToDoubleFunction<Cells.Cell> law) {
    return Math.sqrt(
        cells.stream()
            .mapToDouble(cell -> error(cell, law))
            .map(each -> each * each)
            .average()
            .orElse(Double.NaN));
  }

  /**
   * The mean over cells of {@code -m ln P - (1-m) ln(1-P)}, m observed and P predicted pass@k: the
   * expected surprise at whether k samples solve a problem, in nats. A proper score of the mean,
   * the only thing that both approaches predict.
   */
  private static double surprise(List<Cells.Cell> cells, ToDoubleFunction<Cells.Cell> law) {
    return cells.stream()
        .mapToDouble(cell -> {
          double p = law.applyAsDouble(cell);
          return -cell.passAtK() * Math.log(p) - (1 - cell.passAtK()) * Math.log1p(-p);
        })
        .average()
        .orElse(Double.NaN);
  }

  Findings.Table scores() {
    Findings.Builder table =
        Findings.Table.builder("scores", "How well each approach predicts mean pass@k")
            .column("approach", "approach")
            .column("rows", "rows")
            .column("cells", "cells")
            .column("rmse", "RMSE of y")
            .column("surprise", "surprise", "nats")
            .column("least", "of pass@k as observed", "nats");
    laws.forEach((approach, law) ->
        Map.of("fit", fitted, "held out", held).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .filter(set -> !set.getValue().list().isEmpty())
            .forEach(set -> {
              List<Cells.Cell> cells = set.getValue().list();
              table.row(
                  approach,
                  set.getKey(),
                  cells.size(),
                  rootMeanSquare(cells, law),
                  surprise(cells, law),
                  surprise(cells, Cells.Cell::passAtK));
            }));
    return table.build();
  }

  /** Errors by k, which show where a form fails. */
  Findings.Table byK() {
    Findings.Builder table =
        Findings.Table.builder("errorsByK", "Errors of y = ln(-ln pass@k) in the fit, by k")
            .column("k", "k")
            .column("cells", "cells");
    laws.keySet()
        .forEach(approach ->
            table
                .column("bias" + approach, "mean error, " + approach)
                .column("rmse" + approach, "RMSE, " + approach)
                .column("factor" + approach, "factor of pass@k, " + approach));
    for (int k : fitted.list().stream().map(Cells.Cell::k).sorted().distinct().toList()) {
      List<Cells.Cell> own = fitted.of(k).list();
      List<Object> row = new ArrayList<>(List.of(k, own.size()));
      laws.values()
          .forEach(law -> {
            row.add(mean(own, law));
            row.add(rootMeanSquare(own, law));
            row.add(factor(own, law));
          });
      table.row(row.toArray());
    }
    return table.build();
  }

  private static double mean(List<Cells.Cell> cells, ToDoubleFunction<Cells.Cell> law) {
    return cells.stream().mapToDouble(cell -> error(cell, law)).average().orElse(Double.NaN);
  }

  Findings.Table heldOut() {
    return table("heldOut", "Held out, pass@k observed and predicted", held).build();
  }

  /** Every cell, for figures. */
  Findings.Table cells() {
    return table("passAtKCells", "Means of pass@k in the fit", fitted).detail().build();
  }

  private Findings.Builder table(String key, String caption, Cells cells) {
    Findings.Builder table =
        Findings.Table.builder(key, caption)
            .column("model", "model")
            .column("N", "N", "parameters")
            .column("D", "D", "tokens")
            .column("k", "k")
            .column("observed", "observed");
    laws.keySet().forEach(approach -> table.column("approach" + approach, "approach " + approach));
    cells
        .list()
        .forEach(cell -> {
          List<Object> row =
              new ArrayList<>(
                  List.of(
                      cell.checkpoint().model(),
                      cell.checkpoint().parameters(),
                      cell.checkpoint().tokens(),
                      cell.k(),
                      cell.passAtK()));
          laws.values().forEach(law -> row.add(law.applyAsDouble(cell)));
          table.row(row.toArray());
        });
    return table;
  }

  /** The ranges that the law was fitted in; a plan beyond them extrapolates. */
  Findings.Table domain() {
    Findings.Builder table =
        Findings.Table.builder("domain", "Ranges of the fit")
            .column("input", "input")
            .column("low", "from")
            .column("high", "to");
    addRange(table, "N", cell -> cell.checkpoint().parameters());
    addRange(table, "D", cell -> cell.checkpoint().tokens());
    addRange(table, "k", Cells.Cell::k);
    return table.build();
  }

  private void addRange(Findings.Builder table, String input, ToDoubleFunction<Cells.Cell> value) {
    double[] values = fitted.list().stream().mapToDouble(value).sorted().toArray();
    if (values.length > 0) {
      table.row(input, values[0], values[values.length - 1]);
    }
  }

  String headline() {
    List<String> words = new ArrayList<>();
    laws.forEach((approach, law) -> {
      String beyond =
          held.list().isEmpty()
              ? ""
              : String.format(
                  Locale.ROOT, ", %.4f in those held out", rootMeanSquare(held.list(), law));
      words.add(
          String.format(
              Locale.ROOT,
              "Approach %d misses ln(-ln pass@k) by %.4f (RMSE) in %d cells of the fit%s.",
              approach,
              rootMeanSquare(fitted.list(), law),
              fitted.list().size(),
              beyond));
    });
    return String.join(" ", words);
  }

  /** The typical factor between predicted and observed pass@k. */
  private static double factor(List<Cells.Cell> cells, ToDoubleFunction<Cells.Cell> law) {
    return Math.exp(
        cells.stream()
            .mapToDouble(cell -> Math.abs(Math.log(law.applyAsDouble(cell) / cell.passAtK())))
            .average()
            .orElse(Double.NaN));
  }

  /**
   * A warning where an additive law errs in one direction at a k, beyond the scale of the loss, or
   * misses pass@k by a large factor.
   */
  static Optional<Diagnostic> bias(Cells cells, ToDoubleFunction<Cells.Cell> law) {
    List<String> where =
        cells.list().stream()
            .map(Cells.Cell::k)
            .distinct()
            .sorted()
            .flatMap(k -> {
              double error = mean(cells.of(k).list(), law);
              double factor = factor(cells.of(k).list(), law);
              return Math.abs(error) > PowerSum.SCALE || factor > LARGE_FACTOR
                  ? Stream.of(
                      String.format(
                          Locale.ROOT, "k = %d (by %+.2f; pass@k by x%.2f)", k, error, factor))
                  : Stream.empty();
            })
            .toList();
    return where.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PretrainingWarnings.warning(
                "additive-form",
                "approach 1 errs in ln(-ln pass@k) at "
                    + String.join(", ", where)
                    + ": a sum of terms in N, D and k does not hold there; prefer approach 2 or a"
                    + " law for that k"));
  }
}
