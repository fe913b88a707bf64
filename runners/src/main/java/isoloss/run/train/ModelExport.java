package isoloss.run.train;

import isoloss.data.Sha256;
import isoloss.data.WholeFile;
import isoloss.data.json.Json;
import isoloss.run.task.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a trained model as a directory: {@code model.onnx} (a causal language model with cache,
 * see {@link DecoderGraph}), {@code config.json}, {@code vocabulary.json}. Each file appears whole
 * or not at all, the model last.
 */
public final class ModelExport {
  public static final String MODEL_FILE = "model.onnx";
  public static final String CONFIG_FILE = "config.json";
  public static final String VOCABULARY_FILE = "vocabulary.json";

  private ModelExport() {}

  /**
   * @param facts what else to store with the model: seed, corpus, tokens
   * @return SHA-256 of the model file, hexadecimal
   */
  public static String write(
      Path directory,
      Architecture architecture,
      Checkpoint state,
      Vocabulary vocabulary,
      Map<String, String> facts) {
    if (vocabulary.size() != architecture.vocabulary()) {
      throw new IllegalArgumentException(
          "vocabulary of %d for a model of %d tokens"
              .formatted(vocabulary.size(), architecture.vocabulary()));
    }
    byte[] model = bytes(architecture, state, facts);
    try {
      WholeFile.write(directory.resolve(CONFIG_FILE), config(architecture), true);
      WholeFile.write(directory.resolve(VOCABULARY_FILE), Json.pretty(vocabulary.describe()), true);
      WholeFile.write(directory.resolve(MODEL_FILE), model, true);
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be written to " + directory, e);
    }
    return Sha256.of(model);
  }

  /** The model file's bytes: the same state and facts give the same bytes. */
  public static byte[] bytes(
      Architecture architecture, Checkpoint state, Map<String, String> facts) {
    SortedMap<String, String> metadata = new TreeMap<>(facts);
    metadata.put("isoloss.parameters", Integer.toString(architecture.parameters()));
    metadata.put(
        "isoloss.nonEmbeddingParameters", Integer.toString(architecture.nonEmbeddingParameters()));
    metadata.put("isoloss.contextLength", Integer.toString(architecture.contextLength()));
    metadata.put("isoloss.parameterHash", state.parameterHash());
    return DecoderGraph.build(architecture, state.parameters(), metadata);
  }

  /** The keys that Hugging Face's GPT-2 configuration uses for these things. */
  private static String config(Architecture architecture) {
    return Json.pretty(
        Json.object(
            "model_type", "isoloss-decoder",
            "vocab_size", architecture.vocabulary(),
            "n_positions", architecture.contextLength(),
            "n_embd", architecture.width(),
            "n_layer", architecture.layers(),
            "n_head", architecture.heads(),
            "tie_word_embeddings", true));
  }
}
