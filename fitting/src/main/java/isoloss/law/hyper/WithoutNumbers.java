package isoloss.law.hyper;

import isoloss.fit.Source;

/**
 * A published rule from which no number for AdamW follows: shown with the reason, never as a
 * number.
 *
 * @param reason why, as a clause
 */
record WithoutNumbers(
    String name,
    String formula,
    Source source,
    String convention,
    boolean isVerified,
    String reason)
    implements HyperparameterLaw {

  /** Scion: exponents for another optimiser. */
  static final WithoutNumbers SCION =
      new WithoutNumbers(
          "scion",
          "lr ~ B^0.62 D^-0.56, lr ~ D^-0.28 at the best batch, B ~ D^0.45",
          new Source("arXiv 2510.03871 (2025), Scion", "https://arxiv.org/abs/2510.03871"),
          "D in tokens; the Scion optimiser, whose learning rate is a step in norm",
          true,
          "it is about the optimiser Scion, whose learning rates are not those of AdamW, and only"
              + " its exponents are known");

  /** The noise scale of McCandlish et al.: needs a measurement of the gradients. */
  static final WithoutNumbers NOISE_SCALE =
      new WithoutNumbers(
          "noise-scale",
          "(S/Smin - 1)(E/Emin - 1) = 1, Bcrit = Emin/Smin, Bnoise = tr(Sigma)/|G|^2",
          new Source(
              "McCandlish et al. (2018), An Empirical Model of Large-Batch Training",
              "https://arxiv.org/abs/1812.06162"),
          "S steps and E examples to reach a loss; Sigma covariance and G mean of the gradient;"
              + " formulas recalled, not verified",
          false,
          "it needs the gradient's noise measured on the run itself, and does not follow from N and"
              + " D");

  @Override
  public String knownLimits() {
    return reason;
  }

  @Override
  public Advice advise(PlannedRun run) {
    return Advice.refused(reason);
  }
}
