package isoloss.cli;

import isoloss.cost.DecoderArchitecture;
import isoloss.cost.ModelConfig;
import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.plan.ModelFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which ordinary models are compared: of files, one by its sizes, or those of ParScale. */
final class DecoderOptions {
  @Option(
      names = "--model-config",
      paramLabel = "config.json",
      description =
          "A model's configuration in the layout of Hugging Face; repeatable for a family"
              + " (default: the six models of ParScale).")
  List<String> configs = new ArrayList<>();

  @Option(names = "--layers", paramLabel = "n", description = "Layers of a model given by sizes.")
  int layers;

  @Option(names = "--hidden", paramLabel = "n", description = "Width of its residual stream.")
  int hidden;

  @Option(names = "--heads", paramLabel = "n", description = "Query heads a layer.")
  int heads;

  @Option(
      names = "--kv-heads",
      paramLabel = "n",
      description = "Heads of keys and values (default: as --heads).")
  int keyValueHeads;

  @Option(
      names = "--head-dim",
      paramLabel = "n",
      description = "Width of a head (default: --hidden / --heads).")
  int headDimension;

  @Option(names = "--ffn", paramLabel = "n", description = "Width of the feed-forward layer.")
  int feedForward;

  @Option(names = "--vocab", paramLabel = "n", description = "Vocabulary.")
  int vocabulary;

  @Option(
      names = "--no-gate",
      description = "Two feed-forward matrices in place of three (with --hidden).")
  boolean notGated;

  @Option(
      names = "--no-qkv-bias",
      description = "No biases of queries, keys and values (with --hidden).")
  boolean noBias;

  @Option(names = "--untied", description = "A head apart from the embedding (with --hidden).")
  boolean untied;

  /** A family and what had to be assumed for it. */
  record Chosen(ModelFamily family, List<String> remarks) {}

  Chosen chosen() throws IOException {
    if (!configs.isEmpty() && hasSizes()) {
      throw new UsageException(
          "--model-config and sizes such as --hidden exclude each other; give one of them");
    }
    if (!configs.isEmpty()) {
      return ofFiles();
    }
    return new Chosen(hasSizes() ? ofSizes() : ModelFamily.published(), List.of());
  }

  private boolean hasSizes() {
    boolean isNumber =
        IntStream.of(layers, hidden, heads, keyValueHeads, headDimension, feedForward, vocabulary)
            .anyMatch(size -> size != 0);
    return isNumber || notGated || noBias || untied;
  }

  private Chosen ofFiles() throws IOException {
    List<DecoderArchitecture> models = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (String file : configs) {
      Path path = OutputOptions.path(file);
      ModelConfig config = ModelConfig.of(Json.parseObject(read(file, path), file));
      models.add(config.architecture());
      config.remarks().forEach(remark -> remarks.add(file + ": " + remark));
    }
    return new Chosen(new ModelFamily(models), remarks);
  }

  private static String read(String file, Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new InputException(
          file + ": no such file; give the config.json of a model, or its sizes (--hidden ...)", e);
    }
  }

  private ModelFamily ofSizes() {
    require("--layers", layers);
    require("--hidden", hidden);
    require("--heads", heads);
    require("--ffn", feedForward);
    require("--vocab", vocabulary);
    if (headDimension == 0 && hidden % heads != 0) {
      throw new UsageException(
          "--heads %d do not divide --hidden %d; give --head-dim".formatted(heads, hidden));
    }
    return new ModelFamily(
        List.of(
            new DecoderArchitecture(
                layers,
                hidden,
                heads,
                keyValueHeads == 0 ? heads : keyValueHeads,
                headDimension == 0 ? hidden / heads : headDimension,
                feedForward,
                vocabulary,
                !notGated,
                noBias
                    ? DecoderArchitecture.Biases.NONE
                    : DecoderArchitecture.Biases.QUERY_KEY_VALUE,
                2 * hidden,
                !untied)));
  }

  private static void require(String option, int value) {
    if (value < 1) {
      throw new UsageException(
          "a model by its sizes needs %s of at least 1; it needs --layers, --hidden, --heads, --ffn"
                  .formatted(option)
              + " and --vocab");
    }
  }
}
