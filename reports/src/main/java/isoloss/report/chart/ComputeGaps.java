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

/**
 * Compute-optimal loss against compute, one colour per family, with the lines fitted to the optima
 * and, at the largest measured budget, the compute that a family needs for the reference's loss.
 */
final class ComputeGaps implements Chart<Findings> {
  /** Computes within this part of each other are the same. */
  private static final double SAME = 1.01;

  @Override
  public String name() {
    return "compute-gaps";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table optima = findings.table("optima");
    Findings.Table laws = findings.table("laws");
    Findings.Table gaps = findings.table("computeGaps");
    double budget = budget(optima, gaps);
    List<Layer> layers = new ArrayList<>();
    List<String> models = laws.texts("model");
    int points = 0;
    for (int m = 0; m < models.size(); m++) {
      int[] used =
          Arrays.stream(FindingsRows.where(optima, "model", models.get(m)))
              .filter(row -> !Double.isNaN(optima.number(row, "loss")))
              .toArray();
      points += used.length;
      Values x = Values.of(FindingsRows.pick(optima, "flops", used));
      Ink ink = Ink.category(m);
      layers.addAll(lines(laws, m, x, needed(gaps, models.get(m), budget), ink));
      layers.add(
          Layer.Points.of(
              models.get(m),
              ink,
              Marker.cycle(m),
              x,
              Values.of(FindingsRows.pick(optima, "loss", used))));
    }
    String reference = FindingsRows.text(findings, "reference");
    for (int row : at(gaps, budget)) {
      layers.addAll(gap(laws, reference, gaps, row));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Compute for equal loss",
            "Loss of the compute-optimal model of each budget, n = %d optima. Lines: lg L = a + b lg C by least squares, dotted beyond the budgets. Across: compute for the loss of %s at %s FLOP."
                .formatted(points, reference, NumberText.significant(budget, 3)),
            Axis.log("training compute C", "FLOP"),
            Axis.log("loss", "nats/token"),
            "",
            layers));
  }

  /** The largest compared budget that was measured, else the first. */
  private static double budget(Findings.Table optima, Findings.Table gaps) {
    double measured = Arrays.stream(optima.numbers("flops")).max().orElse(0) * SAME;
    return Arrays.stream(gaps.numbers("flops"))
        .filter(flops -> flops <= measured)
        .max()
        .orElse(gaps.number(0, "flops"));
  }

  private static int[] at(Findings.Table gaps, double budget) {
    return IntStream.range(0, gaps.size())
        .filter(row -> gaps.number(row, "flops") == budget)
        .toArray();
  }

  /** Compute at which a model reaches the reference's loss; 0 for the reference. */
  private static double needed(Findings.Table gaps, String model, double budget) {
    return Arrays.stream(at(gaps, budget))
        .filter(row -> gaps.texts("model").get(row).equals(model))
        .mapToDouble(row -> gaps.number(row, "equivalentFlops"))
        .findFirst()
        .orElse(0);
  }

  /** Within the budgets, and dotted on to where the gap ends. */
  private static List<Layer> lines(
      Findings.Table laws, int row, Values flops, double needed, Ink ink) {
    double low = flops.stream().min().orElse(1);
    double high = flops.stream().max().orElse(1);
    Layer inside = line(laws, row, low, high, Layer.Stroke.SOLID, ink);
    return needed > high
        ? List.of(inside, line(laws, row, high, needed, Layer.Stroke.DOTTED, ink))
        : List.of(inside);
  }

  private static Layer line(
      Findings.Table laws, int row, double low, double high, Layer.Stroke stroke, Ink ink) {
    return new Layer.Line(
        "",
        ink,
        stroke,
        Layer.Weight.NORMAL,
        Values.of(low, high),
        Values.of(loss(laws, row, low), loss(laws, row, high)));
  }

  private static double loss(Findings.Table laws, int row, double flops) {
    return Math.pow(10, laws.number(row, "a") + laws.number(row, "b") * Math.log10(flops));
  }

  private static List<Layer> gap(
      Findings.Table laws, String reference, Findings.Table gaps, int row) {
    double flops = gaps.number(row, "flops");
    double needed = gaps.number(row, "equivalentFlops");
    double loss = loss(laws, FindingsRows.where(laws, "model", reference)[0], flops);
    return List.of(
        new Layer.Line(
            "",
            Ink.TEXT,
            Layer.Stroke.DASHED,
            Layer.Weight.NORMAL,
            Values.of(flops, needed),
            Values.of(loss, loss)),
        new Layer.Annotation(
            Math.sqrt(flops * needed),
            loss,
            NumberText.significant(gaps.number(row, "gap"), 3) + " × the compute",
            Ink.TEXT));
  }
}
