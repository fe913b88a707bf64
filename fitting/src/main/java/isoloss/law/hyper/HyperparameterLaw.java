package isoloss.law.hyper;

import isoloss.fit.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A published rule for the peak learning rate, the batch size, or both. */
public interface HyperparameterLaw {

  /** In kebab-case, for example {@code step-law}. */
  String name();

  /** As the source writes it, with its own units. */
  String formula();

  Source source();

  /** What its variables count and which schedule and optimiser it assumes. */
  String convention();

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
   */
  record PlannedRun(
      double parameters,
      double activeParameters,
      double tokens,
      double sequenceLength,
      OptionalDouble expectedLoss) {
    public PlannedRun {
      requirePositive("parameters", parameters);
      requirePositive("active parameters", activeParameters);
      requirePositive("tokens", tokens);
      requirePositive("sequence length", sequenceLength);
    }

    /** A dense model with sequences of 2048 tokens. */
    public static PlannedRun dense(double parameters, double tokens) {
      return new PlannedRun(parameters, parameters, tokens, 2048, OptionalDouble.empty());
    }

    /** {@code C = 6 N D} with the active parameters. */
    public double flops() {
      return 6 * activeParameters * tokens;
    }

    private static void requirePositive(String name, double value) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + " " + value + " is not positive and finite");
      }
    }
  }

  /**
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

    public static Advice refused(String reason) {
      return new Advice(
          OptionalDouble.empty(), OptionalDouble.empty(), List.of(), Optional.of(reason));
    }
  }
}
