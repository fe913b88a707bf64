package isoloss.law.hyper;

import isoloss.fit.Source;

/**
 * Learning rate of a mixture of experts: {@code lr = exp(8.39 - 0.81 ln N - 0.25 ln E)}, N active
 * parameters and E experts; E = 1 is a dense model.
 *
 * @see <a href="https://arxiv.org/abs/2502.05172">Joint MoE Scaling Laws (2025)</a>
 */
final class ExpertRates implements HyperparameterLaw {
  @Override
  public String name() {
    return "joint-moe";
  }

  @Override
  public String formula() {
    return "lr = exp(8.39 - 0.81 ln N - 0.25 ln E)";
  }

  @Override
  public Source source() {
    return new Source(
        "Joint MoE Scaling Laws (2025), arXiv 2502.05172", "https://arxiv.org/abs/2502.05172");
  }

  @Override
  public String convention() {
    return "N active parameters, E experts (1 for a dense model)";
  }

  @Override
  public String knownLimits() {
    return "no batch size and no D";
  }

  @Override
  public Advice advise(PlannedRun run) {
    if (run.experts().isEmpty()) {
      return Advice.refused(
          "it is a law of mixtures of experts and needs their number (1 for a dense model)");
    }
    double experts = run.experts().getAsDouble();
    return Advice.ofLearningRate(
        Math.exp(8.39 - 0.81 * Math.log(run.activeParameters()) - 0.25 * Math.log(experts)));
  }
}
