package isoloss.law.hyper;

import static isoloss.fit.Texts.text;

import isoloss.fit.Source;

/**
 * Bjorck et al. as a rule of transfer: {@code lr2 = lr1 (N2/N1)^-0.23 (D2/D1)^-0.32}. The constant
 * that circulates ("1.3192e^-5") makes no sense read either way, so there is no absolute rate.
 *
 * @see <a href="https://arxiv.org/abs/2409.19913">Bjorck et al. (2024)</a>
 */
final class MicrosoftTransfer implements HyperparameterLaw {
  private static final double SIZE_EXPONENT = -0.23;
  private static final double DATA_EXPONENT = -0.32;

  @Override
  public String name() {
    return "microsoft";
  }

  @Override
  public String formula() {
    return "lr2 = lr1 (N2/N1)^-0.23 (D2/D1)^-0.32";
  }

  @Override
  public Source source() {
    return new Source(
        "Bjorck et al. (2024), Scaling Optimal LR Across Token Horizons",
        "https://arxiv.org/abs/2409.19913");
  }

  @Override
  public String convention() {
    return "N parameters, D tokens, of a tuned run (1) and the planned one (2), at one batch size";
  }

  @Override
  public String knownLimits() {
    return "only the exponents are usable: the constant in circulation is nonsense both as 1.3192e-5"
        + " and as 1.3192 e^-5";
  }

  @Override
  public Advice advise(PlannedRun run) {
    return run.reference()
        .map(from ->
            Advice.ofLearningRate(
                transferred(from, run),
                text(
                    "transferred from your run with lr %.4g, which must have had the same batch size",
                    from.learningRate())))
        .orElseGet(() ->
            Advice.refused(
                "only its exponents are known, no constant: give a tuned run with its learning"
                    + " rate, parameters and tokens to transfer from"));
  }

  private static double transferred(ReferenceRun from, PlannedRun to) {
    return from.learningRate()
        * Math.pow(to.parameters() / from.parameters(), SIZE_EXPONENT)
        * Math.pow(to.tokens() / from.tokens(), DATA_EXPONENT);
  }
}
