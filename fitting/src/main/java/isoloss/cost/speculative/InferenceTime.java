package isoloss.cost.speculative;

/**
 * Expected time of a whole answer of S tokens, in target steps: speculative inference in turns
 * (SI), where each round drafts and then verifies, and distributed (DSI), where other processors
 * verify while drafting goes on, so that only a rejection is waited for. Plain decoding takes S.
 *
 * @param alpha acceptance of a drafted token
 * @param lookahead k, most drafted tokens a round
 * @param draftStep c, time of a draft step over a target step
 * @see <a href="https://arxiv.org/abs/2405.14105">Timor et al. (2024)</a>; expectations here, where
 *     their simulator averages draws
 */
public record InferenceTime(double alpha, int lookahead, double draftStep) {
  public InferenceTime {
    Chain.requireProbability("acceptance", alpha);
    if (lookahead < 1 || !(draftStep >= 0)) {
      throw new IllegalArgumentException(
          "look-ahead %d with draft cost %s".formatted(lookahead, draftStep));
    }
  }

  /** Rounds of {@code min(k, left - 1) c + 1} until no token is left. */
  public double inTurns(int tokens) {
    double[] expected = new double[tokens + 1];
    for (int left = 1; left <= tokens; left++) {
      int k = Math.min(lookahead, left - 1);
      double time = k * draftStep + 1;
      double survival = 1;
      for (int accepted = 0; accepted <= k; accepted++) {
        double probability = accepted == k ? survival : survival * (1 - alpha);
        time += probability * expected[left - accepted - 1];
        survival *= alpha;
      }
      expected[left] = time;
    }
    return expected[tokens];
  }

  /**
   * Drafts of k follow each other until one is rejected, which takes one target step more; never
   * longer than plain decoding of the same tokens.
   */
  public double distributed(int tokens) {
    double[] expected = new double[tokens + 1];
    for (int left = 1; left <= tokens; left++) {
      expected[left] = untilRejection(left, expected);
    }
    return expected[tokens];
  }

  /** Sums over where the run of accepted tokens that starts here ends. */
  private double untilRejection(int left, double[] expected) {
    double total = 0;
    double reached = 1;
    double spent = 0;
    int accepted = 0;
    while (reached > 0) {
      int k = Math.min(lookahead, left - 1 - accepted);
      spent += k * draftStep;
      double survival = reached;
      for (int a = 0; a < k; a++) {
        total += survival * (1 - alpha) * rejected(left, accepted + a, spent, expected);
        survival *= alpha;
      }
      if (k == 0) {
        return total + survival * rejected(left, accepted, spent, expected);
      }
      accepted += k;
      reached = survival;
    }
    return total;
  }

  private static double rejected(int left, int accepted, double spent, double[] expected) {
    int tokens = accepted + 1;
    return Math.min(spent + 1, tokens) + expected[left - tokens];
  }
}
