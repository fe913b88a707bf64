package isoloss.run;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.run.task.Vocabulary;
import isoloss.run.train.ModelExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model as it lies on disk: one of ours, or a directory in the layout of Hugging Face optimum.
 *
 * @param model the ONNX file
 * @param vocabulary how a text becomes its tokens
 * @param contextLength the most tokens it can look back on
 */
public record ModelDirectory(Path model, Vocabulary vocabulary, int contextLength) {
  private static final int BYTE_VALUES = 256;
  private static final List<String> MODEL_FILES =
      List.of(
          ModelExport.MODEL_FILE,
          "onnx/model.onnx",
          "decoder_model_merged.onnx",
          "onnx/decoder_model_merged.onnx");
  private static final List<String> CONTEXT_KEYS =
      List.of("n_positions", "max_position_embeddings", "n_ctx");

  /**
   * Finds the files of a model.
   *
   * @throws InputException when a needed file is missing or cannot be used
   */
  public static ModelDirectory open(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new InputException(
          "%s: no such directory; --model takes the folder of a model".formatted(directory));
    }
    JsonObject config = config(directory);
    return new ModelDirectory(
        model(directory), vocabulary(directory, config), contextLength(directory, config));
  }

  /** The name of the directory. */
  public String name() {
    Path folder = model.toAbsolutePath().getParent();
    Path last = folder == null ? null : folder.getFileName();
    if (folder != null && last != null && last.toString().equals("onnx")) {
      last = Optional.ofNullable(folder.getParent()).map(Path::getFileName).orElse(last);
    }
    return String.valueOf(last);
  }

  private static Path model(Path directory) {
    return MODEL_FILES.stream()
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "%s: no model; expected one of %s"
                    .formatted(directory, String.join(", ", MODEL_FILES))));
  }

  private static JsonObject config(Path directory) {
    Path file = directory.resolve(ModelExport.CONFIG_FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "%s: missing; it tells the vocabulary and context length".formatted(file));
    }
    return read(file);
  }

  private static int contextLength(Path directory, JsonObject config) {
    return CONTEXT_KEYS.stream()
        .filter(config::has)
        .findFirst()
        .map(key -> Math.toIntExact(config.integer(key)))
        .filter(length -> length > 0)
        .orElseThrow(() ->
            new InputException(
                "%s: no context length; expected one of %s"
                    .formatted(
                        directory.resolve(ModelExport.CONFIG_FILE),
                        String.join(", ", CONTEXT_KEYS))));
  }

  private static Vocabulary vocabulary(Path directory, JsonObject config) {
    Path file = directory.resolve(ModelExport.VOCABULARY_FILE);
    if (Files.isRegularFile(file)) {
      return Vocabulary.from(read(file), file.toString());
    }
    if (config.integer("vocab_size") == BYTE_VALUES) {
      return new Vocabulary.Bytes();
    }
    throw new InputException(
        "%s: no %s, and its %d tokens are not the 256 byte values; other tokenizers cannot be read yet"
            .formatted(directory, ModelExport.VOCABULARY_FILE, config.integer("vocab_size")));
  }

  private static JsonObject read(Path file) {
    try {
      return Json.parseObject(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new InputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
