package isoloss.run.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import isoloss.data.InputException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A causal language model in an ONNX file of the layout that Hugging Face optimum writes. It gives
 * the loss of each token (computed inside the graph) and decodes with a key-value cache. Optional
 * inputs are discovered. Not thread-safe.
 */
public final class CausalLm implements AutoCloseable {
  /** How to open a model. */
  public record Settings(DeviceVerdict device, int threads, Cancellation cancellation) {
    /** CPU, one thread. */
    public static Settings defaults() {
      return new Settings(DeviceVerdict.cpu("default"), 1, Cancellation.onRequest());
    }
  }

  private final String name;
  private final byte[] model;
  private final Optional<Path> folder;
  private final Settings settings;
  private final CancellableSession scoring;
  private final DecoderLayout layout;
  private @Nullable CancellableSession decoding;

  private CausalLm(String name, byte[] model, Optional<Path> folder, Settings settings) {
    this.name = name;
    this.model = model;
    this.folder = folder;
    this.settings = settings;
    this.scoring = open(NllHead.append(model, name));
    try {
      this.layout = DecoderLayout.of(scoring.session(), name);
    } catch (InputException e) {
      scoring.close();
      throw e;
    }
  }

  /**
   * Opens a model file.
   *
   * @throws InputException when it cannot be read or is not a causal language model that can run
   */
  public static CausalLm open(Path file, Settings settings) {
    try {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
      return new CausalLm(file.toString(), Files.readAllBytes(file), Optional.of(folder), settings);
    } catch (NoSuchFileException e) {
      throw new InputException("%s: no such file".formatted(file), e);
    } catch (IOException e) {
      throw new InputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /** Opens a model held in memory. */
  static CausalLm open(String name, byte[] model, Settings settings) {
    return new CausalLm(name, model, Optional.empty(), settings);
  }

  /** The pairs stored with the model. */
  public Map<String, String> metadata() {
    try {
      return Map.copyOf(scoring.session().getMetadata().getCustomMetadata());
    } catch (OrtException e) {
      throw new RunFailure(name + ": metadata", e);
    }
  }

  /** Floating-point weights in the file; a weight used twice counts once. */
  public long parameters() {
    return NllHead.weights(model, name);
  }

  /** SHA-256 of the model file, hexadecimal. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Number of distinct tokens, the last dimension of the logits. */
  public int vocabulary() {
    try {
      var info = decoding().session().getOutputInfo().get("logits");
      if (info != null && info.getInfo() instanceof TensorInfo tensor) {
        long[] shape = tensor.getShape();
        long last = shape[shape.length - 1];
        if (last > 0) {
          return (int) last;
        }
      }
      throw new InputException("%s: the size of the vocabulary is not in the file".formatted(name));
    } catch (OrtException e) {
      throw new RunFailure(name + ": outputs cannot be listed", e);
    }
  }

  /**
   * Loss of each label given the inputs up to its place, in nats, from an empty cache.
   *
   * @param inputs token ids, row-major [batch, length]
   * @param labels the token that follows each input
   * @return row-major [batch, length]
   */
  public float[] losses(long[] inputs, long[] labels, int batch, int length) {
    requireSize(inputs, batch, length);
    requireSize(labels, batch, length);
    try (Feeds feeds = new Feeds()) {
      feedStep(feeds, inputs, batch, length, 0);
      feeds.longs(NllHead.LABELS, labels, batch, length);
      feedEmptyCache(feeds, batch);
      try (OrtSession.Result result = scoring.run(feeds.map, Set.of(NllHead.OUTPUT))) {
        float[] losses = new float[batch * length];
        tensor(result, NllHead.OUTPUT).getFloatBuffer().get(losses);
        return losses;
      }
    }
  }

  /**
   * The state after some tokens: logits of the last run and the cache for the next. Close it when
   * the following step has been made.
   */
  public static final class Decoded implements AutoCloseable {
    private final OrtSession.Result result;
    private final int tokens;
    private final FloatBuffer logits;

    private Decoded(OrtSession.Result result, int tokens) {
      this.result = result;
      this.tokens = tokens;
      this.logits = tensor(result, "logits").getFloatBuffer();
    }

    /** Logits of the tokens of the last run, row-major [batch, length, V]. */
    public FloatBuffer logits() {
      return logits.duplicate();
    }

    /** Tokens seen so far in each row. */
    public int tokens() {
      return tokens;
    }

    @Override
    public void close() {
      result.close();
    }
  }

  /** Reads the first tokens of each row, row-major [batch, length]. */
  public Decoded start(long[] ids, int batch, int length) {
    requireSize(ids, batch, length);
    try (Feeds feeds = new Feeds()) {
      feedStep(feeds, ids, batch, length, 0);
      feedEmptyCache(feeds, batch);
      return decode(feeds, length);
    }
  }

  /**
   * Reads one more token of each row.
   *
   * @param past stays open, and may be closed afterwards
   */
  public Decoded next(long[] ids, Decoded past) {
    if (layout.caches().isEmpty()) {
      throw new InputException("%s: exported without a cache, it cannot decode".formatted(name));
    }
    try (Feeds feeds = new Feeds()) {
      feedStep(feeds, ids, ids.length, 1, past.tokens);
      for (DecoderLayout.Cache cache : layout.caches()) {
        feeds.map.put(cache.past(), tensor(past.result, cache.present()));
      }
      return decode(feeds, past.tokens + 1);
    }
  }

  @Override
  public void close() {
    scoring.close();
    if (decoding != null) {
      decoding.close();
    }
  }

  private Decoded decode(Feeds feeds, int tokens) {
    Set<String> outputs = new java.util.LinkedHashSet<>();
    outputs.add("logits");
    layout.caches().forEach(cache -> outputs.add(cache.present()));
    return new Decoded(decoding().run(feeds.map, outputs), tokens);
  }

  private void feedStep(Feeds feeds, long[] ids, int batch, int length, int past) {
    feeds.longs(DecoderLayout.IDS, ids, batch, length);
    if (layout.attentionMask()) {
      long[] mask = new long[batch * (past + length)];
      java.util.Arrays.fill(mask, 1);
      feeds.longs(DecoderLayout.MASK, mask, batch, past + length);
    }
    if (layout.positions()) {
      long[] positions = new long[batch * length];
      java.util.Arrays.setAll(positions, i -> past + i % length);
      feeds.longs(DecoderLayout.POSITIONS, positions, batch, length);
    }
    if (layout.cacheBranch()) {
      feeds.flag(DecoderLayout.BRANCH, past > 0);
    }
  }

  private void feedEmptyCache(Feeds feeds, int batch) {
    for (DecoderLayout.Cache cache : layout.caches()) {
      feeds.emptyCache(cache, batch);
    }
  }

  private CancellableSession decoding() {
    if (decoding == null) {
      decoding = open(model);
    }
    return decoding;
  }

  private CancellableSession open(byte[] bytes) {
    OrtSession session =
        OrtRuntime.shared().open(name, bytes, settings.device(), settings.threads(), folder);
    return new CancellableSession(name, session, settings.cancellation());
  }

  private static OnnxTensor tensor(OrtSession.Result result, String output) {
    return (OnnxTensor)
        result.get(output).orElseThrow(() -> new IllegalStateException("no output " + output));
  }

  private static void requireSize(long[] values, int batch, int length) {
    if (values.length != batch * length) {
      throw new IllegalArgumentException(
          "%d values do not fill %d rows of %d".formatted(values.length, batch, length));
    }
  }

  /** Named input tensors, of which it closes those it made. */
  private final class Feeds implements AutoCloseable {
    private final OrtEnvironment environment = OrtRuntime.shared().environment();
    private final Map<String, OnnxTensor> map = new HashMap<>();
    private final List<OnnxTensor> owned = new ArrayList<>();

    void longs(String input, long[] values, int rows, int columns) {
      LongBuffer buffer = DirectBuffers.longs(values);
      put(input, () -> OnnxTensor.createTensor(environment, buffer, new long[] {rows, columns}));
    }

    void flag(String input, boolean value) {
      put(input, () -> OnnxTensor.createTensor(environment, new boolean[] {value}));
    }

    void emptyCache(DecoderLayout.Cache cache, int batch) {
      long[] shape = {batch, cache.heads(), 0, cache.headWidth()};
      put(cache.past(), () -> OnnxTensor.createTensor(environment, DirectBuffers.floats(0), shape));
    }

    @Override
    public void close() {
      owned.forEach(OnnxTensor::close);
    }

    private void put(String input, TensorMaker maker) {
      try {
        OnnxTensor tensor = maker.make();
        owned.add(tensor);
        map.put(input, tensor);
      } catch (OrtException e) {
        throw new RunFailure(name + ": input " + input, e);
      }
    }
  }

  private interface TensorMaker {
    OnnxTensor make() throws OrtException;
  }
}
