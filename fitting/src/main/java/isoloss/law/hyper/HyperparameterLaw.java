package isoloss.law.hyper;

import isoloss.fit.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A published rule for the peak learning rate, the batch size, or both. */
public interface HyperparameterLaw {

  /** In kebab-case, for example {@code step-law}. */
  String name();

  /** As the source writes it, with its own units. */
  String formula();

  Source source();

  /** What its variables count and which schedule and optimiser it assumes. */
  String convention();

  /** Where it is known to fail or to mislead; empty where nothing is known. */
  default String knownLimits() {
    return "";
  }

  /**
   * Whether its constants were checked against the paper, the authors' code or several independent
   * transcriptions; the others are shown with a warning.
   */
  default boolean isVerified() {
    return true;
  }

  /** What it says of one run. */
  Advice advise(PlannedRun run);

  /**
   * A training run to be.
   *
   * @param parameters non-embedding parameters, all experts counted
   * @param activeParameters those that a token passes through; equal to {@code parameters} for a
   *     dense model
   * @param tokens training tokens
   * @param sequenceLength tokens in a sequence
   * @param expectedLoss the loss that the run will reach, in nats per token, where it is known
   * @param experts experts per layer of a mixture, where it is known
   * @param reference a run whose learning rate was found good, for rules that only transfer
   */
  record PlannedRun(
      double parameters,
      double activeParameters,
      double tokens,
      double sequenceLength,
      OptionalDouble expectedLoss,
      OptionalDouble experts,
      Optional<ReferenceRun> reference) {
    private static final double USUAL_SEQUENCE = 2048;

    public PlannedRun {
      requirePositive("parameters", parameters);
      requirePositive("active parameters", activeParameters);
      requirePositive("tokens", tokens);
      requirePositive("sequence length", sequenceLength);
      expectedLoss.ifPresent(loss -> requirePositive("expected loss", loss));
      experts.ifPresent(count -> requirePositive("experts", count));
      if (activeParameters > parameters) {
        throw new IllegalArgumentException(
            "active parameters %s exceed all parameters %s"
                .formatted(activeParameters, parameters));
      }
    }

    /** A run without a number of experts and without a reference run. */
    public PlannedRun(
        double parameters,
        double activeParameters,
        double tokens,
        double sequenceLength,
        OptionalDouble expectedLoss) {
      this(
          parameters,
          activeParameters,
          tokens,
          sequenceLength,
          expectedLoss,
          OptionalDouble.empty(),
          Optional.empty());
    }

    /** A dense model with sequences of 2048 tokens. */
    public static PlannedRun dense(double parameters, double tokens) {
      return new PlannedRun(parameters, parameters, tokens, USUAL_SEQUENCE, OptionalDouble.empty());
    }

    public PlannedRun withActiveParameters(double count) {
      return new PlannedRun(
          parameters, count, tokens, sequenceLength, expectedLoss, experts, reference);
    }

    public PlannedRun withSequenceLength(double length) {
      return new PlannedRun(
          parameters, activeParameters, tokens, length, expectedLoss, experts, reference);
    }

    /** The same with the loss that the run will reach, in nats per token. */
    public PlannedRun withExpectedLoss(double lossNatsPerToken) {
      return new PlannedRun(
          parameters,
          activeParameters,
          tokens,
          sequenceLength,
          OptionalDouble.of(lossNatsPerToken),
          experts,
          reference);
    }

    public PlannedRun withExperts(double count) {
      return new PlannedRun(
          parameters,
          activeParameters,
          tokens,
          sequenceLength,
          expectedLoss,
          OptionalDouble.of(count),
          reference);
    }

    public PlannedRun withReference(ReferenceRun run) {
      return new PlannedRun(
          parameters,
          activeParameters,
          tokens,
          sequenceLength,
          expectedLoss,
          experts,
          Optional.of(run));
    }

    /** {@code C = 6 N D} with the active parameters. */
    public double flops() {
      return 6 * activeParameters * tokens;
    }

    /** Whether some parameters rest while a token passes. */
    public boolean isMixture() {
      return activeParameters < parameters;
    }
  }

  /**
   * A run that was tuned.
   *
   * @param learningRate peak
   * @param parameters non-embedding
   * @param tokens training tokens
   */
  record ReferenceRun(double learningRate, double parameters, double tokens) {
    public ReferenceRun {
      requirePositive("learning rate of the reference run", learningRate);
      requirePositive("parameters of the reference run", parameters);
      requirePositive("tokens of the reference run", tokens);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + " is not positive and finite");
    }
  }

  /**
   * What a law says of a run.
   *
   * @param learningRate peak, of AdamW unless the convention says otherwise; absent where the law
   *     has none or refuses
   * @param batchTokens likewise
   * @param warnings one sentence each
   * @param refusal why the law says nothing here, where it does
   */
  record Advice(
      OptionalDouble learningRate,
      OptionalDouble batchTokens,
      List<String> warnings,
      Optional<String> refusal) {
    public Advice {
      warnings = List.copyOf(warnings);
    }

    public static Advice of(double learningRate, double batchTokens, String... warnings) {
      return new Advice(
          OptionalDouble.of(learningRate),
          OptionalDouble.of(batchTokens),
          List.of(warnings),
          Optional.empty());
    }

    /** Of a law without a batch size, or without one here. */
    public static Advice ofLearningRate(double learningRate, String... warnings) {
      return new Advice(
          OptionalDouble.of(learningRate),
          OptionalDouble.empty(),
          List.of(warnings),
          Optional.empty());
    }

    /** Of a law without a learning rate, or without one here. */
    public static Advice ofBatch(double batchTokens, String... warnings) {
      return new Advice(
          OptionalDouble.empty(),
          OptionalDouble.of(batchTokens),
          List.of(warnings),
          Optional.empty());
    }

    public static Advice refused(String reason) {
      return new Advice(
          OptionalDouble.empty(), OptionalDouble.empty(), List.of(), Optional.of(reason));
    }

    /** The same with one more warning. */
    public Advice withWarning(String sentence) {
      return new Advice(
          learningRate,
          batchTokens,
          Stream.concat(warnings.stream(), Stream.of(sentence)).toList(),
          refusal);
    }

    /** False where the law refuses. */
    public boolean isApplicable() {
      return refusal.isEmpty();
    }
  }
}
