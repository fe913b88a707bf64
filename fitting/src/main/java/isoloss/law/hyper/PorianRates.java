package isoloss.law.hyper;

import static isoloss.fit.Texts.text;

import isoloss.fit.Source;

/**
 * Porian et al.: {@code lr = 3.7 N^-0.36}, {@code B = 0.7576 N^0.703} tokens, fitted at 20 tokens
 * per parameter (0.0047 and about 160 sequences of 2048 tokens at N = 108 million).
 *
 * @see <a href="https://arxiv.org/abs/2406.19146">Porian et al. (2024)</a>
 */
final class PorianRates implements HyperparameterLaw {
  private static final double TOKENS_PER_PARAMETER = 20;

  /** More than an octave from the tokens per parameter that it was fitted at is worth a warning. */
  private static final double FAR = 2;

  @Override
  public String name() {
    return "porian";
  }

  @Override
  public String formula() {
    return "lr = 3.7 N^-0.36, B = 0.7576 N^0.703";
  }

  @Override
  public Source source() {
    return new Source(
        "Porian et al. (2024), Resolving Discrepancies in Compute-Optimal Scaling of Language Models",
        "https://arxiv.org/abs/2406.19146");
  }

  @Override
  public String convention() {
    return "N parameters (active ones of an MoE), B in tokens; runs at 20 tokens per parameter;"
        + " AdamW with beta2 tuned as well";
  }

  @Override
  public String knownLimits() {
    return "knows no D: made for 20 tokens per parameter";
  }

  @Override
  public Advice advise(PlannedRun run) {
    double parameters = run.activeParameters();
    Advice advice =
        Advice.of(3.7 * Math.pow(parameters, -0.36), 0.7576 * Math.pow(parameters, 0.703));
    double tokensPerParameter = run.tokens() / parameters;
    boolean far =
        tokensPerParameter > FAR * TOKENS_PER_PARAMETER
            || tokensPerParameter < TOKENS_PER_PARAMETER / FAR;
    return far
        ? advice.withWarning(
            text("it was fitted at 20 tokens per parameter; this run has %.3g", tokensPerParameter))
        : advice;
  }
}
