package isoloss.run.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits texts into the tokens of a {@code tokenizer.json} as Hugging Face writes it, with its
 * special tokens. Texts that are longer than the model can read are cut.
 *
 * <p>The library behind it is told to stay off the network: it would otherwise report its use on
 * some cloud machines, and could fetch what it lacks.
 */
final class TextTokenizer implements AutoCloseable {
  private static final String FILE = "tokenizer.json";
  private static final int USUAL_LENGTH = 512;
  private static final List<String> LENGTH_KEYS =
      List.of("max_position_embeddings", "n_positions", "max_seq_length");

  private final HuggingFaceTokenizer tokenizer;

  private TextTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Tokens of a text, and of which of two parts each is. */
  static final class Tokens {
    private final long[] ids;
    private final long[] types;

    private Tokens(long[] ids, long[] types) {
      this.ids = ids;
      this.types = types;
    }

    /** Read only. */
    long[] ids() {
      return ids;
    }

    /** Read only. */
    long[] types() {
      return types;
    }

    int length() {
      return ids.length;
    }
  }

  /**
   * Opens the tokenizer of a model's folder.
   *
   * @throws InputException if there is none, or it cannot be read
   */
  static TextTokenizer open(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "%s: missing; export the model with its fast tokenizer".formatted(file));
    }
    stayOffline();
    String length = String.valueOf(longest(folder));
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", "true",
            "truncation", "true",
            "padding", "false",
            "maxLength", length,
            "modelMaxLength", length);
    try (InputStream in = Files.newInputStream(file)) {
      return new TextTokenizer(HuggingFaceTokenizer.newInstance(in, options));
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          "%s: not a tokenizer that can be read (%s)".formatted(file, firstLine(e)), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }

  /** System properties that the library reads once, before its first use. */
  private static void stayOffline() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    setIfAbsent("RUST_FLAVOR", "cpu");
    if (System.getenv("DJL_CACHE_DIR") == null) {
      try {
        Path cache = NativeLibraries.cacheDirectory().resolve("djl");
        setIfAbsent("ENGINE_CACHE_DIR", NativeLibraries.privateDirectory(cache).toString());
      } catch (IOException | SecurityException e) {
        // A read-only home is no failure: the library then unpacks to a directory of its own.
      }
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getenv(property) == null && System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The least of the lengths that the folder states. */
  private static int longest(Path folder) {
    List<Double> lengths = new ArrayList<>();
    stated(folder.resolve("config.json"), LENGTH_KEYS, lengths);
    stated(folder.resolve("sentence_bert_config.json"), LENGTH_KEYS, lengths);
    stated(folder.resolve("tokenizer_config.json"), List.of("model_max_length"), lengths);
    return (int)
        lengths.stream()
            .mapToDouble(Double::doubleValue)
            .filter(length -> length >= 1 && length < Integer.MAX_VALUE) // absent is written 1e30
            .min()
            .orElse(USUAL_LENGTH);
  }

  private static void stated(Path file, List<String> keys, List<Double> into) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      JsonObject config = Json.parseObject(Files.readString(file), file.toString());
      keys.stream().filter(config::has).map(config::number).forEach(into::add);
    } catch (IOException e) {
      throw new InputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  List<Tokens> split(List<String> texts) {
    List<Tokens> tokens = new ArrayList<>();
    for (Encoding each : tokenizer.batchEncode(texts)) {
      tokens.add(new Tokens(each.getIds(), each.getTypeIds()));
    }
    return tokens;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
