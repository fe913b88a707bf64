package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** In which share of resamples of the problems each model is the best choice within a budget. */
final class ModelAtBudget implements Chart<Findings> {
  private static final double TERA = 1e12;
  private static final int INKS = 6;

  private final String name;
  private final String account;

  private ModelAtBudget(String name, String account) {
    this.name = name;
    this.account = account;
  }

  static ModelAtBudget byEquivalentFlops() {
    return new ModelAtBudget("model-at-budget", "eFLOPs");
  }

  static ModelAtBudget byFlops() {
    return new ModelAtBudget("model-at-flops-budget", "FLOPs");
  }

  /** Whether the findings are a plan of test time with resamples. */
  static boolean suits(Findings findings) {
    return findings.name().equals("test-time") && findings.hasTable("membership");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table shares = findings.table("membership");
    List<String> models = shares.texts("model").stream().distinct().toList();
    List<Layer> layers = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      layers.add(line(shares, models.get(m), m));
    }
    return new Drawing.Drawn(
        new Figure(
            name,
            "Best model at a budget in " + account,
            "n = %s problems, drawn with replacement; what is left to 1 affords no model."
                .formatted(NumberText.count(Math.round(findings.number("problems")))),
            Axis.log("budget of a question, " + account, "FLOP"),
            Axis.linear("share of resamples in which the model is best", "").within(-.03, 1.03),
            "",
            layers));
  }

  private Layer line(Findings.Table shares, String model, int index) {
    List<String> accounts = shares.texts("account");
    int[] rows =
        Arrays.stream(FindingsRows.where(shares, "model", model))
            .filter(row -> accounts.get(row).equals(account))
            .toArray();
    return new Layer.Line(
        model,
        Ink.category(index),
        index < INKS ? Layer.Stroke.SOLID : Layer.Stroke.DASHED,
        Layer.Weight.NORMAL,
        pick(shares, "budgetTera", rows, TERA),
        pick(shares, "share", rows, 1));
  }

  private static Values pick(Findings.Table shares, String column, int[] rows, double factor) {
    double[] values = shares.numbers(column);
    return Values.of(Arrays.stream(rows).mapToDouble(row -> factor * values[row]).toArray());
  }
}
