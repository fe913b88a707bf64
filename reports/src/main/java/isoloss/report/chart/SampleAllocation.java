package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Further samples of each problem against its pass rate in the pilot. */
final class SampleAllocation implements Chart<Findings> {

  static boolean suits(Findings findings) {
    return findings.name().equals("samples") && findings.hasTable("allocation");
  }

  @Override
  public String name() {
    return "sample-allocation";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("allocation");
    if (!(findings.number("budget") > 0)) {
      return new Drawing.LeftOut(name(), "The plan has no further samples.");
    }
    int[] byRate =
        IntStream.range(0, table.size())
            .boxed()
            .sorted(
                (a, b) -> Double.compare(table.number(a, "passRate"), table.number(b, "passRate")))
            .mapToInt(Integer::intValue)
            .toArray();
    List<String> names = table.texts("problem");
    double[] rate = new double[byRate.length];
    double[] samples = new double[byRate.length];
    for (int i = 0; i < byRate.length; i++) {
      rate[i] = table.number(byRate[i], "passRate");
      samples[i] = table.number(byRate[i], "samples");
    }
    double k = findings.number("k");
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Where further samples go",
            String.format(
                Locale.ROOT,
                "n = %d problems, %.0f further samples for pass@%.0f. Problems near a pass rate of"
                    + " 1/(2k) tell most; what the pilot drew counts towards each problem's part.",
                table.size(),
                findings.number("budget"),
                k),
            Axis.log("pass rate (posterior mean)", ""),
            Axis.linear("further samples", ""),
            "",
            List.of(
                new Layer.ReferenceLine(
                    "1/(2k)",
                    Ink.MUTED,
                    Layer.Stroke.DASHED,
                    Layer.ReferenceLine.Course.VERTICAL,
                    1 / (2 * k)),
                Layer.Points.of(
                        "problem", Ink.BLUE, Marker.CIRCLE, Values.of(rate), Values.of(samples))
                    .withLabels(IntStream.of(byRate).mapToObj(names::get).toList()))));
  }
}
