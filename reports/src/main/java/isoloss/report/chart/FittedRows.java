package isoloss.report.chart;

import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of a fit with what the law says about each. */
final class FittedRows {
  private final Fit fit;
  private final Observations rows;
  private final List<String> inputs;
  private final double[] observed;
  private final double[] fitted;

  private FittedRows(Fit fit, Observations rows) {
    this.fit = fit;
    this.rows = rows;
    this.inputs = fit.law().inputs().stream().map(Variable::symbol).toList();
    this.observed = rows.isEmpty() ? new double[0] : rows.column(fit.law().response().symbol());
    double[] theta = fit.theta();
    this.fitted =
        IntStream.range(0, rows.size())
            .mapToDouble(row -> fit.law().value(theta, rows.row(row, inputs)))
            .toArray();
  }

  static FittedRows of(Fit fit) {
    return new FittedRows(fit, fit.observations());
  }

  static FittedRows heldOut(Fit fit) {
    return new FittedRows(fit, fit.data().split().heldOut());
  }

  int size() {
    return rows.size();
  }

  double[] observed() {
    return observed.clone();
  }

  double[] fitted() {
    return fitted.clone();
  }

  /** {@code 100 (observed / fitted - 1)}, in percent. */
  double[] residualPercent() {
    return IntStream.range(0, size())
        .mapToDouble(row -> 100 * (observed[row] / fitted[row] - 1))
        .toArray();
  }

  double[] column(String symbol) {
    return rows.isEmpty() ? new double[0] : rows.column(symbol);
  }

  /** Per row: a name where there is one, the inputs, the observed and the fitted response. */
  List<String> labels() {
    Optional<List<String>> names = rows.label("model");
    List<String> labels = new ArrayList<>(size());
    for (int row = 0; row < size(); row++) {
      StringBuilder text = new StringBuilder();
      if (names.isPresent() && !names.get().get(row).isBlank()) {
        text.append(names.get().get(row)).append(": ");
      }
      for (String input : inputs) {
        text.append(input)
            .append(" = ")
            .append(NumberText.prefixed(rows.value(row, input)))
            .append(", ");
      }
      text.append("observed ")
          .append(NumberText.significant(observed[row], 4))
          .append(", fitted ")
          .append(NumberText.significant(fitted[row], 4));
      labels.add(text.toString());
    }
    return labels;
  }

  /** For example {@code Law: chinchilla, default procedure, n = 240}. */
  static String method(Fit fit) {
    return "Law: %s, %s procedure, n = %s"
        .formatted(fit.law().name(), fit.procedure(), NumberText.count(fit.observations().size()));
  }
}
