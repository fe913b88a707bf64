package isoloss.run.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import isoloss.data.InputException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A text embedding model in a folder as Hugging Face lays it out: {@code onnx/model.onnx} or {@code
 * model.onnx} beside {@code tokenizer.json}. A text's vector is the output {@code
 * sentence_embedding} where the model has one, else the mean of {@code last_hidden_state} over the
 * text's tokens; both are brought to length 1. Nothing is downloaded. Not thread-safe.
 */
public final class OnnxTextEmbedder implements AutoCloseable {
  private static final List<String> MODEL_FILES = List.of("onnx/model.onnx", "model.onnx");
  private static final int BATCH = 16;

  private final String name;
  private final TextTokenizer tokenizer;
  private final CancellableSession session;
  private final EmbeddingLayout layout;

  private OnnxTextEmbedder(
      String name, TextTokenizer tokenizer, CancellableSession session, EmbeddingLayout layout) {
    this.name = name;
    this.tokenizer = tokenizer;
    this.session = session;
    this.layout = layout;
  }

  /**
   * Opens the model of a folder.
   *
   * @throws InputException when a file is missing or it is not a text embedding model
   */
  public static OnnxTextEmbedder open(Path folder, CausalLm.Settings settings) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "%s: no such directory; name the folder of a text embedding model".formatted(folder));
    }
    Path file = modelFile(folder);
    TextTokenizer tokenizer = TextTokenizer.open(folder);
    CancellableSession session = null;
    try {
      session = session(file, settings);
      EmbeddingLayout layout = EmbeddingLayout.of(session.session(), file.toString());
      return new OnnxTextEmbedder(file.toString(), tokenizer, session, layout);
    } catch (InputException | RunFailure e) {
      tokenizer.close();
      if (session != null) {
        session.close();
      }
      throw e;
    }
  }

  private static Path modelFile(Path folder) {
    return MODEL_FILES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "%s: no model; expected one of %s"
                    .formatted(folder, String.join(", ", MODEL_FILES))));
  }

  private static CancellableSession session(Path file, CausalLm.Settings settings) {
    try {
      OrtSession opened =
          OrtRuntime.shared()
              .open(
                  file.toString(),
                  Files.readAllBytes(file),
                  settings.device(),
                  settings.threads(),
                  Optional.ofNullable(file.toAbsolutePath().getParent()));
      return new CancellableSession(file.toString(), opened, settings.cancellation());
    } catch (IOException e) {
      throw new InputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /** The model's file. */
  public String name() {
    return name;
  }

  /**
   * One vector of length 1 per text.
   *
   * @throws InputException for a text without a token
   */
  public List<float[]> embed(List<String> texts) {
    List<TextTokenizer.Tokens> tokens = tokenizer.split(texts);
    int[] byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> tokens.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] vectors = new float[texts.size()][];
    for (int from = 0; from < byLength.length; ) {
      int to = batchEnd(byLength, from, tokens);
      int[] batch = Arrays.copyOfRange(byLength, from, to);
      requireTokens(texts.get(batch[0]), tokens.get(batch[0]));
      float[][] found = embedBatch(Arrays.stream(batch).mapToObj(tokens::get).toList());
      IntStream.range(0, batch.length).forEach(i -> vectors[batch[i]] = found[i]);
      from = to;
    }
    return List.of(vectors);
  }

  /** Without a mask only texts of one length can share a batch. */
  private int batchEnd(int[] byLength, int from, List<TextTokenizer.Tokens> tokens) {
    int to = from + 1;
    while (to < byLength.length
        && to - from < BATCH
        && (layout.mask()
            || tokens.get(byLength[to]).length() == tokens.get(byLength[from]).length())) {
      to++;
    }
    return to;
  }

  private void requireTokens(String text, TextTokenizer.Tokens tokens) {
    if (tokens.length() == 0) {
      throw new InputException(
          "the text \"%s\" has no token of the model %s".formatted(text, name));
    }
  }

  private float[][] embedBatch(List<TextTokenizer.Tokens> batch) {
    int rows = batch.size();
    int width = batch.getLast().length();
    List<OnnxTensor> owned = new ArrayList<>();
    try {
      Map<String, OnnxTensor> feeds = feeds(batch, rows, width);
      owned.addAll(feeds.values());
      try (OrtSession.Result result = session.run(feeds, Set.of(layout.output()))) {
        OnnxTensor tensor = (OnnxTensor) result.get(layout.output()).orElseThrow();
        return vectors(tensor.getFloatBuffer(), batch, width);
      }
    } finally {
      owned.forEach(OnnxTensor::close);
    }
  }

  private Map<String, OnnxTensor> feeds(List<TextTokenizer.Tokens> batch, int rows, int width) {
    Map<String, OnnxTensor> feeds = new HashMap<>();
    feeds.put(EmbeddingLayout.IDS, tensor(padded(batch, width, TextTokenizer.Tokens::ids), rows));
    if (layout.mask()) {
      feeds.put(EmbeddingLayout.MASK, tensor(padded(batch, width, OnnxTextEmbedder::ones), rows));
    }
    if (layout.types()) {
      feeds.put(
          EmbeddingLayout.TYPES, tensor(padded(batch, width, TextTokenizer.Tokens::types), rows));
    }
    if (layout.positions()) {
      feeds.put(
          EmbeddingLayout.POSITIONS, tensor(padded(batch, width, OnnxTextEmbedder::places), rows));
    }
    return feeds;
  }

  private interface PerToken {
    long[] of(TextTokenizer.Tokens tokens);
  }

  private static long[] ones(TextTokenizer.Tokens tokens) {
    return IntStream.range(0, tokens.length()).mapToLong(i -> 1).toArray();
  }

  private static long[] places(TextTokenizer.Tokens tokens) {
    return IntStream.range(0, tokens.length()).asLongStream().toArray();
  }

  /** Row-major, short rows end in zeros. */
  private static long[] padded(List<TextTokenizer.Tokens> batch, int width, PerToken values) {
    long[] all = new long[batch.size() * width];
    for (int row = 0; row < batch.size(); row++) {
      long[] own = values.of(batch.get(row));
      System.arraycopy(own, 0, all, row * width, own.length);
    }
    return all;
  }

  private OnnxTensor tensor(long[] values, int rows) {
    try {
      LongBuffer buffer = DirectBuffers.longs(values);
      return OnnxTensor.createTensor(
          OrtRuntime.shared().environment(), buffer, new long[] {rows, values.length / rows});
    } catch (OrtException e) {
      throw new RunFailure(name + ": a batch cannot be made", e);
    }
  }

  private float[][] vectors(FloatBuffer output, List<TextTokenizer.Tokens> batch, int width) {
    float[][] vectors = new float[batch.size()][];
    int perText = output.remaining() / batch.size();
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] =
          unit(
              layout.pooled()
                  ? first(output, row * perText, perText)
                  : mean(output, row * perText, perText / width, batch.get(row).length()));
    }
    return vectors;
  }

  private static double[] first(FloatBuffer values, int from, int count) {
    double[] vector = new double[count];
    Arrays.setAll(vector, i -> values.get(from + i));
    return vector;
  }

  private static double[] mean(FloatBuffer values, int from, int size, int tokens) {
    double[] mean = new double[size];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < size; i++) {
        mean[i] += values.get(from + token * size + i) / (double) tokens;
      }
    }
    return mean;
  }

  private float[] unit(double[] vector) {
    double length = Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new InputException(
          "%s: an embedding has the length %s; the model's numbers are broken"
              .formatted(name, length));
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }
}
