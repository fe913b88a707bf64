package isoloss.cli;

import isoloss.cost.speculative.VerificationTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What rounds of speculative decoding cost. */
final class SpeculativeCosts {
  @Option(
      names = "--draft-cost",
      paramLabel = "C",
      defaultValue = "NaN",
      description =
          "Time of a draft step over that of a target step; with --runs it can be left out and is"
              + " taken from the measured speed.")
  double draftCost;

  @Option(
      names = "--verify-cost",
      paramLabel = "V|n=V,...",
      defaultValue = "1",
      description =
          "Time of verifying a draft over that of a target step: one number, or by number of"
              + " tokens, as in 1=1,8=1.05,64=1.4, linear between (default: ${DEFAULT-VALUE}).")
  String verifyCost = "1";

  @Option(
      names = "--draft-operations",
      paramLabel = "C",
      defaultValue = "NaN",
      description = "Operations of a draft step over those of a target step: adds a column.")
  double draftOperations;

  /** Of a draft step, where given. */
  OptionalDouble draftStep() {
    return given("--draft-cost", draftCost);
  }

  OptionalDouble operationsRatio() {
    return given("--draft-operations", draftOperations);
  }

  private static OptionalDouble given(String option, double value) {
    if (Double.isNaN(value)) {
      return OptionalDouble.empty();
    }
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new UsageException(option + " " + value + " is not 0 or more; give it in target steps");
    }
    return OptionalDouble.of(value);
  }

  VerificationTime verification() {
    if (!verifyCost.contains("=")) {
      return VerificationTime.constant(
          Assignments.numbers("--verify-cost", "1=" + verifyCost).getOrDefault("1", 1.0));
    }
    Map<Integer, Double> times = new LinkedHashMap<>();
    Assignments.numbers("--verify-cost", verifyCost)
        .forEach((tokens, time) -> times.put(tokens(tokens), time));
    return VerificationTime.of(times);
  }

  private static int tokens(String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new UsageException(
          "--verify-cost: \"%s\" is not a number of tokens, as in 1=1,8=1.05".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
