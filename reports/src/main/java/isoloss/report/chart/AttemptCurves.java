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

/** Reward, or accuracy, of up to K attempts with an imperfect verifier. */
final class AttemptCurves implements Chart<Findings> {
  private static final int MOST_POINTS = 40;

  private final boolean reward;

  private AttemptCurves(boolean reward) {
    this.reward = reward;
  }

  /** The reward, its best number of attempts and its limit. */
  static Chart<Findings> ofReward() {
    return new AttemptCurves(true);
  }

  /** The share of problems answered and answered rightly, the accuracy and its bound. */
  static Chart<Findings> ofAccuracy() {
    return new AttemptCurves(false);
  }

  static boolean suits(Findings findings) {
    return findings.kind().equals(Findings.PLAN)
        && findings.name().equals("verifier")
        && findings.hasTable("reward");
  }

  @Override
  public String name() {
    return reward ? "reward-against-attempts" : "accuracy-against-attempts";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("reward");
    Axis attempts = Axis.linear("attempts at most, K", "");
    return new Drawing.Drawn(
        new Figure(
            name(),
            reward ? "Reward against attempts" : "Accuracy against attempts",
            caption(findings, table),
            attempts,
            reward
                ? Axis.linear("expected reward", "value of an answer")
                : Axis.linear("share", "").within(0, 1.02),
            "",
            reward ? rewardLayers(findings, table) : accuracyLayers(findings, table)));
  }

  private static List<Layer> rewardLayers(Findings findings, Findings.Table table) {
    List<Layer> layers = new ArrayList<>();
    Values attempts = Values.of(table.numbers("attempts"));
    if (table.hasColumn("rewardLow")) {
      layers.add(
          new Layer.Band(
              "interval over problems",
              Ink.BLUE,
              attempts,
              Values.of(table.numbers("rewardLow")),
              Values.of(table.numbers("rewardHigh"))));
    }
    double limit =
        findings.fact("rewardAtInfinity").isPresent()
            ? findings.number("rewardAtInfinity")
            : Double.NaN;
    if (Double.isFinite(limit)) {
      layers.add(across("without end", Ink.MUTED, limit));
    }
    layers.add(line("", Ink.BLUE, attempts, table.numbers("reward")));
    layers.add(points("reward", Ink.BLUE, Marker.CIRCLE, table, "reward"));
    double kStar = findings.number("kStar");
    if (kStar >= 1 && kStar <= table.size()) {
      layers.add(
          Layer.Points.of(
                  "best, K* = " + NumberText.count((long) kStar),
                  Ink.VERMILION,
                  Marker.DIAMOND,
                  Values.of(kStar),
                  Values.of(table.number((int) kStar - 1, "reward")))
              .with(Layer.Weight.STRONG)
              .withSizes(Values.of(2)));
    }
    return layers;
  }

  private static List<Layer> accuracyLayers(Findings findings, Findings.Table table) {
    List<Layer> layers = new ArrayList<>();
    Values attempts = Values.of(table.numbers("attempts"));
    if (table.hasColumn("accuracyLow")) {
      layers.add(
          new Layer.Band(
              "",
              Ink.BLUE,
              attempts,
              Values.of(table.numbers("accuracyLow")),
              Values.of(table.numbers("accuracyHigh"))));
    }
    layers.add(across("bound of resampling", Ink.VERMILION, findings.number("upperBound")));
    if (findings.fact("strongerAccuracy").isPresent()) {
      layers.add(across("stronger model", Ink.PURPLE, findings.number("strongerAccuracy")));
    }
    layers.add(line("", Ink.MUTED, attempts, table.numbers("returned")));
    layers.add(points("answered", Ink.MUTED, Marker.TRIANGLE, table, "returned"));
    layers.add(line("", Ink.GREEN, attempts, table.numbers("correct")));
    layers.add(points("answered rightly", Ink.GREEN, Marker.SQUARE, table, "correct"));
    layers.add(line("", Ink.BLUE, attempts, table.numbers("accuracy")));
    layers.add(points("right among answers", Ink.BLUE, Marker.CIRCLE, table, "accuracy"));
    return layers;
  }

  private static Layer across(String name, Ink ink, double at) {
    return new Layer.ReferenceLine(
        name, ink, Layer.Stroke.DASHED, Layer.ReferenceLine.Course.HORIZONTAL, at);
  }

  private static Layer line(String name, Ink ink, Values x, double[] y) {
    return new Layer.Line(name, ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, x, Values.of(y));
  }

  /** Every attempt where there are few; a long curve is marked now and then. */
  private static Layer points(
      String name, Ink ink, Marker marker, Findings.Table table, String column) {
    int step = Math.ceilDiv(table.size(), MOST_POINTS);
    double[] x = every(table.numbers("attempts"), step);
    return Layer.Points.of(
        name, ink, marker, Values.of(x), Values.of(every(table.numbers(column), step)));
  }

  private static double[] every(double[] values, int step) {
    double[] kept = new double[Math.ceilDiv(values.length, step)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = values[i * step];
    }
    return kept;
  }

  private String caption(Findings findings, Findings.Table table) {
    String of =
        findings.fact("problemCount").isPresent()
            ? "Exact over orders of the samples; n = %s problems."
                .formatted(NumberText.count((long) findings.number("problemCount")))
            : "By the formula; n = %s attempts at most.".formatted(NumberText.count(table.size()));
    String band =
        table.hasColumn("rewardLow")
            ? " Band: %s interval over redrawn problems."
                .formatted(NumberText.percent(findings.number("level")))
            : "";
    String bound =
        reward
            ? ""
            : " The first accepted answer is returned; no number of attempts lifts the accuracy"
                + " above "
                + NumberText.significant(findings.number("upperBound"), 4)
                + " once every problem is answered.";
    return of + band + bound;
  }
}
