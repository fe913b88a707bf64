package isoloss.plan;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The tables of a plan, around the optimum that one law gives. */
final class PlanTables {
  private static final double[] TOLERANCES_PERCENT = {0.1, 0.25, 0.5, 1};
  private static final double[] BATCH_FACTORS = {0.25, 0.5, 1, 2, 4};
  private static final double PERCENT = 100;

  private final HyperparameterPlan plan;
  private final PlannedRun run;
  private final List<LawAnswer> answers;
  private final LawAnswer chosen;
  private final Bowl bowl;

  PlanTables(HyperparameterPlan plan, List<LawAnswer> answers, LawAnswer chosen) {
    this.plan = plan;
    this.run = plan.run();
    this.answers = answers;
    this.chosen = chosen;
    this.bowl = plan.bowl();
  }

  List<Findings.Table> all() {
    return List.of(comparison(), forcedBatch(), plateau(), range(), curvature(), laws());
  }

  static double octaves(double ratio) {
    return Math.log(ratio) / Math.log(2);
  }

  /** The few columns that fit a terminal. */
  private Findings.Table comparison() {
    Findings.Builder table =
        Findings.Table.builder(
                "comparison",
                "What the laws say; the last number is the loss above the best if "
                    + chosen.law()
                    + " is right")
            .column("law", "law")
            .column("lr", "learning rate")
            .column("batchTokens", "batch", "tokens")
            .column("lrRatio", "rate against " + chosen.law())
            .column("batchRatio", "batch against it")
            .column("lossGapPercent", "loss above", "%")
            .column("remark", "remark");
    for (LawAnswer answer : answers) {
      table.row(
          answer.law(),
          answer.learningRate(),
          answer.batchTokens(),
          rounded(answer.learningRate() / chosen.learningRate()),
          rounded(answer.batchTokens() / chosen.batchTokens()),
          rounded(lossGapPercent(answer)),
          answer.remark());
    }
    return table.build();
  }

  /** To three digits, for people; the full numbers are in the table of laws. */
  private static double rounded(double value) {
    return Double.isFinite(value)
        ? Double.parseDouble(String.format(Locale.ROOT, "%.3g", value))
        : Double.NaN;
  }

  private double lossGapPercent(LawAnswer answer) {
    return PERCENT
        * bowl.riseWithinReach(
            Math.log(answer.learningRate() / chosen.learningRate()),
            Math.log(answer.batchTokens() / chosen.batchTokens()));
  }

  private Findings.Table laws() {
    Findings.Builder table =
        Findings.Table.builder("laws", "Every law in full")
            .detail()
            .column("law", "law")
            .column("lr", "learning rate")
            .column("lrLow", "low")
            .column("lrHigh", "high")
            .column("lrDraws", "of mean coefficients")
            .column("batchTokens", "batch", "tokens")
            .column("batchTokensLow", "low", "tokens")
            .column("batchTokensHigh", "high", "tokens")
            .column("batchTokensDraws", "of mean coefficients", "tokens")
            .column("batchSequences", "batch", "sequences")
            .column("steps", "steps")
            .column("lossGapPercent", "loss above " + chosen.law(), "%")
            .column("applicable", "applicable")
            .column("verified", "constants verified")
            .column("reason", "why not")
            .column("warnings", "warnings")
            .column("convention", "convention")
            .column("source", "source");
    for (LawAnswer answer : answers) {
      table.row(
          answer.law(),
          answer.learningRate(),
          answer.learningRateLow(),
          answer.learningRateHigh(),
          answer.learningRateDraws(),
          answer.batchTokens(),
          answer.batchTokensLow(),
          answer.batchTokensHigh(),
          answer.batchTokensDraws(),
          answer.batchTokens() / run.sequenceLength(),
          run.tokens() / answer.batchTokens(),
          lossGapPercent(answer),
          answer.isApplicable(),
          answer.verified(),
          answer.reason(),
          answer.warnings(),
          answer.convention(),
          answer.source());
    }
    return table.build();
  }

