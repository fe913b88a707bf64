package isoloss.cost;

import static java.lang.Math.max;

/**
 * Memory and latency of generating text with P parallel streams, in closed form: every part of a
 * layer takes the longer of its arithmetic and its memory traffic. It is what the script of Chen et
 * al. (2025) computes on the library llm-analysis, written for any {@link DecoderArchitecture}.
 *
 * <p>In formulas: h hidden, q width of the queries, kv of the keys, f feed-forward, V vocabulary, L
 * layers, b sequences times streams, s tokens of a pass. A pass over s tokens reads the prompt, a
 * pass over 1 token generates. What the form leaves out: the traffic of the attention scores, the
 * growth of the cache while generating (every step reads and writes the final one), biases,
 * communication, and all overhead.
 *
 * @see <a href="https://arxiv.org/abs/2505.10475">Chen et al. (2025), section 4.2</a>
 */
public record InferenceCost(
    DecoderArchitecture model,
    ParallelStreams streams,
    Precision precision,
    Accelerator accelerator) {

  /** Normalisations read and write in fp32. */
  private static final double NORM_BYTES = 4;

  /** An ordinary model in half precision. */
  public static InferenceCost of(DecoderArchitecture model, Accelerator accelerator) {
    return new InferenceCost(model, ParallelStreams.of(1), Precision.HALF, accelerator);
  }

  public InferenceCost with(ParallelStreams newStreams) {
    return new InferenceCost(model, newStreams, precision, accelerator);
  }

  /** Both costs of a workload. */
  public Cost of(Workload work) {
    return new Cost(memory(work).total(), latencySeconds(work));
  }

  /** Memory in bytes and time in seconds; adds and scales, so that costs can be averaged. */
  public record Cost(double memoryBytes, double latencySeconds) {
    public Cost plus(Cost other) {
      return new Cost(memoryBytes + other.memoryBytes, latencySeconds + other.latencySeconds);
    }

    public Cost times(double factor) {
      return new Cost(factor * memoryBytes, factor * latencySeconds);
    }
  }

  /**
   * Bytes in use at the peak.
   *
   * @param cache keys and values of all tokens of all streams
   * @param weights layers, embedding and last normalisation
   * @param aggregation the network that weighs the streams
   * @param activations the largest of one layer's and of the logits of the prompt
   */
  public record Memory(double cache, double weights, double aggregation, double activations) {
    public double total() {
      return cache + weights + aggregation + activations;
    }
  }

  public Memory memory(Workload work) {
    double b = rows(work);
    double s = promptTokens(work);
    double logits = (double) model.vocabulary() * work.batch() * s * precision.activation();
    return new Memory(
        cacheBytes(work),
        weightBytes(),
        streams.aggregationWeights(model) * precision.weight(),
        max(layerActivationBytes(b, s), logits));
  }

  private double weightBytes() {
    double matrices = (double) model.attentionWeights() + model.feedForwardWeights();
    double layer = matrices + 2.0 * model.hidden();
    return precision.weight()
        * (model.layers() * layer + model.embeddingParameters() + model.hidden());
  }

  private double layerActivationBytes(double b, double s) {
    double norm = normBytes(b, s, precision.activation());
    return max(max(attentionActivationBytes(b, s), feedForwardActivationBytes(b, s)), norm);
  }

  /**
   * The time until the last token: the prompt, then one pass a generated token with the cache read
   * and written. Streams are aggregated once a token, and only one of them meets the head.
   */
  public double latencySeconds(Workload work) {
    double b = rows(work);
    double tokens = work.inputTokens() + work.outputTokens();
    double cache = 2 * cacheBytes(work) / accelerator.reachedBandwidth();
    double aggregation =
        streams.aggregationWeights(model)
            / model.feedForwardWeights()
            * feedForwardSeconds(work.batch(), tokens);
    return passSeconds(b, promptTokens(work))
        + work.outputTokens() * (passSeconds(b, 1) + cache)
        + aggregation
        - headSeconds(b, tokens)
        + headSeconds(work.batch(), tokens);
  }

  /** Sequences that the layers see: the batch times the streams. */
  private double rows(Workload work) {
    return (double) work.batch() * streams.count();
  }

  private double promptTokens(Workload work) {
    return (double) work.inputTokens() + streams.prefix();
  }

  /** {@code 2 b (s + T) kv L} numbers: keys and values of prompt and T generated tokens. */
  private double cacheBytes(Workload work) {
    double tokens = promptTokens(work) + work.outputTokens();
    return 2 * rows(work) * tokens * model.keyValueWidth() * model.layers() * precision.keyValue();
  }

  /** All layers, the reading of the embedding, and the head for every row. */
  private double passSeconds(double b, double s) {
    double embedding = (double) model.vocabulary() * model.hidden() * precision.weight();
    return model.layers()
            * (attentionSeconds(b, s) + feedForwardSeconds(b, s) + 2 * normSeconds(b, s))
        + embedding / accelerator.reachedBandwidth()
        + headSeconds(b, s);
  }

  /** {@code 2 b s} per weight and {@code 4 b s^2 q} for scores and weighted values. */
  private double attentionSeconds(double b, double s) {
    double flop = 2 * b * s * model.attentionWeights() + 4 * b * s * s * model.queryWidth();
    double bytes = precision.weight() * model.attentionWeights() + attentionActivationBytes(b, s);
    return longer(flop, bytes);
  }

  /** {@code 2 b s} per weight. */
  private double feedForwardSeconds(double b, double s) {
    double bytes =
        precision.weight() * model.feedForwardWeights() + feedForwardActivationBytes(b, s);
    return longer(2 * b * s * model.feedForwardWeights(), bytes);
  }

  private double normSeconds(double b, double s) {
    return longer(5 * s * b * model.hidden(), normBytes(b, s, NORM_BYTES));
  }

  /** {@code 2 s b V h} FLOP; its weights were read with the embedding. */
  private double headSeconds(double b, double s) {
    return 2 * s * b * model.vocabulary() * model.hidden() / accelerator.reachedFlops();
  }

  /**
   * The larger of queries, keys and values ({@code 3 s b q}, keys and values counted as wide as the
   * queries) and of input, output and four statistics a head ({@code 2 s b h + 4 heads s b}).
   */
  private double attentionActivationBytes(double b, double s) {
    double projections = 3 * precision.activation() * s * b * model.queryWidth();
    double ends = (2 * s * b * model.hidden() + 4.0 * model.heads() * s * b);
    return max(projections, ends * precision.activation());
  }

  /** The wider of the two ends of a matrix: {@code s b max(h, f)}. */
  private double feedForwardActivationBytes(double b, double s) {
    return precision.activation() * s * b * max(model.hidden(), model.feedForward());
  }

  private double normBytes(double b, double s, double bytes) {
    return s * b * model.hidden() * bytes;
  }

  private double longer(double flop, double bytes) {
    return max(flop / accelerator.reachedFlops(), bytes / accelerator.reachedBandwidth());
  }
}
