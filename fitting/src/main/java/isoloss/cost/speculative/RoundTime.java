package isoloss.cost.speculative;

/**
 * Time of a round in target steps.
 *
 * @param draftStep c, time of one draft step over one target step
 */
public record RoundTime(double draftStep, VerificationTime verification) {
  public RoundTime {
    if (!(draftStep >= 0 && draftStep < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("draft cost " + draftStep + " is not in [0, infinity)");
    }
  }

  /** {@code gamma c + v(gamma + 1)}; 1 without a draft, which is plain decoding. */
  public double ofChain(int gamma) {
    return gamma == 0 ? 1 : gamma * draftStep + verification.of(gamma + 1);
  }

  /**
   * {@code (d - 1) c + t(n)} for a tree of n nodes and depth d, both counting the root, which is
   * the token at hand and needs no draft step. Sequoia's code charges d steps.
   */
  public double ofTree(int nodes, int depth) {
    return nodes == 1 ? 1 : (depth - 1) * draftStep + verification.of(nodes);
  }
}
