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
import java.util.Optional;

/** How much better one model is than another: by several views of the error, then by source. */
final class PairedDifferences implements Chart<Findings> {
  private static final int MOST_SOURCES = 40;

  static boolean suits(Findings findings) {
    return findings.kind().equals(Findings.DIFF) && findings.hasTable("intervals");
  }

  @Override
  public String name() {
    return "paired-difference";
  }

  /** One line of the forest. */
  private record Line(String label, double difference, double low, double high) {
    private static Line of(Findings.Table table, String column, int row) {
      return new Line(
          table.texts(column).get(row),
          table.number(row, "difference"),
          table.number(row, "low"),
          table.number(row, "high"));
    }

    private boolean hasInterval() {
      return !Double.isNaN(low) && !Double.isNaN(high);
    }
  }

  @Override
  public Drawing draw(Findings found) {
    List<Line> views = lines(found.table("intervals"), "view");
    List<Line> sources =
        found.hasTable("sources") ? lines(found.table("sources"), "source") : List.of();
    if (views.isEmpty() && sources.isEmpty()) {
      return new Drawing.LeftOut(name(), "the clusters are too few or too alike for intervals.");
    }
    int count = views.size() + sources.size();
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Line line = i < views.size() ? views.get(i) : sources.get(i - views.size());
      ticks.add(new Axis.Tick(count - i, line.label().isEmpty() ? "no source" : line.label()));
    }
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.SOLID, Layer.ReferenceLine.Course.VERTICAL, 0));
    layer("all shared samples", Ink.BLUE, Marker.CIRCLE, views, count).ifPresent(layers::add);
    layer("by source", Ink.VERMILION, Marker.SQUARE, sources, count - views.size())
        .ifPresent(layers::add);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "%s against %s"
                .formatted(FindingsRows.text(found, "first"), FindingsRows.text(found, "second")),
            caption(found),
            Axis.linear("first better than second by", ""),
            Axis.linear("", "").within(0.4, count + 0.6).withTicks(ticks),
            "",
            layers));
  }

  private static List<Line> lines(Findings.Table table, String column) {
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < table.size() && lines.size() < MOST_SOURCES; row++) {
      Line line = Line.of(table, column, row);
      if (line.hasInterval()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** From this height down, one line a step. */
  private static Optional<Layer> layer(
      String title, Ink ink, Marker marker, List<Line> lines, int height) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    double[] y = new double[lines.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = height - i;
    }
    return Optional.of(
        Layer.Points.of(
                title,
                ink,
                marker,
                Values.of(lines.stream().mapToDouble(Line::difference).toArray()),
                Values.of(y))
            .withErrors(
                new Layer.ErrorBars(
                    Layer.Along.X,
                    Values.of(lines.stream().mapToDouble(Line::low).toArray()),
                    Values.of(lines.stream().mapToDouble(Line::high).toArray())))
            .withLabels(lines.stream().map(PairedDifferences::label).toList()));
  }

  private static String label(Line line) {
    return "%s: %s, from %s to %s"
        .formatted(
            line.label(),
            NumberText.significant(line.difference(), 3),
            NumberText.significant(line.low(), 3),
            NumberText.significant(line.high(), 3));
  }

  private static String caption(Findings found) {
    return "n = %s shared samples in %s clusters. Bars: %s intervals. %s: p = %s."
        .formatted(
            NumberText.count((long) found.number("sharedSamples")),
            NumberText.count((long) found.number("clusters")),
            NumberText.percent(found.number("level")),
            FindingsRows.text(found, "test"),
            NumberText.significant(found.number("pValue"), 3));
  }
}
