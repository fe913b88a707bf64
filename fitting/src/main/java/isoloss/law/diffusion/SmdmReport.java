package isoloss.law.diffusion;

import static isoloss.fit.Texts.text;

import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Findings.Fact;
import isoloss.fit.Texts;
import isoloss.stat.StraightLine;
import isoloss.stat.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Writes the comparison of families down.
 *
 * @param level of the intervals; NaN for none
 */
record SmdmReport(
    Map<String, List<Optima.Optimum>> optima,
    List<Family> families,
    Family reference,
    List<ComputeGap> gaps,
    double level) {

  Findings write(Findings empty, Optional<Digitisation> digitisation) {
    ComputeGap first = gaps.getFirst();
    ComputeGap.Ratio ratio = first.compute(level);
    Findings found =
        empty
            .withHeadline(headline(digitisation))
            .withParameters(estimates())
            .with(Fact.of("reference", "reference model", "", reference.name()))
            .with(Fact.of("computeGap", gapTitle(first), "times", ratio.value()))
            .with(slopeDifference(first.other()))
            .with(laws())
            .with(gapTable(digitisation))
            .with(sizeTable(digitisation))
            .with(optimaTable());
    return new SmdmDiagnosis(optima, families, reference, gaps).addTo(found);
  }

  private String gapTitle(ComputeGap gap) {
    return text(
        "compute of %s for the loss of %s at %.3g FLOP",
        gap.other().name(), reference.name(), gap.flops());
  }

  private String headline(Optional<Digitisation> digitisation) {
    ComputeGap gap = gaps.getFirst();
    ComputeGap.Ratio ratio = gap.compute(level);
    StringBuilder out = new StringBuilder();
    out.append(
        text(
            "%s needs %.2f times the compute of %s for its loss at %.3g FLOP",
            gap.other().name(), ratio.value(), reference.name(), gap.flops()));
    List<String> ranges = new ArrayList<>();
    if (!Double.isNaN(ratio.low())) {
      ranges.add(text("%s interval %.1f to %.1f", percent(level), ratio.low(), ratio.high()));
    }
    digitisation.ifPresent(errors -> {
      Digitisation.Range range = errors.compute(gap);
      ranges.add(text("errors of reading alone %.1f to %.1f", range.low(), range.high()));
    });
    if (!ranges.isEmpty()) {
      out.append(" (").append(String.join("; ", ranges)).append(')');
    }
    double size = gap.size(Double.NaN).value();
    return out.append(
            text(
                "; at equal compute the optimal %s has %.2f times the parameters.",
                reference.name(), size))
        .toString();
  }

  private List<Estimate> estimates() {
    List<Estimate> estimates = new ArrayList<>();
    for (Family family : families) {
      estimates.add(intercept(family.name() + ".a", family.loss()));
      estimates.add(slope(family.name() + ".b", family.loss()));
      estimates.add(slope(family.name() + ".p", family.parameters()));
      estimates.add(slope(family.name() + ".s", family.tokens()));
    }
    return estimates;
  }

  private Estimate intercept(String name, StraightLine line) {
    return estimate(name, line.intercept(), line.varianceOfIntercept(), line.degreesOfFreedom());
  }

  private Estimate slope(String name, StraightLine line) {
    return estimate(name, line.slope(), line.varianceOfSlope(), line.degreesOfFreedom());
  }

  private Estimate estimate(String name, double value, double variance, double freedom) {
    if (Double.isNaN(level) || !(freedom > 0)) {
      return Estimate.point(name, value);
    }
    double error = Math.sqrt(variance);
    double half = StudentT.twoSided(level, freedom) * error;
    return new Estimate(
        name,
        value,
        OptionalDouble.of(error),
        OptionalDouble.of(value - half),
        OptionalDouble.of(value + half),
        OptionalDouble.of(level));
  }

  private Fact slopeDifference(Family other) {
    return Fact.of(
        "slopeDifference",
        "b of %s less b of %s".formatted(other.name(), reference.name()),
        "",
        other.loss().slope() - reference.loss().slope());
  }

  private Findings.Table laws() {
    Findings.Builder table =
        Findings.Table.builder(
                "laws", "Laws of the optima, lg L = a + b lg C, N = c C^p, D = q C^s (C in FLOP)")
            .column("model", "model")
            .column("a", "a")
            .column("b", "b")
            .column("c", "c")
            .column("p", "p")
            .column("q", "q")
            .column("s", "s")
            .column("budgets", "budgets")
            .column("degreesOfFreedom", "df")
            .column("largestLossResidualPercent", "largest residual of L", "%");
    for (Family family : families) {
      table.row(
          family.name(),
          family.loss().intercept(),
          family.loss().slope(),
          Math.pow(10, family.parameters().intercept()),
          family.parameters().slope(),
          Math.pow(10, family.tokens().intercept()),
          family.tokens().slope(),
          family.optima().size(),
          family.loss().degreesOfFreedom(),
          100 * (Math.pow(10, family.loss().largestResidual()) - 1));
    }
    return table.build();
  }

  private Findings.Table gapTable(Optional<Digitisation> digitisation) {
    Findings.Builder table =
        Findings.Table.builder(
                "computeGaps",
                "Compute for the reference's loss, over the reference's compute"
                    + intervalWords()
                    + readingWords(digitisation, Digitisation::lossError, "a loss"))
            .column("model", "model")
            .column("flops", "reference's compute", "FLOP")
            .column("gap", "gap", "times");
    ranges(table, digitisation.isPresent());
    table.column("equivalentFlops", "compute needed", "FLOP");
    for (ComputeGap gap : gaps) {
      List<Object> row = new ArrayList<>(List.of(gap.other().name(), gap.flops()));
      add(row, gap.compute(level), digitisation.map(errors -> errors.compute(gap)));
      row.add(gap.equivalentFlops());
      table.row(row.toArray());
    }
    return table.build();
  }

  private Findings.Table sizeTable(Optional<Digitisation> digitisation) {
    Findings.Builder table =
        Findings.Table.builder(
                "sizeRatios",
                "Parameters of the reference's optimum over those of the model's at equal compute"
                    + intervalWords()
                    + readingWords(digitisation, Digitisation::sizeError, "an N"))
            .column("model", "model")
            .column("flops", "compute", "FLOP")
            .column("ratio", "ratio", "times");
    ranges(table, digitisation.isPresent());
    for (ComputeGap gap : gaps) {
      List<Object> row = new ArrayList<>(List.of(gap.other().name(), gap.flops()));
      add(row, gap.size(level), digitisation.map(errors -> errors.size(gap)));
      table.row(row.toArray());
    }
    return table.build();
  }

  private String intervalWords() {
    return Double.isNaN(level)
        ? ""
        : text("; low and high: %s by Student's t and the delta method", percent(level));
  }

  private static String readingWords(
      Optional<Digitisation> digitisation, ToDoubleFunction<Digitisation> bound, String what) {
    return digitisation
        .map(errors ->
            text(
                "; reading: central %s and extremes of %d draws with every error of %s uniform within"
                    + " %s",
                percent(errors.level()),
                errors.draws(),
                what,
                percent(bound.applyAsDouble(errors))))
        .orElse("");
  }

  private void ranges(Findings.Builder table, boolean reading) {
    if (!Double.isNaN(level)) {
      table.column("low", "low").column("high", "high");
    }
    if (reading) {
      table
          .column("readingLeast", "reading: least")
          .column("readingLow", "low")
          .column("readingHigh", "high")
          .column("readingGreatest", "greatest");
    }
  }

  private void add(List<Object> row, ComputeGap.Ratio ratio, Optional<Digitisation.Range> reading) {
    row.add(ratio.value());
    if (!Double.isNaN(level)) {
      row.add(ratio.low());
      row.add(ratio.high());
    }
    reading.ifPresent(
        range -> row.addAll(List.of(range.least(), range.low(), range.high(), range.greatest())));
  }

  private Findings.Table optimaTable() {
    Findings.Builder table =
        Findings.Table.builder("optima", "Optimum of each budget")
            .column("model", "model")
            .column("flops", "compute", "FLOP")
            .column("runs", "runs")
            .column("parameters", "N", "parameters")
            .column("tokens", "D", "tokens")
            .column("loss", "L", "nats/token")
            .column("refusal", "left out because");
    optima.forEach((model, all) ->
        all.forEach(each ->
            table.row(
                model,
                each.flops(),
                each.runs(),
                each.parameters(),
                each.tokens(),
                each.loss(),
                each.refusal())));
    return table.build();
  }

  private static String percent(double share) {
    return Texts.digits(100 * share, 6) + " %";
  }
}
