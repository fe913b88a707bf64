package isoloss.plan;

import static isoloss.fit.Texts.text;

import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.law.hyper.HyperparameterLaws;
import isoloss.law.hyper.PowerLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The peak learning rate and the batch of a run by Step law, with intervals, the plateau around
 * them, the cost of another batch, and what the other laws say. Immutable:
 *
 * <pre>{@code
 * Findings plan = HyperparameterPlan.of(PlannedRun.dense(7e9, 1.4e12)).withLevel(0.9).findings();
 * }</pre>
 *
 * @param level of the intervals; 0.95 as published
 * @param tolerancePercent rise of the loss within which settings count as equally good
 * @param forcedBatchTokens a batch that is given
 * @param batchMultiple the batch must be a multiple of so many sequences
 * @param coefficients of Step law, with their uncertainty
 * @param own the user's own fit, which then is what the plan goes by
 */
public record HyperparameterPlan(
    PlannedRun run,
    double level,
    double tolerancePercent,
    OptionalDouble forcedBatchTokens,
    OptionalDouble batchMultiple,
    StepLawCoefficients coefficients,
    Optional<OwnStepLaw> own,
    long seed,
    String command) {
  /** The name of the findings. */
  public static final String NAME = "hyperparameters";

  public static final double PUBLISHED_LEVEL = 0.95;
  public static final double USUAL_TOLERANCE_PERCENT = 0.25;

  /** Slope of the ridge, pooled within the 17 released cells (R2 .77, n = 155). */
  static final double RIDGE = 0.351;

  /** The same within the 41 cells of the fuller table (R2 .73, n = 272). */
  static final double RIDGE_OF_41_CELLS = 0.324;

  /** Step law was measured with so many steps of warm-up. */
  private static final double WARM_UP_STEPS = 2000;

  private static final double MEASURED_SEQUENCE = 2048;
  private static final double DENSE_SHARE = 0.5;

  public HyperparameterPlan {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level %s is not in (0, 1)%s"
              .formatted(
                  level, level > 1 && level < 100 ? "; did you mean " + level / 100 + "?" : ""));
    }
    if (!(tolerancePercent > 0 && tolerancePercent < 100)) {
      throw new IllegalArgumentException(
          "tolerance " + tolerancePercent + " is not a percentage in (0, 100)");
    }
    requirePositive("batch", forcedBatchTokens);
    requirePositive("batch multiple", batchMultiple);
    batchMultiple.ifPresent(count -> {
      if (count != Math.rint(count)) {
        throw new IllegalArgumentException("batch multiple " + count + " is no whole number");
      }
    });
  }

  private static void requirePositive(String name, OptionalDouble value) {
    value.ifPresent(number -> {
      if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + " " + number + " is not positive and finite");
      }
    });
  }

  /** With the published coefficients, level 0.95 and a tolerance of 0.25 %. */
  public static HyperparameterPlan of(PlannedRun run) {
    return new HyperparameterPlan(
        run,
        PUBLISHED_LEVEL,
        USUAL_TOLERANCE_PERCENT,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        StepLawCoefficients.published(),
        Optional.empty(),
        42,
        "");
  }

  public HyperparameterPlan withLevel(double newLevel) {
    return new HyperparameterPlan(
        run,
        newLevel,
        tolerancePercent,
        forcedBatchTokens,
        batchMultiple,
        coefficients,
        own,
        seed,
        command);
  }

  public HyperparameterPlan withTolerancePercent(double percent) {
    return new HyperparameterPlan(
        run, level, percent, forcedBatchTokens, batchMultiple, coefficients, own, seed, command);
  }

  public HyperparameterPlan withForcedBatchTokens(double tokens) {
    return new HyperparameterPlan(
        run,
        level,
        tolerancePercent,
        OptionalDouble.of(tokens),
        batchMultiple,
        coefficients,
        own,
        seed,
        command);
  }

  /**
   * The same with a batch that must be a multiple of something.
   *
   * @param sequences for example the number of data-parallel ranks times the micro-batch
   */
  public HyperparameterPlan withBatchMultiple(double sequences) {
    return new HyperparameterPlan(
        run,
        level,
        tolerancePercent,
        forcedBatchTokens,
        OptionalDouble.of(sequences),
        coefficients,
        own,
        seed,
        command);
  }

  public HyperparameterPlan withCoefficients(StepLawCoefficients newCoefficients) {
    return new HyperparameterPlan(
        run,
        level,
        tolerancePercent,
        forcedBatchTokens,
        batchMultiple,
        newCoefficients,
        own,
        seed,
        command);
  }

  /** Goes by the user's own fit; the published law stays beside it. */
  public HyperparameterPlan withOwn(OwnStepLaw law) {
    return new HyperparameterPlan(
        run,
        level,
        tolerancePercent,
        forcedBatchTokens,
        batchMultiple,
        coefficients,
        Optional.of(law),
        seed,
        command);
  }

  public HyperparameterPlan withManifest(long newSeed, String replay) {
    return new HyperparameterPlan(
        run,
        level,
        tolerancePercent,
        forcedBatchTokens,
        batchMultiple,
        coefficients,
        own,
        newSeed,
        replay);
  }

  // ---- the answer

  Bowl bowl() {
    return own.map(OwnStepLaw::bowl).orElse(Bowl.MEASURED);
  }

  double ridge() {
    return own.map(OwnStepLaw::ridge).orElse(RIDGE);
  }

  /** All that is known, as tables and facts. */
  public Findings findings() {
    List<LawAnswer> answers = LawAnswer.all(this);
    LawAnswer chosen = answers.get(own.isPresent() ? 1 : 0);
    PlanTables tables = new PlanTables(this, answers, chosen);
    return Findings.plan(NAME, HyperparameterLaws.STEP_LAW.law().formula(), seed, command)
        .withHeadline(headline(chosen))
        .withFacts(facts(chosen, answers))
        .withTables(tables.all())
        .withDiagnostics(diagnostics(chosen));
  }

  private String headline(LawAnswer chosen) {
    return String.format(
        Locale.ROOT,
        "By %s: peak learning rate %.3g%s, batch %.3g tokens%s, which is %.0f sequences of %.0f and"
            + " %.0f steps.",
        own.isPresent() ? "your fit of Step law" : "Step law",
        chosen.learningRate(),
        interval(chosen.learningRateLow(), chosen.learningRateHigh()),
        chosen.batchTokens(),
        interval(chosen.batchTokensLow(), chosen.batchTokensHigh()),
        chosen.batchTokens() / run.sequenceLength(),
        run.sequenceLength(),
        run.tokens() / chosen.batchTokens());
  }

  private String interval(double low, double high) {
    return Double.isNaN(low)
        ? ""
        : String.format(
            Locale.ROOT, " (%s %%: %.3g to %.3g)", Texts.digits(100 * level, 4), low, high);
  }

  private List<Findings.Fact> facts(LawAnswer chosen, List<LawAnswer> answers) {
    Band rates = Band.of(answers, LawAnswer::learningRate);
    Band batches = Band.of(answers, LawAnswer::batchTokens);
    return List.of(
        Findings.Fact.of("N", "parameters N", "parameters", run.parameters()),
        Findings.Fact.of("activeN", "active parameters", "parameters", run.activeParameters()),
        Findings.Fact.of("D", "training tokens D", "tokens", run.tokens()),
        Findings.Fact.of("sequenceLength", "sequence length", "tokens", run.sequenceLength()),
        Findings.Fact.of("learningRate", "peak learning rate", "", chosen.learningRate()),
        Findings.Fact.of("batch", "batch", "tokens", chosen.batchTokens()),
        Findings.Fact.of(
            "batchSequences", "batch", "sequences", chosen.batchTokens() / run.sequenceLength()),
        Findings.Fact.of("steps", "steps", "", run.tokens() / chosen.batchTokens()),
        Findings.Fact.of(
            "weightDecay",
            "weight decay by Power Lines (constant not verified)",
            "",
            PowerLines.weightDecay(run, chosen.learningRate(), chosen.batchTokens())),
        Findings.Fact.of("level", "level of the intervals (0.95 is the published one)", "", level),
        Findings.Fact.of("intervals", "intervals", "", intervalSource(chosen)),
        Findings.Fact.of("schedule", "schedule assumed", "", schedule()),
        Findings.Fact.of(
            "learningRateLowest",
            "lowest rate of a law with verified constants",
            "by " + rates.lowest().law(),
            rates.low()),
        Findings.Fact.of(
            "learningRateHighest",
            "highest rate of a law with verified constants",
            "by " + rates.highest().law(),
            rates.high()),
        Findings.Fact.of("learningRateDisagreement", "highest over lowest", "", rates.ratio()),
        Findings.Fact.of(
            "batchLowest",
            "smallest batch of such a law",
            "tokens by " + batches.lowest().law(),
            batches.low()),
        Findings.Fact.of(
            "batchHighest",
            "largest batch of such a law",
            "tokens by " + batches.highest().law(),
            batches.high()),
        Findings.Fact.of("batchDisagreement", "largest over smallest", "", batches.ratio()));
  }

  /** The laws with the least and the greatest number, among those with verified constants. */
  private record Band(LawAnswer lowest, double low, LawAnswer highest, double high) {
    static Band of(List<LawAnswer> answers, ToDoubleFunction<LawAnswer> number) {
      List<LawAnswer> sorted =
          answers.stream()
              .filter(answer -> answer.verified() && !Double.isNaN(number.applyAsDouble(answer)))
              .sorted(Comparator.comparingDouble(number))
              .toList();
      LawAnswer first = sorted.getFirst();
      LawAnswer last = sorted.getLast();
      return new Band(first, number.applyAsDouble(first), last, number.applyAsDouble(last));
    }

    double ratio() {
      return high / low;
    }
  }

  private String intervalSource(LawAnswer chosen) {
    if (Double.isNaN(chosen.learningRateLow())) {
      return "none: the analysis holds no coefficient sets";
    }
    return own.flatMap(OwnStepLaw::sets).orElse(coefficients).inWords();
  }

  private static String schedule() {
    return "cosine from the peak to a fixed floor of 1e-5, 2000 steps of warm-up, AdamW";
  }

  // ---- what must be known about it

  private List<Diagnostic> diagnostics(LawAnswer chosen) {
    List<String> warnings = new ArrayList<>();
    MeasuredRange.all(run).forEach(range -> range.warning().ifPresent(warnings::add));
    if (run.isMixture() && run.activeParameters() / run.parameters() > DENSE_SHARE) {
      warnings.add(
          "more than half of the parameters are active: the row step-law-active may be nearer than"
              + " the one that counts all parameters");
    }
    if (run.tokens() / chosen.batchTokens() < WARM_UP_STEPS) {
      warnings.add(
          text(
              "the run has fewer steps than the %.0f of warm-up that the law was measured with",
              WARM_UP_STEPS));
    }
    forcedBatchTokens.ifPresent(tokens -> {
      if (Math.abs(PlanTables.octaves(tokens / chosen.batchTokens())) > Bowl.REACH_OCTAVES) {
        warnings.add(
            text(
                    "the batch of %.4g tokens is more than two octaves from the best one, where the cost of a",
                    tokens)
                + " batch was not measured");
      }
    });
    List<Diagnostic> all = new ArrayList<>();
    warnings.forEach(
        text -> all.add(remark("beyond-measurements", Diagnostic.Severity.WARNING, text)));
    all.add(
        remark(
            "schedule",
            Diagnostic.Severity.NOTE,
            "the law holds for its own schedule: "
                + schedule()
                + "; with decay to a tenth of the peak, or a stable stretch and decay, the optimum"
                + " moves"));
    all.add(
        remark(
            "units",
            Diagnostic.Severity.NOTE,
            "N is non-embedding and counts all experts, batches are in tokens, the weight decay is"
                + " that of the law's runs"));
    if (run.sequenceLength() != MEASURED_SEQUENCE) {
      all.add(
          remark(
              "sequence-length",
              Diagnostic.Severity.NOTE,
              "the law was measured with sequences of 2048 tokens"));
    }
    return all;
  }

  private static Diagnostic remark(String code, Diagnostic.Severity severity, String text) {
    return new Diagnostic.Remark(code, severity, text);
  }
}
