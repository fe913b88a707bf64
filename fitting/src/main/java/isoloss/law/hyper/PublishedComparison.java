package isoloss.law.hyper;

import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the estimates compare with the published constants and, where they differ, why. */
final class PublishedComparison {
  private static final Map<String, ToDoubleFunction<StepCoefficients>> EXPONENTS =
      Map.of(
          "lr_N", StepCoefficients::rateN,
          "lr_D", StepCoefficients::rateD,
          "B_D", StepCoefficients::batchD);

  /** As printed, in the order of {@link StepLaw#PARAMETERS}. */
  private static final Values PUBLISHED = Values.of(1.79, -0.713, 0.307, 0.58, 0.571);

  private PublishedComparison() {}

  /** Nothing without intervals, or where N is not varied. */
  static List<Diagnostic> of(StepResult result) {
    List<Estimate> estimates = LawTables.estimates(result);
    if (!result.cells().sizeVaries() || estimates.getFirst().low().isEmpty()) {
      return List.of();
    }
    List<String> outside = new ArrayList<>();
    List<String> exponents = new ArrayList<>();
    double[] published = PUBLISHED.toArray();
    for (int p = 0; p < published.length; p++) {
      Estimate each = estimates.get(p);
      if (!holds(each, published[p])) {
        outside.add(outside(each, published[p]));
        if (EXPONENTS.containsKey(each.name())) {
          exponents.add(each.name());
        }
      }
    }
    return List.of(outside.isEmpty() ? agrees(result) : differs(result, outside, exponents));
  }

  private static boolean holds(Estimate estimate, double value) {
    return value >= estimate.low().orElse(Double.NEGATIVE_INFINITY)
        && value <= estimate.high().orElse(Double.POSITIVE_INFINITY);
  }

  private static String outside(Estimate estimate, double published) {
    return "%s %s lies outside %s to %s"
        .formatted(
            estimate.name(),
            Texts.number(published),
            Texts.number(estimate.low().orElse(Double.NaN)),
            Texts.number(estimate.high().orElse(Double.NaN)));
  }

  private static Diagnostic agrees(StepResult result) {
    return new Diagnostic.Remark(
        "agrees-with-published",
        Diagnostic.Severity.NOTE,
        "the published constants lie inside the intervals by %s of all five estimates"
            .formatted(result.setting().kind()));
  }

  private static Diagnostic differs(
      StepResult result, List<String> outside, List<String> exponents) {
    return new Diagnostic.Remark(
        "differs-from-published",
        Diagnostic.Severity.NOTE,
        "of the published constants "
            + String.join(", ", outside)
            + drivers(result, exponents)
            + "; "
            + design(result.cells())
            + "; "
            + cost(result));
  }

  /** The size and the cell without which an exponent moves most. */
  private static String drivers(StepResult result, List<String> exponents) {
    List<Influence.Dropped> sizes = Influence.sizes(result);
    List<Influence.Dropped> cells = Influence.cells(result);
    if (sizes.isEmpty() || cells.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (String name : exponents) {
      ToDoubleFunction<StepCoefficients> exponent =
          EXPONENTS.getOrDefault(name, StepCoefficients::rateD);
      text.append("; ").append(byMethods(result, name, exponent));
      Influence.Dropped size = Influence.strongest(sizes, result.law(), exponent);
      Influence.Dropped cell = Influence.strongest(cells, result.law(), exponent);
      text.append(
          "; %s goes from %s to %s without the size %s and to %s without the cell %s"
              .formatted(
                  name,
                  Texts.number(exponent.applyAsDouble(result.law())),
                  Texts.number(exponent.applyAsDouble(size.law())),
                  size.what(),
                  Texts.number(exponent.applyAsDouble(cell.law())),
                  cell.what()));
    }
    return text.toString();
  }

  private static String byMethods(
      StepResult result, String name, ToDoubleFunction<StepCoefficients> exponent) {
    var span =
        result.summaries().values().stream()
            .flatMap(summary -> summary.law().stream())
            .mapToDouble(exponent)
            .summaryStatistics();
    return "the four methods give %s from %s to %s"
        .formatted(name, Texts.number(span.getMin()), Texts.number(span.getMax()));
  }

  /** What the published law rests on and this table lacks. */
  private static String design(Cells cells) {
    double[] sizes = cells.levels(Cell::parameters);
    double[] tokens = cells.levels(Cell::tokens);
    double[] ratios = cells.levels(cell -> cell.tokens() / cell.parameters());
    List<String> missing = PublishedGrid.missing(cells).stream().map(Magnitude::text).toList();
    return Texts.text(
        "the authors' full table has %d cells of %d sizes from %s to %s, with D from %s to %s and"
            + " from %.1f tokens per parameter on, and this one has %d cells of %d sizes from %s to"
            + " %s, with D from %s to %s and from %.1f tokens per parameter on%s",
        PublishedGrid.CELLS,
        PublishedGrid.sizes(),
        Magnitude.text(PublishedGrid.smallest()),
        Magnitude.text(PublishedGrid.largest()),
        Magnitude.text(PublishedGrid.LEAST_TOKENS),
        Magnitude.text(PublishedGrid.MOST_TOKENS),
        PublishedGrid.leastTokensPerParameter(),
        cells.size(),
        sizes.length,
        Magnitude.text(sizes[0]),
        Magnitude.text(sizes[sizes.length - 1]),
        Magnitude.text(tokens[0]),
        Magnitude.text(tokens[tokens.length - 1]),
        ratios[0],
        missing.isEmpty() ? "" : ", without the published sizes " + String.join(", ", missing));
  }

  private static String cost(StepResult result) {
    GapSummary published =
        Rivals.published(result.cells(), List.of(new PublishedStepLaw())).getFirst().gaps();
    double held = result.leftOneCellOut().mean();
    boolean tied = Math.abs(published.mean() - held) < StepFacts.noiseFloor(result);
    return "in loss the published law costs %s in the mean on these cells and a refit without the cell"
            .formatted(Texts.percent(published.mean()))
        + " %s, %s"
            .formatted(
                Texts.percent(held),
                tied ? "a tie at the noise of the runs" : "more apart than the noise of the runs");
  }
}
