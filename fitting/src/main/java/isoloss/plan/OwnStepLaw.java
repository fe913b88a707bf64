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
 * @param bowl of its joint fit, else the one that we measured
 * @param ridge slope of ln lr in ln B along the best rates, its own where it has one
 */
public record OwnStepLaw(
    double rateConstant,
    double rateN,
    double rateD,
    double batchConstant,
    double batchD,
    Optional<StepLawCoefficients> sets,
    Bowl bowl,
    double ridge) {
  private static final String SETS = "coefficientSets";
  private static final String RIDGE = "ridge";

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
        Bowl.of(analysis).orElse(Bowl.MEASURED),
        ridge(analysis));
  }

  /** The regression within cells, which stands first. */
  private static double ridge(Findings analysis) {
    if (analysis.hasTable(RIDGE)
        && analysis.table(RIDGE).size() > 0
        && analysis.table(RIDGE).hasColumn("rho")) {
      double rho = analysis.table(RIDGE).number(0, "rho");
      return Double.isFinite(rho) ? rho : HyperparameterPlan.RIDGE;
    }
    return HyperparameterPlan.RIDGE;
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
