package isoloss.plan;

import isoloss.data.InputException;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import java.util.List;
import java.util.Optional;

/**
 * Step law with the coefficients of the user's own analysis: {@code lr = rateConstant N^rateN
 * D^rateD}, {@code B = batchConstant D^batchD}, B in tokens.
 *
 * @param sets of all five coefficients, where the analysis has them
 */
public record OwnStepLaw(
    double rateConstant,
    double rateN,
    double rateD,
    double batchConstant,
    double batchD,
    Optional<StepLawCoefficients> sets,
    Bowl bowl) {
  private static final String SETS = "coefficientSets";

  /**
   * The coefficients of a saved analysis.
   *
   * @throws InputException if these are not findings of a step-law analysis
   */
  public static OwnStepLaw from(Findings analysis) {
    List<String> names = analysis.parameters().stream().map(Estimate::name).toList();
    List<String> needed = List.of("c_lr", "lr_N", "lr_D", "c_B", "B_D");
    if (!names.containsAll(needed)) {
      throw new InputException(
          "the %s named %s has the parameters %s; a step-law analysis with %s is needed"
              .formatted(analysis.kind(), analysis.name(), names, needed));
    }
    return new OwnStepLaw(
        analysis.estimate("c_lr"),
        analysis.estimate("lr_N"),
        analysis.estimate("lr_D"),
        analysis.estimate("c_B"),
        analysis.estimate("B_D"),
        sets(analysis),
        Bowl.of(analysis).orElse(Bowl.MEASURED));
  }

  private static Optional<StepLawCoefficients> sets(Findings analysis) {
    return analysis.hasTable(SETS) && analysis.table(SETS).size() >= 2
        ? Optional.of(
            StepLawCoefficients.Sets.of(
                analysis.table(SETS), "percentiles of the coefficient sets of your analysis"))
        : Optional.empty();
  }

  double learningRate(double parameters, double tokens) {
    return rateConstant * Math.pow(parameters, rateN) * Math.pow(tokens, rateD);
  }

  double batchTokens(double tokens) {
    return batchConstant * Math.pow(tokens, batchD);
  }
}
