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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loss against a cost of inference, one line of growing models per number of parallel streams: the
 * line that lies lowest at a cost is the better choice there.
 */
final class ParallelTradeOff implements Chart<Findings> {
  private static final double LABEL_RIGHT = 1.06;
  private static final double LABEL_UP = 0.03;

  private final String name;
  private final String cost;
  private final String column;
  private final String unit;
  private final boolean largestBatch;

  private ParallelTradeOff(
      String name, String cost, String column, String unit, boolean largestBatch) {
    this.name = name;
    this.cost = cost;
    this.column = column;
    this.unit = unit;
    this.largestBatch = largestBatch;
  }

  static ParallelTradeOff memory() {
    return new ParallelTradeOff("loss-against-memory", "memory", "memoryGiB", "GiB", false);
  }

  static ParallelTradeOff latency() {
    return new ParallelTradeOff("loss-against-latency", "latency", "latencySeconds", "s", false);
  }

  static ParallelTradeOff latencyOfLargestBatch() {
    return new ParallelTradeOff(
        "loss-against-latency-largest-batch", "latency", "latencySeconds", "s", true);
  }

  static boolean suits(Findings findings) {
    return findings.kind().equals(Findings.PLAN)
        && findings.name().equals("parallel")
        && findings.hasTable("options");
  }

  @Override
  public String name() {
    return name;
  }

  /** A model with streams: its cost is a mean over the lengths. */
  private record Choice(double baseN, double streams, double loss, double cost) {}

  @Override
  public Drawing draw(Findings plan) {
    Findings.Table options = plan.table("options");
    double[] batches = Arrays.stream(options.numbers("batch")).distinct().sorted().toArray();
    if (batches.length == 0) {
      return new Drawing.LeftOut(name, "the plan has no options");
    }
    if (largestBatch && batches.length == 1) {
      return new Drawing.LeftOut(name, "the plan has one batch only");
    }
    double batch = largestBatch ? batches[batches.length - 1] : batches[0];
    List<Choice> choices = choices(options, batch);
    double[] streams = choices.stream().mapToDouble(Choice::streams).distinct().sorted().toArray();
    List<Layer> layers = new ArrayList<>();
    for (int g = 0; g < streams.length; g++) {
      layers.add(line(of(choices, streams[g]), Ink.ramp(g, streams.length)));
    }
    layers.add(front(choices));
    layers.addAll(sizes(choices, streams));
    for (int g = 0; g < streams.length; g++) {
      layers.add(
          points(
              of(choices, streams[g]),
              "P = " + NumberText.significant(streams[g], 3),
              Ink.ramp(g, streams.length),
              Marker.cycle(g)));
    }
    String device = plan.fact("device").map(fact -> text(fact.value())).orElse("the device");
    return new Drawing.Drawn(
        new Figure(
            name,
            "Loss against %s at batch %s".formatted(cost, NumberText.significant(batch, 4)),
            "Each line: models of growing size with P streams, n = %d; mean %s over the lengths of the plan on %s. Dashed: the least loss at up to each cost."
                .formatted(choices.size(), cost, device),
            Axis.log(cost, unit),
            Axis.linear("loss", "nats/token"),
            "parallel streams",
            layers));
  }

  private static String text(Findings.Cell cell) {
    return cell instanceof Findings.Cell.Text(String value) ? value : "the device";
  }

  private List<Choice> choices(Findings.Table options, double batch) {
    Map<List<Double>, List<Choice>> byModel = new TreeMap<>(Comparator.comparing(List::toString));
    for (int row = 0; row < options.size(); row++) {
      if (options.number(row, "batch") == batch) {
        Choice choice =
            new Choice(
                options.number(row, "baseN"),
                options.number(row, "P"),
                options.number(row, "loss"),
                options.number(row, column));
        byModel
            .computeIfAbsent(List.of(choice.baseN(), choice.streams()), key -> new ArrayList<>())
            .add(choice);
      }
    }
    return byModel.values().stream()
        .map(same -> {
          Choice first = same.getFirst();
          double mean = same.stream().mapToDouble(Choice::cost).average().orElse(Double.NaN);
          return new Choice(first.baseN(), first.streams(), first.loss(), mean);
        })
        .sorted(Comparator.comparingDouble(Choice::baseN).thenComparing(Choice::streams))
        .toList();
  }

  private static List<Choice> of(List<Choice> choices, double streams) {
    return choices.stream().filter(choice -> choice.streams() == streams).toList();
  }

  private static Layer line(List<Choice> choices, Ink ink) {
    return new Layer.Line(
        "", ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, costs(choices), losses(choices));
  }

  /** The least loss at up to each cost, as steps. */
  private static Layer front(List<Choice> choices) {
    List<Choice> front =
        choices.stream()
            .filter(choice -> aboveFront(choice, choices) == 0)
            .sorted(Comparator.comparingDouble(Choice::cost))
            .toList();
    List<Double> costs = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < front.size(); i++) {
      if (i > 0) {
        costs.add(front.get(i).cost());
        losses.add(front.get(i - 1).loss());
      }
      costs.add(front.get(i).cost());
      losses.add(front.get(i).loss());
    }
    return new Layer.Line(
        "least loss",
        Ink.VERMILION,
        Layer.Stroke.DASHED,
        Layer.Weight.NORMAL,
        values(costs),
        values(losses));
  }

  private static Values values(List<Double> list) {
    return Values.of(list.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How much lower a loss may be had at no higher cost. */
  private static double aboveFront(Choice mine, List<Choice> choices) {
    double least =
        choices.stream()
            .filter(other -> other.cost() <= mine.cost())
            .mapToDouble(Choice::loss)
            .min()
            .orElse(mine.loss());
    return mine.loss() - least;
  }

  /** The sizes, written to the upper right of the line that lies farthest there. */
  private static List<Layer> sizes(List<Choice> choices, double[] streams) {
    double outermost =
        Arrays.stream(streams)
            .boxed()
            .max(
                Comparator.comparingDouble(p ->
                    of(choices, p).stream()
                        .mapToDouble(choice -> aboveFront(choice, choices))
                        .sum()))
            .orElseThrow();
    double lowest = choices.stream().mapToDouble(Choice::loss).min().orElseThrow();
    double highest = choices.stream().mapToDouble(Choice::loss).max().orElseThrow();
    List<Layer> words = new ArrayList<>();
    for (Choice choice : of(choices, outermost)) {
      words.add(
          new Layer.Annotation(
              choice.cost() * LABEL_RIGHT,
              choice.loss() + LABEL_UP * (highest - lowest),
              NumberText.prefixed(choice.baseN()),
              Ink.MUTED));
    }
    return words;
  }

  private static Layer points(List<Choice> choices, String name, Ink ink, Marker marker) {
    return Layer.Points.of(name, ink, marker, costs(choices), losses(choices))
        .withLabels(
            choices.stream()
                .map(choice ->
                    "%s with P = %s, loss %s"
                        .formatted(
                            NumberText.prefixed(choice.baseN()),
                            NumberText.significant(choice.streams(), 3),
                            NumberText.significant(choice.loss(), 4)))
                .toList());
  }

  private static Values costs(List<Choice> choices) {
    return Values.of(choices.stream().mapToDouble(Choice::cost).toArray());
  }

  private static Values losses(List<Choice> choices) {
    return Values.of(choices.stream().mapToDouble(Choice::loss).toArray());
  }
}
