package isoloss.cost.kinetics;

import java.util.Optional;

/**
 * The dimensions of a decoder-only transformer, from which its parameters are counted exactly.
 *
 * @param name of the model
 * @param hiddenSize width of the residual stream
 * @param feedForwardSize inner width of a dense feed-forward layer
 * @param vocabulary rows of the embedding
 * @param learnedPositions rows of a learned table of positions; 0 without one
 * @param tiedEmbeddings whether the output matrix is the embedding
 * @param style which biases and norms there are
 * @param experts absent for a dense model
 */
public record DecoderShape(
    String name,
    long hiddenSize,
    long layers,
    long queryHeads,
    long keyValueHeads,
    long headSize,
    long feedForwardSize,
    long vocabulary,
    long learnedPositions,
    boolean tiedEmbeddings,
    Style style,
    Optional<ExpertLayers> experts) {

  /** What else a layer holds than its matrices. */
  public record Style(
      boolean gated,
      boolean queryKeyValueBias,
      boolean outputBias,
      boolean feedForwardBias,
      QueryKeyNorm queryKeyNorm,
      int normsPerLayer,
      boolean normBias) {

    /**
     * RMS norms before attention and feed-forward, a gated feed-forward, no bias, norms of queries
     * and keys within each head.
     */
    public static final Style QWEN3 =
        new Style(true, false, false, false, QueryKeyNorm.PER_HEAD, 2, false);

    /** Layer norms, two matrices in the feed-forward, biases everywhere: GPT-2 and GPT-NeoX. */
    public static final Style GPT = new Style(false, true, true, true, QueryKeyNorm.NONE, 2, true);
  }

  /** Norms of queries and keys. */
  public enum QueryKeyNorm {
    NONE,
    /** One weight per element of a head, shared by the heads of a layer. */
    PER_HEAD,
    /** One weight per element of all heads. */
    ALL_HEADS
  }

  /**
   * Layers whose feed-forward is a choice of experts.
   *
   * @param layers that have experts; the others are dense
   * @param count experts of one layer
   * @param perToken experts that work on one token
   * @param size inner width of an expert
   * @param sharedSize inner width of what works on every token; 0 without
   * @param sharedGate whether the shared part has a gate
   */
  public record ExpertLayers(
      long layers, long count, long perToken, long size, long sharedSize, boolean sharedGate) {}

  /** Every parameter, the embedding counted once where tied. */
  public long parameters() {
    return parameters(tiedEmbeddings);
  }

  /** Every parameter, if the output matrix were tied to the embedding or not. */
  public long parameters(boolean tied) {
    return embeddings(tied)
        + layers * attentionLayer()
        + denseLayers() * feedForward(feedForwardSize)
        + experts.map(this::expertLayers).orElse(0L)
        + norm();
  }

  /** {@link #parameters(boolean)} less the experts that a token does not choose. */
  public long activeParameters(boolean tied) {
    return parameters(tied)
        - experts
            .map(
                each -> (each.count() - each.perToken()) * each.layers() * feedForward(each.size()))
            .orElse(0L);
  }

  private long embeddings(boolean tied) {
    return vocabulary * hiddenSize * (tied ? 1 : 2) + learnedPositions * hiddenSize;
  }

  private long denseLayers() {
    return layers - experts.map(ExpertLayers::layers).orElse(0L);
  }

  private long attentionLayer() {
    long queries = queryHeads * headSize;
    long keys = keyValueHeads * headSize;
    long matrices = hiddenSize * (queries + 2 * keys) + queries * hiddenSize;
    long biases =
        (style.queryKeyValueBias() ? queries + 2 * keys : 0)
            + (style.outputBias() ? hiddenSize : 0);
    return matrices + biases + queryKeyNorms(queries, keys) + style.normsPerLayer() * norm();
  }

  private long queryKeyNorms(long queries, long keys) {
    return switch (style.queryKeyNorm()) {
      case NONE -> 0;
      case PER_HEAD -> 2 * headSize;
      case ALL_HEADS -> queries + keys;
    };
  }

  private long norm() {
    return hiddenSize * (style.normBias() ? 2 : 1);
  }

  private long feedForward(long size) {
    long inner = style.gated() ? 2 : 1;
    long biases = style.feedForwardBias() ? inner * size + hiddenSize : 0;
    return (inner + 1) * hiddenSize * size + biases;
  }

  private long expertLayers(ExpertLayers each) {
    long router = hiddenSize * each.count();
    long shared = each.sharedSize() == 0 ? 0 : feedForward(each.sharedSize());
    long gate = each.sharedGate() ? hiddenSize : 0;
    return each.layers() * (each.count() * feedForward(each.size()) + router + shared + gate);
  }

  /** The same dimensions by another name. */
  public DecoderShape named(String newName) {
    return new DecoderShape(
        newName,
        hiddenSize,
        layers,
        queryHeads,
        keyValueHeads,
        headSize,
        feedForwardSize,
        vocabulary,
        learnedPositions,
        tiedEmbeddings,
        style,
        experts);
  }

  /** The model with its parameters counted as it is shipped. */
  public ServedModel served() {
    return served(tiedEmbeddings, tiedEmbeddings ? "counted, tied" : "counted, untied");
  }

  /** The model with its parameters counted with the embedding once (tied) or twice. */
  public ServedModel served(boolean tied, String convention) {
    return new ServedModel(
        name,
        activeParameters(tied),
        layers,
        queryHeads,
        keyValueHeads,
        headSize,
        experts.map(each ->
            new ServedModel.Experts(
                each.count(), each.perToken(), each.layers() * feedForward(each.size()))),
        convention);
  }
}
