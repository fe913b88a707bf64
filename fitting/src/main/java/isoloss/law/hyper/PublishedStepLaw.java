package isoloss.law.hyper;

import isoloss.fit.Source;

/**
 * Step law with its printed constants: {@code lr = 1.79 N^-0.713 D^0.307}, {@code B = 0.58
 * D^0.571}, N non-embedding parameters (all experts of an MoE), B and D in tokens.
 *
 * @see <a href="https://arxiv.org/abs/2503.04715">Li et al. (2025)</a>
 */
public final class PublishedStepLaw implements HyperparameterLaw {
  @Override
  public String name() {
    return "step-law";
  }

  @Override
  public String formula() {
    return "lr = 1.79 N^-0.713 D^0.307, B = 0.58 D^0.571";
  }

  @Override
  public Source source() {
    return new Source("Li et al. (2025), Step law", "https://arxiv.org/abs/2503.04715");
  }

  @Override
  public String convention() {
    return "N non-embedding parameters (all experts of an MoE), D and B in tokens; AdamW, cosine"
        + " decay from the peak to a fixed floor of 1e-5, 2000 steps of warm-up, sequences of 2048";
  }

  @Override
  public String knownLimits() {
    return "measured for N 0.06-1.07 billion and D 2-100 billion tokens; with decay to a tenth of the"
        + " peak, or to zero after a stable stretch, the optimum moves";
  }

  @Override
  public Advice advise(PlannedRun run) {
    return Advice.of(
        1.79 * Math.pow(run.parameters(), -0.713) * Math.pow(run.tokens(), 0.307),
        0.58 * Math.pow(run.tokens(), 0.571));
  }
}
