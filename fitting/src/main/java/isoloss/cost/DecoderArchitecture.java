package isoloss.cost;

/**
 * The shape of a decoder-only transformer with grouped-query attention.
 *
 * @param hidden width h of the residual stream
 * @param heads query heads a layer
 * @param keyValueHeads heads of keys and values a layer; {@code heads} for multi-head attention
 * @param headDimension width of one head, often {@code hidden/heads}
 * @param feedForward width f of the feed-forward layer
 * @param gated whether the feed-forward layer has three matrices (gate, up, down) or two (up, down)
 * @param normWeightsPerLayer weights of all normalisations of a layer; 2 h for two of them
 * @param tiedEmbeddings whether the output head is the embedding matrix
 */
public record DecoderArchitecture(
    int layers,
    int hidden,
    int heads,
    int keyValueHeads,
    int headDimension,
    int feedForward,
    int vocabulary,
    boolean gated,
    Biases biases,
    int normWeightsPerLayer,
    boolean tiedEmbeddings) {

  /** Which projections carry a bias. */
  public record Biases(boolean queryKeyValue, boolean attentionOutput, boolean feedForward) {
    public static final Biases NONE = new Biases(false, false, false);
    public static final Biases QUERY_KEY_VALUE = new Biases(true, false, false);
  }

  public DecoderArchitecture {
    requirePositive("layers", layers);
    requirePositive("hidden", hidden);
    requirePositive("heads", heads);
    requirePositive("key-value heads", keyValueHeads);
    requirePositive("head dimension", headDimension);
    requirePositive("feed-forward width", feedForward);
    requirePositive("vocabulary", vocabulary);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "%d query heads cannot share %d key-value heads evenly".formatted(heads, keyValueHeads));
    }
    if (normWeightsPerLayer < 0) {
      throw new IllegalArgumentException("norm weights " + normWeightsPerLayer + " are negative");
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " " + value + " is below 1");
    }
  }

  /**
   * A decoder in the manner of Qwen2: heads of width hidden/heads, a gated feed-forward layer,
   * biases of queries, keys and values, two normalisations a layer, tied embeddings.
   *
   * @throws IllegalArgumentException if the heads do not divide the width
   */
  public static DecoderArchitecture qwen2(
      int layers, int hidden, int heads, int keyValueHeads, int feedForward, int vocabulary) {
    requirePositive("heads", heads);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "%d heads do not divide the width %d; give the width of a head".formatted(heads, hidden));
    }
    return new DecoderArchitecture(
        layers,
        hidden,
        heads,
        keyValueHeads,
        hidden / heads,
        feedForward,
        vocabulary,
        true,
        Biases.QUERY_KEY_VALUE,
        2 * hidden,
        true);
  }

  /** Width of all query heads together. */
  public int queryWidth() {
    return Math.multiplyExact(heads, headDimension);
  }

  /** Width of all key heads together, and of all value heads. */
  public int keyValueWidth() {
    return Math.multiplyExact(keyValueHeads, headDimension);
  }

  /** Weights of the four attention matrices of a layer: {@code 2 h q + 2 h kv}. */
  public long attentionWeights() {
    return 2L * hidden * queryWidth() + 2L * hidden * keyValueWidth();
  }

  /** Weights of the feed-forward matrices of a layer: {@code 3 h f} gated, {@code 2 h f} not. */
  public long feedForwardWeights() {
    return (gated ? 3L : 2L) * hidden * feedForward;
  }

  private long biasesPerLayer() {
    long count = biases.queryKeyValue() ? queryWidth() + 2L * keyValueWidth() : 0;
    count += biases.attentionOutput() ? hidden : 0;
    count += biases.feedForward() ? (gated ? 2L : 1L) * feedForward + hidden : 0;
    return count;
  }

  /** Everything but embeddings and head, the last normalisation included; exact. */
  public long nonEmbeddingParameters() {
    long perLayer =
        attentionWeights() + feedForwardWeights() + biasesPerLayer() + normWeightsPerLayer;
    return Math.addExact(Math.multiplyExact((long) layers, perLayer), hidden);
  }

  /** The embedding matrix, and the head where it is another one. */
  public long embeddingParameters() {
    return (tiedEmbeddings ? 1L : 2L) * vocabulary * hidden;
  }

  public long parameters() {
    return nonEmbeddingParameters() + embeddingParameters();
  }

  /**
   * A model of the same depth and number of heads with all widths times the factor, rounded; its
   * parameters grow with the square of it.
   */
  public DecoderArchitecture widened(double factor) {
    return new DecoderArchitecture(
        layers,
        scaled(hidden, factor),
        heads,
        keyValueHeads,
        scaled(headDimension, factor),
        scaled(feedForward, factor),
        vocabulary,
        gated,
        biases,
        (int) Math.round(normWeightsPerLayer * factor),
        tiedEmbeddings);
  }

  private static int scaled(int width, double factor) {
    return Math.toIntExact(Math.max(1, Math.round(width * factor)));
  }
}
