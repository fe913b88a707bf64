package isoloss.law.hyper;

import isoloss.fit.Source;

/**
 * MiniCPM: {@code B = 1.21e9 / L^6.24} tokens at the C4 loss L of its own tokenizer, in nats per
 * token. Its learning rate, 0.01, is the base rate of muP and no absolute one.
 *
 * @see <a href="https://arxiv.org/abs/2404.06395">Hu et al. (2024)</a>
 */
final class MiniCpmBatch implements HyperparameterLaw {
  @Override
  public String name() {
    return "minicpm";
  }

  @Override
  public String formula() {
    return "lr = 0.01 (muP base), B = 1.21e9 / L^6.24";
  }

  @Override
  public Source source() {
    return new Source("Hu et al. (2024), MiniCPM", "https://arxiv.org/abs/2404.06395");
  }

  @Override
  public String convention() {
    return "L on C4 in nats per token of MiniCPM's tokenizer, B in tokens; muP with base learning"
        + " rate 0.01, warm-up, stable, decay";
  }

  @Override
  public String knownLimits() {
    return "a loss of another tokenizer or corpus gives another batch: 10 % in the loss is a factor"
        + " 1.8";
  }

  @Override
  public Advice advise(PlannedRun run) {
    if (run.expectedLoss().isEmpty()) {
      return Advice.refused(
          "its batch follows from the C4 loss of the run, which was not given, and its learning rate"
              + " 0.01 is the base of muP, no absolute one");
    }
    return Advice.ofBatch(
        1.21e9 / Math.pow(run.expectedLoss().getAsDouble(), 6.24),
        "its learning rate 0.01 is the base of muP, no absolute one",
        "the loss must be on C4 with MiniCPM's tokenizer");
  }
}
