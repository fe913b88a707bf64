package isoloss.law.hyper;

import static isoloss.fit.Texts.text;

import isoloss.fit.Source;

/**
 * Power Lines: the time scale of AdamW as a share of the run, {@code tau = B / (lr wd D)}, is best
 * at {@code 1.084 (D/N)^-0.527}; the batch of least loss is {@code 0.0306 D^0.383} and the critical
 * one {@code 0.0471 D^0.462}, both in sequences. The exponent of tau is sourced, the constants are
 * quoted second-hand.
 *
 * @see <a href="https://arxiv.org/abs/2505.13738">Bergsma et al. (2025)</a>
 */
public final class PowerLines implements HyperparameterLaw {
  private static final String UNVERIFIED =
      "the constants are quoted second-hand and were not verified";

  @Override
  public String name() {
    return "power-lines";
  }

  @Override
  public String formula() {
    return "B = 0.0306 D^0.383 sequences, wd = B / (lr tau D), tau = 1.084 (D/N)^-0.527";
  }

  @Override
  public Source source() {
    return new Source("Bergsma et al. (2025), Power Lines", "https://arxiv.org/abs/2505.13738");
  }

  @Override
  public String convention() {
    return "D in tokens, B of its law in sequences, here times the sequence length; AdamW, linear"
        + " decay to zero; the exponent of tau is sourced, the constants are not verified";
  }

  @Override
  public String knownLimits() {
    return "batch and critical batch know no N; they count sequences, whatever their length";
  }

  @Override
  public boolean isVerified() {
    return false;
  }

  @Override
  public Advice advise(PlannedRun run) {
    double sequences = 0.0306 * Math.pow(run.tokens(), 0.383);
    double critical = 0.0471 * Math.pow(run.tokens(), 0.462);
    return Advice.ofBatch(
        sequences * run.sequenceLength(),
        UNVERIFIED,
        text(
            "%.4g sequences, and %.4g at the critical batch, taken at your sequence length",
            sequences, critical));
  }

  /** The best time scale of AdamW as a share of the run. */
  public static double timeScale(PlannedRun run) {
    return 1.084 * Math.pow(run.tokens() / run.parameters(), -0.527);
  }

  /**
   * AdamW's weight decay for which its time scale is the best one.
   *
   * @param learningRate peak
   */
  public static double weightDecay(PlannedRun run, double learningRate, double batchTokens) {
    return batchTokens / (learningRate * timeScale(run) * run.tokens());
  }
}