  private Findings.Table plateau() {
    Findings.Builder table =
        Findings.Table.builder(
                "plateau",
                "The plateau: half-widths, and the settings within the tolerance (the other one at"
                    + " its best)")
            .column("tolerancePercent", "loss above the best", "%")
            .column("lrOctaves", "rate", "octaves")
            .column("batchOctaves", "batch", "octaves")
            .column("lrOctavesRetuned", "rate, batch re-tuned", "octaves")
            .column("batchOctavesRetuned", "batch, rate re-tuned", "octaves")
            .column("lrLow", "rate from")
            .column("lrHigh", "rate to")
            .column("batchTokensLow", "batch from", "tokens")
            .column("batchTokensHigh", "batch to", "tokens");
    for (double percent : tolerancesPercent()) {
      double tolerance = percent / PERCENT;
      Values rates = bowl.rateRange(tolerance);
      double batchFactor = Math.pow(2, bowl.batchOctaves(tolerance));
      table.row(
          percent,
          bowl.rateOctaves(tolerance),
          bowl.batchOctaves(tolerance),
          bowl.rateOctavesRetuned(tolerance),
          bowl.batchOctavesRetuned(tolerance),
          chosen.learningRate() * Math.exp(rates.get(0)),
          chosen.learningRate() * Math.exp(rates.get(1)),
          chosen.batchTokens() / batchFactor,
          chosen.batchTokens() * batchFactor);
    }
    return table.build();
  }

  private double[] tolerancesPercent() {
    return DoubleStream.concat(
            DoubleStream.of(TOLERANCES_PERCENT), DoubleStream.of(plan.tolerancePercent()))
        .sorted()
        .distinct()
        .toArray();
  }

  private Findings.Table forcedBatch() {
    Findings.Builder table =
        Findings.Table.builder(
                "forcedBatch",
                "Another batch: the learning rate that goes with it, and what it costs")
            .column("choice", "batch")
            .column("batchTokens", "batch", "tokens")
            .column("batchSequences", "batch", "sequences")
            .column("steps", "steps")
            .column("octaves", "from the best", "octaves")
            .column("lr", "learning rate")
            .column("lrOf41Cells", "rate by the 41 cells")
            .column("costRetunedPercent", "cost with that rate", "%")
            .column("costPercent", "cost with the old rate", "%")
            .column("withinTolerance", "within tolerance");
    batches().forEach((choice, tokens) -> addBatch(table, choice, tokens));
    return table.build();
  }

  private void addBatch(Findings.Builder table, String choice, double tokens) {
    double ratio = tokens / chosen.batchTokens();
    double y = Math.log(ratio);
    table.row(
        choice,
        tokens,
        tokens / run.sequenceLength(),
        run.tokens() / tokens,
        octaves(ratio),
        chosen.learningRate() * Math.pow(ratio, plan.ridge()),
        chosen.learningRate() * Math.pow(ratio, HyperparameterPlan.RIDGE_OF_41_CELLS),
        PERCENT * bowl.batchCostRetuned(y),
        PERCENT * bowl.batchCost(y),
        PERCENT * bowl.batchCostRetuned(y) <= plan.tolerancePercent());
  }

  private Map<String, Double> batches() {
    double best = chosen.batchTokens();
    double sequences = best / run.sequenceLength();
    Map<String, Double> batches = new LinkedHashMap<>();
    plan.forcedBatchTokens().ifPresent(tokens -> batches.put("yours", tokens));
    batches.put(
        "nearest power of two of sequences",
        run.sequenceLength() * Math.pow(2, Math.max(0, Math.rint(octaves(sequences)))));
    plan.batchMultiple()
        .ifPresent(multiple ->
            batches.put(
                String.format(Locale.ROOT, "nearest multiple of %.0f sequences", multiple),
                run.sequenceLength() * multiple * Math.max(1, Math.rint(sequences / multiple))));
    for (double factor : BATCH_FACTORS) {
      batches.put(
          factor == 1
              ? "the best"
              : factor < 1
                  ? String.format(Locale.ROOT, "1/%.0f of the best", 1 / factor)
                  : String.format(Locale.ROOT, "%.0f times the best", factor),
          factor * best);
    }
    return batches;
  }

  private Findings.Table range() {
    Findings.Builder table =
        Findings.Table.builder("range", "The run beside the measurements of Step law")
            .column("quantity", "quantity")
            .column("value", "value")
            .column("low", "measured from")
            .column("high", "measured to")
            .column("inside", "inside")
            .column("ratio", "factor beyond");
    for (MeasuredRange range : MeasuredRange.all(run)) {
      table.row(
          range.quantity() + " (" + range.unit() + ")",
          range.value(),
          range.low(),
          range.high(),
          range.isInside(),
          range.ratio());
    }
    return table.build();
  }

  private Findings.Table curvature() {
    return Findings.Table.builder(
            "curvature",
            "Curvature of ln loss in ln rate (a), ln batch (b), across (c); skew in ln rate (s)")
        .detail()
        .column("a", "a")
        .column("b", "b")
        .column("c", "c")
        .column("s", "s")
        .column("ridge", "slope of the ridge")
        .column("source", "measured on")
        .row(bowl.a(), bowl.b(), bowl.c(), bowl.s(), plan.ridge(), bowl.source())
        .build();
  }
}
