package isoloss.law.hyper;

import isoloss.fit.Source;
import java.util.Locale;

/**
 * Learning rate and batch size as powers of compute: {@code lr = a C^-p, B = b C^q}, B in tokens, C
 * in FLOP.
 *
 * @param rateAtOneFlop a
 * @param rateDecay p
 * @param batchTokensAtOneFlop b
 * @param batchGrowth q
 * @param caution printed with every advice; empty for none
 */
record ComputePowerLaw(
    String name,
    Source source,
    double rateAtOneFlop,
    double rateDecay,
    double batchTokensAtOneFlop,
    double batchGrowth,
    String convention,
    String knownLimits,
    boolean isVerified,
    String caution)
    implements HyperparameterLaw {

  /**
   * DeepSeek LLM. The paper's C is M D with M non-embedding FLOP per token; here C = 6 N D. The
   * coefficients .3318 and .3188 that circulate are misprints of .3118.
   */
  static final ComputePowerLaw DEEPSEEK =
      new ComputePowerLaw(
          "deepseek",
          new Source(
              "DeepSeek-AI (2024), DeepSeek LLM, section 3.1", "https://arxiv.org/abs/2401.02954"),
          0.3118,
          0.1250,
          0.2920,
          0.3271,
          "C = 6 N D with N non-embedding parameters; the paper's C is M D with M = 72 layers width^2"
              + " + 12 layers width sequence FLOP per token; B in tokens; AdamW, multi-step schedule"
              + " (peak, then 31.6 % and 10 % of it)",
          "depends on N and D only through their product; the lr coefficients .3318 and .3188 that"
              + " circulate are misprints",
          true,
          "C is taken as 6 N D; with the paper's C = M D, which counts attention, the learning rate"
              + " is lower and the batch larger");

  /** Moonlight. */
  static final ComputePowerLaw MOONLIGHT =
      new ComputePowerLaw(
          "moonlight",
          new Source(
              "Liu et al. (2025), Muon is Scalable for LLM Training",
              "https://arxiv.org/abs/2502.16982"),
          0.0127,
          0.057,
          0.0065,
          0.4138,
          "C = 6 N D with N non-embedding parameters; B in tokens",
          "depends on N and D only through their product",
          true,
          "");

  /** Ling's laws for mixtures of experts; constants not checked against the paper. */
  static final ComputePowerLaw LING_MOE =
      new ComputePowerLaw(
          "ling-moe",
          new Source(
              "Tian et al. (2025), Towards Greater Leverage: Scaling Laws for Efficient"
                  + " Mixture-of-Experts Language Models",
              "https://arxiv.org/abs/2507.17702"),
          1.1576,
          0.1529,
          0.0694,
          0.3644,
          "C = 6 N D with N active parameters; B in tokens; constants quoted second-hand and not"
              + " verified",
          "made for mixtures of experts; depends on N and D only through their product",
          false,
          "a law of mixtures of experts; its constants are quoted second-hand and were not verified");

  @Override
  public String formula() {
    return String.format(
        Locale.ROOT,
        "lr = %s C^-%s, B = %s C^%s",
        rateAtOneFlop,
        rateDecay,
        batchTokensAtOneFlop,
        batchGrowth);
  }

  @Override
  public Advice advise(PlannedRun run) {
    double flops = run.flops();
    Advice advice =
        Advice.of(
            rateAtOneFlop * Math.pow(flops, -rateDecay),
            batchTokensAtOneFlop * Math.pow(flops, batchGrowth));
    return caution.isEmpty() ? advice : advice.withWarning(caution);
  }
}
