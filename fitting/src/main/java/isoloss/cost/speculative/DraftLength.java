package isoloss.cost.speculative;

/**
 * A draft length with what it gives.
 *
 * @param length drafted tokens; 0 is plain decoding
 * @param expectedTokens of a round
 * @param speedUp over plain decoding
 */
public record DraftLength(int length, double expectedTokens, double speedUp) {

  /** Every draft length from 0 to {@code longest}. */
  public static DraftLength[] upTo(int longest, AcceptanceProfile acceptance, RoundTime time) {
    double[] tokens = acceptance.expectedTokens(longest);
    DraftLength[] all = new DraftLength[longest + 1];
    for (int gamma = 0; gamma <= longest; gamma++) {
      all[gamma] = new DraftLength(gamma, tokens[gamma], tokens[gamma] / time.ofChain(gamma));
    }
    return all;
  }

  /** The shortest of the fastest among the lengths from 0 to {@code longest}. */
  public static DraftLength best(int longest, AcceptanceProfile acceptance, RoundTime time) {
    DraftLength best = new DraftLength(0, 1, 1);
    for (DraftLength each : upTo(longest, acceptance, time)) {
      if (each.speedUp > best.speedUp) {
        best = each;
      }
    }
    return best;
  }
}
