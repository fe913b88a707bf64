package isoloss.cost;

/**
 * P streams through one model (ParScale). Each stream has prefix tokens of its own, learned as keys
 * and values of every layer; a small network, {@code P h -> h -> P}, weighs the streams' outputs.
 *
 * @param count P; 1 is the ordinary model, which has neither prefixes nor aggregation
 * @param prefixTokens learned tokens in front of the input of each stream
 * @see <a href="https://arxiv.org/abs/2505.10475">Chen et al. (2025)</a>
 */
public record ParallelStreams(int count, int prefixTokens) {

  /** What Chen et al. (2025) use. */
  public static final int PUBLISHED_PREFIX_TOKENS = 48;

  public ParallelStreams {
    if (count < 1) {
      throw new IllegalArgumentException(count + " streams; at least 1 is needed");
    }
    if (prefixTokens < 0) {
      throw new IllegalArgumentException(prefixTokens + " prefix tokens; the number is negative");
    }
  }

  public static ParallelStreams of(int count) {
    return new ParallelStreams(count, PUBLISHED_PREFIX_TOKENS);
  }

  public boolean isSingle() {
    return count == 1;
  }

  /** Tokens that stand in front of every input: 0 for an ordinary model. */
  public int prefix() {
    return isSingle() ? 0 : prefixTokens;
  }

  /**
   * What the streams add to a model: {@code 2 P t kv layers} for the keys and values of t prefix
   * tokens, {@code P h^2 + h} and {@code h P + P} for the two layers of the aggregation; exact.
   */
  public long extraParameters(DecoderArchitecture model) {
    if (isSingle()) {
      return 0;
    }
    long h = model.hidden();
    long prefixes = 2L * count * prefixTokens * model.keyValueWidth() * model.layers();
    return prefixes + count * h * h + h + h * count + count;
  }

  /** Non-embedding parameters with what the streams add; exact. */
  public long nonEmbeddingParameters(DecoderArchitecture model) {
    return model.nonEmbeddingParameters() + extraParameters(model);
  }

  /** Weights of the aggregation as the authors' script counts them: {@code (h + 1) h P}. */
  double aggregationWeights(DecoderArchitecture model) {
    return isSingle() ? 0 : (model.hidden() + 1.0) * model.hidden() * count;
  }
}
