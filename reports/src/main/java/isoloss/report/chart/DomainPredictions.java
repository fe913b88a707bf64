package isoloss.report.chart;

import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Losses of each domain as its mixing law predicts them with the row left out, against measured.
 */
final class DomainPredictions implements Chart<Findings> {
  static boolean suits(Findings findings) {
    return findings.name().equals("domain-mixture") && findings.hasTable("predictions");
  }

  @Override
  public String name() {
    return "domain-predictions";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("predictions");
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.SOLID, Layer.ReferenceLine.Course.IDENTITY, 0));
    double[] distinct = Arrays.stream(table.numbers("domain")).distinct().sorted().toArray();
    for (int i = 0; i < distinct.length; i++) {
      layers.add(points(table, FindingsRows.where(table, "domain", distinct[i]), i));
    }
    double[] observed = table.numbers("observed");
    double[] leftOut = table.numbers("leftOut");
    double squares =
        IntStream.range(0, observed.length)
            .mapToDouble(r -> (leftOut[r] - observed[r]) * (leftOut[r] - observed[r]))
            .average()
            .orElse(Double.NaN);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Losses of each domain, predicted with the mixture left out",
            ("%s; n = %d losses, each predicted by a fit without its row; root mean square error %s"
                    + " nats/token. Line: predicted = observed.")
                .formatted(
                    findings.formula(),
                    observed.length,
                    NumberText.significant(Math.sqrt(squares), 2)),
            Axis.linear("observed loss", "nats/token"),
            Axis.linear("predicted loss", "nats/token"),
            "",
            layers));
  }

  private static Layer points(Findings.Table table, int[] rows, int index) {
    List<String> groups = table.texts("group");
    return Layer.Points.of(
            "domain " + (int) table.number(rows[0], "domain"),
            Ink.category(index),
            Marker.cycle(index),
            FindingsRows.values(table, "observed", rows),
            FindingsRows.values(table, "leftOut", rows))
        .withLabels(Arrays.stream(rows).mapToObj(r -> "group " + groups.get(r)).toList());
  }
}
