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
 * In which share of resamples of the problems each model is the best choice within a budget: solid
 * by eFLOPs, dotted by FLOPs.
 */
final class ModelAtBudget implements Chart<Findings> {
  private static final double TERA = 1e12;

  /** Whether the findings are a plan of test time with resamples. */
  static boolean suits(Findings findings) {
    return findings.name().equals("test-time") && findings.hasTable("membership");
  }

  @Override
  public String name() {
    return "model-at-budget";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table shares = findings.table("membership");
    List<String> models = shares.texts("model").stream().distinct().toList();
    List<Layer> layers = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      layers.add(line(shares, models.get(m), "FLOPs", m, Layer.Stroke.DOTTED));
      layers.add(line(shares, models.get(m), "eFLOPs", m, Layer.Stroke.SOLID));
      layers.add(points(shares, models.get(m), m));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Best model at a budget",
            "n = %s problems, drawn with replacement. Solid with points: budgets in eFLOPs; dotted: in FLOPs."
                .formatted(NumberText.count(Math.round(findings.number("problems")))),
            Axis.log("budget of a question", "FLOP"),
            Axis.linear("share of resamples in which the model is best", "").within(-.03, 1.03),
            "",
            layers));
  }

  private static int[] rows(Findings.Table shares, String model, String account) {
    return IntStream.range(0, shares.size())
        .filter(row -> shares.texts("model").get(row).equals(model))
        .filter(row -> shares.texts("account").get(row).equals(account))
        .toArray();
  }

  private static Layer line(
      Findings.Table shares, String model, String account, int index, Layer.Stroke stroke) {
    int[] rows = rows(shares, model, account);
    return new Layer.Line(
        "",
        Ink.category(index),
        stroke,
        Layer.Weight.NORMAL,
        pick(shares, "budgetTera", rows, TERA),
        pick(shares, "share", rows, 1));
  }

  private static Layer points(Findings.Table shares, String model, int index) {
    int[] rows = rows(shares, model, "eFLOPs");
    return Layer.Points.of(
        model,
        Ink.category(index),
        Marker.cycle(index),
        pick(shares, "budgetTera", rows, TERA),
        pick(shares, "share", rows, 1));
  }

  private static Values pick(Findings.Table shares, String column, int[] rows, double factor) {
    double[] values = shares.numbers(column);
    return Values.of(Arrays.stream(rows).mapToDouble(row -> factor * values[row]).toArray());
  }
}
