package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gain of more samples against diversity of answers, a point per combination of the two. */
final class DiversityAgainstGain implements Chart<Findings> {
  private static final double LARGEST = 4;

  static boolean suits(Findings findings) {
    return findings.name().equals("selection") && findings.hasTable("problems");
  }

  @Override
  public String name() {
    return "gain-against-diversity";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("problems");
    double[] x = table.numbers("diversity");
    double[] y = table.numbers("gain");
    Map<List<Double>, Integer> times =
        new TreeMap<>(
            Comparator.<List<Double>, Double>comparing(List::getFirst)
                .thenComparing(List::getLast));
    for (int i = 0; i < x.length; i++) {
      times.merge(List.of(x[i], y[i]), 1, Integer::sum);
    }
    double most = times.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Gain of more samples against diversity of answers",
            ("n = %s problems; a larger point stands for more problems. Pearson %s,"
                    + " Spearman %s.")
                .formatted(
                    NumberText.count(table.size()),
                    NumberText.significant(findings.estimate("pearson"), 3),
                    NumberText.significant(findings.estimate("spearman"), 3)),
            Axis.linear("diversity of answers", ""),
            Axis.linear(
                "pass@%s less pass@1".formatted(NumberText.count((long) findings.number("maxN"))),
                ""),
            "",
            List.of(
                Layer.Points.of(
                        "",
                        Ink.BLUE,
                        Marker.CIRCLE,
                        Values.of(times.keySet().stream().mapToDouble(List::getFirst).toArray()),
                        Values.of(times.keySet().stream().mapToDouble(List::getLast).toArray()))
                    .withLabels(times.values().stream().map(count -> count + " problems").toList())
                    .withSizes(
                        Values.of(
                            times.values().stream()
                                .mapToDouble(
                                    count -> Math.max(0.4, LARGEST * Math.sqrt(count / most)))
                                .toArray())))));
  }
}
