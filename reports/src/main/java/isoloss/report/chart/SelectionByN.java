package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Accuracy of the oracle, of votes and of best-of-N against the number of samples. */
final class SelectionByN implements Chart<Findings> {
  private static final List<String> METHODS =
      List.of("oracle", "bestOfN", "weightedMajority", "minimumRisk", "majority");

  static boolean suits(Findings findings) {
    return findings.name().equals("selection") && findings.hasTable("curves");
  }

  @Override
  public String name() {
    return "accuracy-against-samples";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("curves");
    Values n = Values.of(table.numbers("n"));
    List<Layer> layers = new ArrayList<>();
    boolean banded = table.hasColumn("majorityLow");
    for (String method : METHODS) {
      if (banded && table.hasColumn(method)) {
        layers.add(
            new Layer.Band(
                "",
                ink(method),
                n,
                Values.of(table.numbers(method + "Low")),
                Values.of(table.numbers(method + "High"))));
      }
    }
    for (String method : METHODS) {
      if (table.hasColumn(method)) {
        Values y = Values.of(table.numbers(method));
        layers.add(new Layer.Line("", ink(method), Layer.Stroke.SOLID, Layer.Weight.NORMAL, n, y));
        layers.add(
            Layer.Points.of(
                title(table, method), ink(method), Marker.cycle(METHODS.indexOf(method)), n, y));
      }
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Selection from N samples",
            caption(findings, banded),
            Axis.linear("samples N", ""),
            Axis.linear("accuracy", ""),
            "",
            layers));
  }

  private static Ink ink(String method) {
    return Ink.category(METHODS.indexOf(method));
  }

  private static String title(Findings.Table table, String method) {
    return table.columns().stream()
        .filter(column -> column.key().equals(method))
        .findFirst()
        .map(Findings.Column::title)
        .orElse(method);
  }

  private static String caption(Findings findings, boolean banded) {
    String exact =
        "Means over n = %s problems and over subsets of N samples."
            .formatted(NumberText.count((long) findings.number("problemCount")));
    return banded
        ? exact
            + " Bands: %s intervals over redrawn problems, at each N by itself."
                .formatted(
                    NumberText.percent(findings.parameters().getFirst().level().orElse(Double.NaN)))
        : exact;
  }
}
