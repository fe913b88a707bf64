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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Coverage or accuracy against the cost of a question: every configuration, one colour per model,
 * and the frontier as steps, since between two of its points the cheaper one is all that a budget
 * buys. By eFLOPs those choices of FLOPs alone that are not on it are marked, at their full cost.
 */
final class TestTimeFrontier implements Chart<Findings> {
  private static final double TERA = 1e12;

  private final String name;
  private final String costColumn;
  private final String costTitle;
  private final String frontier;

  private TestTimeFrontier(String name, String costColumn, String costTitle, String frontier) {
    this.name = name;
    this.costColumn = costColumn;
    this.costTitle = costTitle;
    this.frontier = frontier;
  }

  static TestTimeFrontier byEquivalentFlops() {
    return new TestTimeFrontier(
        "frontier", "eflopsTera", "compute and memory of a question, eFLOPs", "frontier");
  }

  static TestTimeFrontier byFlops() {
    return new TestTimeFrontier(
        "flops-frontier", "flopsTera", "compute of a question", "flopsFrontier");
  }

  /** Whether the findings are a plan of test time with measured accuracies. */
  static boolean suits(Findings findings) {
    return findings.name().equals("test-time") && findings.hasTable("configurations");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table all = findings.table("configurations");
    Findings.Table best = findings.table(frontier);
    if (best.size() == 0) {
      return new Drawing.LeftOut(name, "No configuration solves any problem.");
    }
    List<Layer> layers = new ArrayList<>();
    layers.add(steps(best.numbers("costTera"), best.numbers("accuracy")));
    layers.addAll(points(all));
    Optional<Layer> choices = flopsChoices(findings, all);
    choices.ifPresent(layers::add);
    String response = response(findings);
    return new Drawing.Drawn(
        new Figure(
            name,
            response.substring(0, 1).toUpperCase(Locale.ROOT)
                + response.substring(1)
                + (isByFlops() ? " against compute alone" : " against compute and memory"),
            caption(findings, all, best, choices.isPresent()),
            Axis.log(costTitle, "FLOP"),
            Axis.linear(response, ""),
            "",
            layers));
  }

  private boolean isByFlops() {
    return costColumn.equals("flopsTera");
  }

  private static String response(Findings findings) {
    return findings
        .fact("response")
        .map(fact -> fact.value() instanceof Findings.Cell.Text(String text) ? text : "accuracy")
        .orElse("accuracy");
  }

  private List<Layer> points(Findings.Table all) {
    List<String> models = all.texts("model").stream().distinct().toList();
    List<Layer> layers = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      String model = models.get(m);
      int[] rows = FindingsRows.where(all, "model", model);
      layers.add(
          Layer.Points.of(
                  model,
                  Ink.ramp(m, models.size()),
                  Marker.cycle(m),
                  flop(FindingsRows.pick(all, costColumn, rows)),
                  FindingsRows.values(all, "accuracy", rows))
              .withLabels(Arrays.stream(rows).mapToObj(row -> label(all, model, row)).toList()));
    }
    return layers;
  }

  private static String label(Findings.Table all, String model, int row) {
    return "%s, N = %s, %s tokens"
        .formatted(
            model,
            NumberText.count(Math.round(all.number(row, "samples"))),
            NumberText.count(Math.round(all.number(row, "outputTokens"))));
  }

  private Optional<Layer> flopsChoices(Findings findings, Findings.Table all) {
    if (isByFlops()) {
      return Optional.empty();
    }
    Findings.Table chosen = findings.table("flopsFrontier");
    List<String> models = chosen.texts("model");
    double[] cost = new double[chosen.size()];
    Arrays.setAll(
        cost, row -> all.number(configuration(all, models.get(row), chosen, row), costColumn));
    Findings.Table best = findings.table(frontier);
    int[] dearer =
        IntStream.range(0, chosen.size())
            .filter(
                row -> Arrays.stream(best.numbers("costTera")).noneMatch(each -> each == cost[row]))
            .toArray();
    return dearer.length == 0
        ? Optional.empty()
        : Optional.of(
            Layer.Points.of(
                "chosen by FLOPs alone",
                Ink.TEXT,
                Marker.PLUS,
                flop(Arrays.stream(dearer).mapToDouble(row -> cost[row]).toArray()),
                FindingsRows.values(chosen, "accuracy", dearer)));
  }

  private static int configuration(
      Findings.Table all, String model, Findings.Table chosen, int row) {
    return Arrays.stream(FindingsRows.where(all, "model", model))
        .filter(each -> all.number(each, "samples") == chosen.number(row, "samples"))
        .filter(each -> all.number(each, "outputTokens") == chosen.number(row, "outputTokens"))
        .findFirst()
        .orElseThrow();
  }

  private static Layer steps(double[] tera, double[] accuracy) {
    int corners = 2 * tera.length - 1;
    double[] x = new double[corners];
    double[] y = new double[corners];
    for (int corner = 0; corner < corners; corner++) {
      x[corner] = tera[(corner + 1) / 2];
      y[corner] = accuracy[corner / 2];
    }
    return new Layer.Line(
        "frontier", Ink.VERMILION, Layer.Stroke.SOLID, Layer.Weight.NORMAL, flop(x), Values.of(y));
  }

  private static Values flop(double[] tera) {
    return Values.of(Arrays.stream(tera).map(each -> each * TERA).toArray());
  }

  private static String caption(
      Findings findings, Findings.Table all, Findings.Table best, boolean hasChoices) {
    double problems = findings.number("problems");
    String upper =
        response(findings).equals("coverage")
            ? " Coverage counts any correct sample; without a verifier it is an upper bound."
            : "";
    String choices =
        hasChoices
            ? " Plus signs: what FLOPs alone would choose and memory makes dearer than need be."
            : "";
    return "n = %d configurations%s; the frontier has %d, one for all problems, no oracle.%s%s"
        .formatted(
            all.size(),
            problems > 0 ? " on " + NumberText.count(Math.round(problems)) + " problems" : "",
            best.size(),
            choices,
            upper);
  }
}
