package isoloss.run.train;

import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A decoder-only transformer: pre-RMSNorm, learned absolute positions, fused query-key-value
 * projection, SiLU feed-forward of width 4d, no biases, output tied to the token embedding.
 *
 * <p>All parameters lie in one float vector in the order of {@link #tensors()}:
 *
 * <pre>
 * E[V,d] P[T,d] { g1[d] Wqkv[d,3d] Wo[d,d] g2[d] W1[d,4d] W2[4d,d] } x L  gf[d]
 * N = V d + T d + L (12 d^2 + 2 d) + d
 * </pre>
 *
 * @param vocabulary V, number of distinct tokens
 * @param contextLength T, tokens the model can look back on
 * @param width d
 * @param layers L
 * @param heads attention heads; must divide d
 */
public record Architecture(int vocabulary, int contextLength, int width, int layers, int heads) {
  private static final double EMBEDDING_DEVIATION = 0.02;

  /** What a tensor is for: decides its initial values and whether it decays. */
  public enum Role {
    EMBEDDING,
    GAIN,
    MATRIX,
    /** A matrix whose result is added to the residual stream. */
    RESIDUAL_MATRIX
  }

  /**
   * One tensor inside the parameter vector.
   *
   * @param columns 0 for a vector
   * @param offset place of its first entry
   */
  public record Tensor(String name, Role role, int rows, int columns, int offset) {
    public int size() {
      return columns == 0 ? rows : rows * columns;
    }

    /** Dimensions as ONNX wants them. */
    public long[] shape() {
      return columns == 0 ? new long[] {rows} : new long[] {rows, columns};
    }
  }

  public Architecture {
    requirePositive("vocabulary", vocabulary);
    requirePositive("contextLength", contextLength);
    requirePositive("width", width);
    requirePositive("layers", layers);
    requirePositive("heads", heads);
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "width %d is no multiple of %d heads".formatted(width, heads));
    }
    double size =
        (double) width * (vocabulary + contextLength + 1)
            + layers * (12.0 * width * width + 2.0 * width);
    if (size > Integer.MAX_VALUE / (double) Float.BYTES) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%.3g parameters do not fit one buffer", size));
    }
  }

  /** Width of one head. */
  public int headWidth() {
    return width / heads;
  }

  /** N: all parameters, embeddings included. */
  public int parameters() {
    Tensor last = tensors().getLast();
    return last.offset() + last.size();
  }

  /** N without token and position embeddings. */
  public int nonEmbeddingParameters() {
    return parameters() - (vocabulary + contextLength) * width;
  }

  /** FLOPs of forward and backward pass for one token: {@code 6 N + 12 L T d}. */
  public double trainingFlopsPerToken() {
    return 6.0 * parameters() + 12.0 * layers * contextLength * width;
  }

  /** All tensors in the order of the parameter vector. */
  public List<Tensor> tensors() {
    Layout layout = new Layout();
    layout.add("E", Role.EMBEDDING, vocabulary, width);
    layout.add("P", Role.EMBEDDING, contextLength, width);
    for (int layer = 0; layer < layers; layer++) {
      layout.add("g1." + layer, Role.GAIN, width, 0);
      layout.add("Wqkv." + layer, Role.MATRIX, width, 3 * width);
      layout.add("Wo." + layer, Role.RESIDUAL_MATRIX, width, width);
      layout.add("g2." + layer, Role.GAIN, width, 0);
      layout.add("W1." + layer, Role.MATRIX, width, 4 * width);
      layout.add("W2." + layer, Role.RESIDUAL_MATRIX, 4 * width, width);
    }
    layout.add("gf", Role.GAIN, width, 0);
    return List.copyOf(layout.tensors);
  }

  /**
   * Random initial parameters: embeddings Normal(0, 0.02), matrices Normal(0, 1/sqrt(rows)), those
   * that write to the residual stream divided by sqrt(2 L), gains 1. Each tensor draws from a seed
   * of its own name.
   */
  public float[] initialParameters(Seed seed) {
    float[] parameters = new float[parameters()];
    for (Tensor tensor : tensors()) {
      RandomGenerator random = seed.child(tensor.name()).generator();
      double deviation = initialDeviation(tensor);
      for (int i = 0; i < tensor.size(); i++) {
        parameters[tensor.offset() + i] =
            tensor.role() == Role.GAIN ? 1f : (float) (deviation * random.nextGaussian());
      }
    }
    return parameters;
  }

  private double initialDeviation(Tensor tensor) {
    return switch (tensor.role()) {
      case EMBEDDING -> EMBEDDING_DEVIATION;
      case GAIN -> 0;
      case MATRIX -> 1 / Math.sqrt(tensor.rows());
      case RESIDUAL_MATRIX -> 1 / Math.sqrt(tensor.rows() * 2.0 * layers);
    };
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }

  private static final class Layout {
    private final List<Tensor> tensors = new ArrayList<>();
    private int offset;

    void add(String name, Role role, int rows, int columns) {
      Tensor tensor = new Tensor(name, role, rows, columns, offset);
      tensors.add(tensor);
      offset += tensor.size();
    }
  }
}
