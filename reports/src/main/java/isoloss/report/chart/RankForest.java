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

/** Scores with intervals from best to worst; colour and shape change with the tie group. */
final class RankForest implements Chart<Findings> {

  @Override
  public String name() {
    return "rank-forest";
  }

  @Override
  public Drawing draw(Findings findings) {
    RankedModels models = RankedModels.of(findings);
    if (!models.isOrder()) {
      return RankedModels.noOrder(name());
    }
    List<Layer> layers = new ArrayList<>();
    for (int group : models.groups()) {
      layers.add(points(models, group));
    }
    String score = FindingsRows.text(findings, "score");
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Ranking",
            caption(models),
            Axis.linear(score.isBlank() ? "score" : score, ""),
            models.axis(),
            layers.size() > 1 ? "tie group" : "",
            layers));
  }

  private static Layer points(RankedModels models, int group) {
    int[] places = models.places(group);
    Layer.Points points =
        Layer.Points.of(
                String.valueOf(group),
                Ink.category(group - 1),
                Marker.cycle(group - 1),
                models.numbers(places, "score"),
                models.heights(places))
            .withLabels(Arrays.stream(places).mapToObj(place -> label(models, place)).toList());
    return hasIntervals(models, places)
        ? points.withErrors(
            new Layer.ErrorBars(
                Layer.Along.X, models.numbers(places, "low"), models.numbers(places, "high")))
        : points;
  }

  private static boolean hasIntervals(RankedModels models, int[] places) {
    return models.numbers(places, "low").stream().anyMatch(Double::isFinite);
  }

  private static String label(RankedModels models, int place) {
    double low = models.number(place, "low");
    String interval =
        Double.isFinite(low)
            ? " (%s to %s)"
                .formatted(
                    NumberText.significant(low, 4),
                    NumberText.significant(models.number(place, "high"), 4))
            : "";
    return "%s: %s%s, rank %s"
        .formatted(
            models.model(place),
            NumberText.significant(models.number(place, "score"), 4),
            interval,
            models.ranks(place));
  }

  private static String caption(RankedModels models) {
    int[] shown = IntStream.range(0, models.shown()).toArray();
    String bars =
        hasIntervals(models, shown)
            ? " Bars: pointwise %s intervals.".formatted(models.level())
            : " Nothing is known of errors.";
    return models.caption()
        + bars
        + " Right: the ranks that the measurements allow, jointly. Models of one tie group cannot be"
        + " told from its first.";
  }
}
