package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.rank.Leaderboard;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Scores with intervals from best to worst; colour and shape change with the tie group. */
final class RankForest implements Chart<Leaderboard> {

  @Override
  public String name() {
    return "rank-forest";
  }

  @Override
  public Drawing draw(Leaderboard board) {
    int count = board.rows().size();
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ticks.add(new Axis.Tick(count - i, board.rows().get(i).model()));
    }
    List<Layer> layers = new ArrayList<>();
    int groups = board.rows().stream().mapToInt(Leaderboard.Row::group).max().orElse(0);
    for (int group = 1; group <= groups; group++) {
      layers.add(groupPoints(board, group));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Ranking",
            caption(board),
            Axis.linear(board.description(), ""),
            Axis.linear("model", "").within(0.4, count + 0.6).withTicks(ticks),
            groups > 1 ? "tie group" : "",
            layers));
  }

  private static Layer groupPoints(Leaderboard board, int group) {
    List<Leaderboard.Row> rows = board.rows().stream().filter(row -> row.group() == group).toList();
    double[] places =
        rows.stream().mapToDouble(row -> board.rows().size() - board.rows().indexOf(row)).toArray();
    Layer.Points points =
        Layer.Points.of(
                String.valueOf(group),
                Ink.category(group - 1),
                Marker.cycle(group - 1),
                Values.of(rows.stream().mapToDouble(Leaderboard.Row::score).toArray()),
                Values.of(places))
            .withLabels(rows.stream().map(RankForest::label).toList());
    boolean complete = rows.stream().allMatch(r -> r.low().isPresent() && r.high().isPresent());
    return complete
        ? points.withErrors(
            new Layer.ErrorBars(
                Layer.Along.X,
                Values.of(rows.stream().mapToDouble(r -> r.low().orElseThrow()).toArray()),
                Values.of(rows.stream().mapToDouble(r -> r.high().orElseThrow()).toArray())))
        : points;
  }

  private static String label(Leaderboard.Row row) {
    String rank =
        row.rankLow() == row.rankHigh()
            ? "rank " + row.rankLow()
            : "rank " + row.rankLow() + " to " + row.rankHigh();
    return "%s: %s, %s".formatted(row.model(), NumberText.significant(row.score(), 4), rank);
  }

  private static String caption(Leaderboard board) {
    return ("%s, %s; n = %s shared samples. Bars: %s intervals, %s paired bootstrap draws."
            + " Models of one tie group cannot be told from its first.")
        .formatted(
            board.method(),
            board.direction().inWords(),
            NumberText.count(board.sharedSamples()),
            NumberText.percent(board.level()),
            NumberText.count(board.draws()));
  }
}
