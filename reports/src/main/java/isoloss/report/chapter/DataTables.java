package isoloss.report.chapter;

import isoloss.data.Observations;
import isoloss.data.Rejected;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.fit.Prediction;
import isoloss.report.Block;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which rows were used, which were not, and why. */
final class DataTables {
  /** More rows than this are counted, not listed: nobody reads them and the file stays small. */
  private static final int MOST_ROWS = 500;

  private DataTables() {}

  static void add(List<Block> out, Fit fit) {
    out.add(new Block.Heading(3, "Data"));
    List<Block.Entry> counts = new ArrayList<>();
    counts.add(count("Rows fitted", fit.observations().size()));
    counts.add(count("Rows held out", fit.data().split().heldOut().size()));
    counts.add(count("Rows rejected", fit.data().rejected().size()));
    counts.add(count("Exact duplicates dropped", fit.data().duplicatesDropped()));
    fit.data()
        .filteredOut()
        .forEach(rule -> counts.add(count("Left out by " + rule.rule(), rule.rows())));
    out.add(new Block.KeyValues("The account of the rows", counts));
    if (!fit.data().rejected().isEmpty()) {
      out.add(rejected(fit.data().rejected()));
    }
    out.add(new Block.Details("The rows that were fitted", List.of(rows(fit))));
  }

  private static Block.Entry count(String key, int rows) {
    return new Block.Entry(key, NumberText.count(rows));
  }

  private static Block rejected(List<Rejected> rejected) {
    return new Block.Table(
        "Rejected rows" + firstOf(rejected.size()),
        List.of(
            Block.Column.text("File"), Block.Column.number("Line"), Block.Column.text("Reason")),
        rejected.stream()
            .limit(MOST_ROWS)
            .map(r -> List.of(r.file(), r.line() > 0 ? String.valueOf(r.line()) : "–", r.reason()))
            .toList());
  }

  private static String firstOf(int rows) {
    return rows > MOST_ROWS ? " (the first %d of %d)".formatted(MOST_ROWS, rows) : "";
  }

  private static Block rows(Fit fit) {
    Observations data = fit.observations();
    List<Variable> shown =
        Stream.concat(fit.law().inputs().stream(), Stream.of(fit.law().response())).toList();
    List<String> labels = data.labels().keySet().stream().toList();
    List<Block.Column> columns = new ArrayList<>();
    labels.forEach(label -> columns.add(Block.Column.text(label)));
    shown.forEach(variable -> columns.add(Block.Column.number(variable.symbol())));
    columns.add(Block.Column.number("Fitted"));
    columns.add(Block.Column.number("Residual, %"));
    List<String> inputs = fit.law().inputs().stream().map(Variable::symbol).toList();
    double[] theta = fit.theta();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(data.size(), MOST_ROWS); i++) {
      List<String> cells = new ArrayList<>();
      for (String label : labels) {
        cells.add(data.label(label).orElseThrow().get(i));
      }
      for (Variable variable : shown) {
        cells.add(NumberText.significant(data.value(i, variable.symbol()), 4));
      }
      double fitted = fit.law().value(theta, data.row(i, inputs));
      double observed = data.value(i, fit.law().response().symbol());
      cells.add(NumberText.significant(fitted, 4));
      cells.add(NumberText.decimals(100 * (observed / fitted - 1), 2));
      rows.add(cells);
    }
    return new Block.Table("Fitted rows" + firstOf(data.size()), columns, rows);
  }

  static Block heldOut(Fit fit, Fit.HeldOut held) {
    List<Block.Column> columns = new ArrayList<>();
    fit.law().inputs().forEach(input -> columns.add(Block.Column.number(input.symbol())));
    columns.add(Block.Column.number("Observed"));
    columns.add(Block.Column.number("Predicted"));
    columns.add(Block.Column.number("Error, %"));
    columns.add(Block.Column.number("Interval"));
    columns.add(Block.Column.text("Domain"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(held.predictions().size(), MOST_ROWS); i++) {
      Prediction prediction = held.predictions().get(i);
      List<String> cells = new ArrayList<>();
      prediction.inputs().stream().forEach(input -> cells.add(NumberText.significant(input, 4)));
      double observed = held.observed().get(i);
      cells.add(NumberText.significant(observed, 4));
      cells.add(NumberText.significant(prediction.value(), 4));
      cells.add(NumberText.decimals(100 * (prediction.value() / observed - 1), 2));
      cells.add(Sentences.interval(prediction.low(), prediction.high(), 4));
      cells.add(
          prediction.inside()
              ? "inside"
              : "outside, × " + NumberText.significant(Math.exp(prediction.distance()), 2));
      rows.add(cells);
    }
    return new Block.Table("Held-out runs" + firstOf(held.predictions().size()), columns, rows);
  }
}
