package isoloss.law.hyper;

import static isoloss.fit.Texts.text;

import isoloss.fit.Source;

/**
 * Kaplan et al.: {@code lr = 3.239e-3 - 1.395e-4 ln N} and the critical batch {@code B = 2e8 /
 * L^(1/0.21)} tokens at loss L in nats per token. The learning rate reaches zero at N = 1.213e10
 * and the law refuses from there on.
 *
 * @see <a href="https://arxiv.org/abs/2001.08361">Kaplan et al. (2020), appendix D.6 and section
 *     5.1</a>; a coefficient 2e18 that circulates is wrong by 1e10
 */
final class KaplanRates implements HyperparameterLaw {
  private static final double RATE_AT_ONE_PARAMETER = 3.239e-3;
  private static final double RATE_SLOPE = 1.395e-4;
  private static final double BATCH_TOKENS_AT_UNIT_LOSS = 2e8;
  private static final double BATCH_EXPONENT = 0.21;

  @Override
  public String name() {
    return "kaplan";
  }

  @Override
  public String formula() {
    return "lr = 3.239e-3 - 1.395e-4 ln N, B = 2e8 / L^(1/0.21)";
  }

  @Override
  public Source source() {
    return new Source(
        "Kaplan et al. (2020), Scaling Laws for Neural Language Models",
        "https://arxiv.org/abs/2001.08361");
  }

  @Override
  public String convention() {
    return "N non-embedding parameters (active ones of an MoE), L in nats per token, B in tokens;"
        + " Adam";
  }

  @Override
  public String knownLimits() {
    return "the learning rate is zero or negative from N = 1.213e10; a coefficient 2e18 in place of"
        + " 2e8 circulates and is wrong by 1e10";
  }

  @Override
  public Advice advise(PlannedRun run) {
    double rate = RATE_AT_ONE_PARAMETER - RATE_SLOPE * Math.log(run.activeParameters());
    if (!(rate > 0)) {
      return Advice.refused(
          text(
              "its learning rate is zero or negative from N = %.4g parameters on",
              Math.exp(RATE_AT_ONE_PARAMETER / RATE_SLOPE)));
    }
    if (run.expectedLoss().isEmpty()) {
      return Advice.ofLearningRate(
          rate, "its critical batch follows from the loss of the run, which was not given");
    }
    return Advice.of(
        rate,
        BATCH_TOKENS_AT_UNIT_LOSS / Math.pow(run.expectedLoss().getAsDouble(), 1 / BATCH_EXPONENT),
        "the batch is the critical one, where time and data are traded evenly, not the one of least"
            + " loss");
  }
}
