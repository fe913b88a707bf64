package isoloss.cost.speculative;

/**
 * A chain of {@code gamma} drafted tokens that the target model verifies in one step. {@code alpha}
 * is the probability that one drafted token is accepted, {@code c} the time of a draft step over
 * that of a target step. Tokens of a round include the one that the target adds: the correction
 * after a rejection, the bonus after a full acceptance.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. (2023)</a>
 */
public final class Chain {
  /** Bisections of (0, 1) until its halves are below the spacing of doubles. */
  private static final int BISECTIONS = 60;

  private Chain() {}

  /** {@code tau = (1 - alpha^(gamma+1)) / (1 - alpha)} tokens a round; gamma + 1 if alpha is 1. */
  public static double expectedTokens(double alpha, int gamma) {
    requireProbability("acceptance", alpha);
    requireLength(gamma);
    if (alpha == 0) {
      return 1;
    }
    return alpha == 1 ? gamma + 1.0 : -Math.expm1((gamma + 1) * Math.log(alpha)) / (1 - alpha);
  }

  /** {@code tau = 1 + sum_i prod_(j<=i) a_j} with an acceptance of its own at each position. */
  public static double expectedTokens(double[] acceptances) {
    double survival = 1;
    double tokens = 1;
    for (double acceptance : acceptances) {
      requireProbability("acceptance", acceptance);
      survival *= acceptance;
      tokens += survival;
    }
    return tokens;
  }

  /**
   * {@code tau = 1 + sum_i P(drafted >= i) prod_(j<=i) a_j} where a draft may end early, for
   * example when the draft model is unsure.
   *
   * @param acceptances of a position, given that it was drafted and all before it were accepted
   * @param drafted per position the probability that the draft reaches it, acceptance aside
   */
  public static double expectedTokens(double[] acceptances, double[] drafted) {
    if (acceptances.length != drafted.length) {
      throw new IllegalArgumentException(
          acceptances.length + " acceptances for " + drafted.length + " draft probabilities");
    }
    double survival = 1;
    double tokens = 1;
    double reachable = 1;
    for (int i = 0; i < drafted.length; i++) {
      requireProbability("acceptance", acceptances[i]);
      if (!(drafted[i] >= 0 && drafted[i] <= reachable)) {
        throw new IllegalArgumentException(
            "position %d is drafted with probability %s, outside [0, %s]"
                .formatted(i, drafted[i], reachable));
      }
      reachable = drafted[i];
      survival *= acceptances[i];
      tokens += drafted[i] * survival;
    }
    return tokens;
  }

  /** Variance of the tokens of a round, {@code P(A = k) = alpha^k (1 - alpha)} below gamma. */
  public static double variance(double alpha, int gamma) {
    requireProbability("acceptance", alpha);
    requireLength(gamma);
    double survival = 1;
    double mean = 0;
    double meanSquare = 0;
    for (int i = 1; i <= gamma; i++) {
      survival *= alpha;
      mean += survival;
      meanSquare += (2 * i - 1) * survival;
    }
    return meanSquare - mean * mean;
  }

  /** {@code S = tau / (gamma c + v)} over plain decoding; v is the verification over one step. */
  public static double speedUp(double tokens, int gamma, double c, double verification) {
    return tokens / (gamma * c + verification);
  }

  /**
   * Operations over those of plain decoding, {@code (1 - alpha)(gamma c^ + gamma + 1) / (1 -
   * alpha^(gamma+1))}; {@code operationsRatio} c^ is of a draft step over a target step.
   */
  public static double operationsFactor(double alpha, int gamma, double operationsRatio) {
    return (gamma * operationsRatio + gamma + 1) / expectedTokens(alpha, gamma);
  }

  /** Memory-bound speed-up {@code tau / (c gamma + 1)}, c the ratio of the models' parameters. */
  public static double memoryBoundSpeedUp(double tokens, int gamma, double parameterRatio) {
    return speedUp(tokens, gamma, parameterRatio, 1);
  }

  /** Whether some draft length beats plain decoding where verification costs one step. */
  public static boolean helps(double alpha, double c) {
    return alpha > c;
  }

  /** What the best draft length gives at least where drafting helps, {@code (1+alpha)/(1+c)}. */
  public static double leastSpeedUp(double alpha, double c) {
    return (1 + alpha) / (1 + c);
  }

  /**
   * The acceptance that gives these tokens a round: the inverse of {@link #expectedTokens(double,
   * int)}.
   *
   * @param tokens in [1, gamma + 1], the bonus token included
   */
  public static double acceptance(double tokens, int gamma) {
    requireLength(gamma);
    if (gamma == 0 || !(tokens >= 1 && tokens <= gamma + 1.0)) {
      throw new IllegalArgumentException(
          "%s tokens a round are outside [1, %d] of drafts of %d"
              .formatted(tokens, gamma + 1, gamma));
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (expectedTokens(middle, gamma) < tokens) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  static void requireProbability(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " " + value + " is not in [0, 1]");
    }
  }

  private static void requireLength(int gamma) {
    if (gamma < 0) {
      throw new IllegalArgumentException("draft length " + gamma + " is negative");
    }
  }
}
