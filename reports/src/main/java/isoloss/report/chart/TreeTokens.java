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
import java.util.stream.IntStream;

/** Expected tokens of the best tree against its nodes, beside a chain as large. */
final class TreeTokens implements Chart<Findings> {
  static final String TABLE = "trees";

  @Override
  public String name() {
    return "tree-tokens-against-nodes";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table(TABLE);
    Values nodes = Values.of(table.numbers("nodes"));
    List<Layer> layers = new ArrayList<>();
    layers.add(line("best tree", Ink.BLUE, Layer.Stroke.SOLID, nodes, table, "mostTokens"));
    layers.add(line("greedy tree", Ink.GREEN, Layer.Stroke.DOTTED, nodes, table, "greedyTokens"));
    layers.add(line("chain", Ink.MUTED, Layer.Stroke.DASHED, nodes, table, "chainTokens"));
    int[] fastest =
        IntStream.range(0, table.size())
            .filter(row ->
                table.cell(row, "fastest") instanceof Findings.Cell.Flag(boolean flag) && flag)
            .toArray();
    for (int row : fastest) {
      layers.add(
          Layer.Points.of(
                  "fastest",
                  Ink.VERMILION,
                  Marker.DIAMOND,
                  Values.of(nodes.get(row)),
                  Values.of(table.number(row, "expectedTokens")))
              .withLabels(
                  List.of(
                      "%s nodes: %s times"
                          .formatted(
                              NumberText.count((long) nodes.get(row)),
                              NumberText.significant(table.number(row, "speedUp"), 4)))));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Tokens of a round against the size of the tree",
            "Dynamic programme over acceptance by rank; n = %d sizes. Marked: the fastest tree, by"
                    .formatted(table.size())
                + " tokens over time; it may be shallower than the one of most tokens.",
            Axis.log("nodes, the root counted", ""),
            Axis.linear("tokens a round", ""),
            "",
            layers));
  }

  private static Layer line(
      String name,
      Ink ink,
      Layer.Stroke stroke,
      Values nodes,
      Findings.Table table,
      String column) {
    return new Layer.Line(
        name, ink, stroke, Layer.Weight.NORMAL, nodes, Values.of(table.numbers(column)));
  }
}
