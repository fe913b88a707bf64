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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** From the best to the worst rank that the measurements allow, with the estimated one marked. */
final class RankSetBars implements Chart<Findings> {

  @Override
  public String name() {
    return "rank-sets";
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
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Ranks that the measurements allow",
            "%s Bars: from the best to the worst rank, all of them jointly at %s; points: the order of the scores."
                .formatted(models.caption(), models.level()),
            axis(models),
            models.axis(),
            layers.size() > 1 ? "tie group" : "",
            layers));
  }

  private static Axis axis(RankedModels models) {
    double worst =
        IntStream.range(0, models.shown())
            .mapToDouble(place -> Math.max(place + 1, models.number(place, "rankHigh")))
            .max()
            .orElse(1);
    return RankedModels.rankAxis(
        "rank among %s models".formatted(NumberText.count(models.all().length)), worst);
  }

  private static Layer points(RankedModels models, int group) {
    int[] places = models.places(group);
    return Layer.Points.of(
            String.valueOf(group),
            Ink.category(group - 1),
            Marker.cycle(group - 1),
            Values.of(Arrays.stream(places).mapToDouble(place -> place + 1).toArray()),
            models.heights(places))
        .withErrors(
            new Layer.ErrorBars(
                Layer.Along.X,
                models.numbers(places, "rankLow"),
                models.numbers(places, "rankHigh")))
        .withLabels(
            Arrays.stream(places)
                .mapToObj(place ->
                    "%s: rank %s, estimated %d"
                        .formatted(models.model(place), models.ranks(place), place + 1))
                .toList());
  }
}
