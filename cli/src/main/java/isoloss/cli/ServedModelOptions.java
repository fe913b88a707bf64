package isoloss.cli;

import isoloss.cost.kinetics.DecoderShape;
import isoloss.cost.kinetics.HuggingFaceConfig;
import isoloss.cost.kinetics.ModelFamily;
import isoloss.cost.kinetics.ModelTable;
import isoloss.cost.kinetics.ServedModel;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Sha256;
import isoloss.data.importer.TableReader;
import isoloss.data.json.Json;
import isoloss.fit.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which models are to be compared. */
final class ServedModelOptions {
  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "qwen3 or pythia (default: qwen3 where no other model is given).")
  String family = "";

  @Option(
      names = "--parameter-count",
      paramLabel = "published|shipped|tied|untied",
      defaultValue = "published",
      description =
          "The family's parameters as published, or counted from the dimensions (default:"
              + " ${DEFAULT-VALUE}).")
  String count = "published";

  @Option(
      names = "--model-config",
      paramLabel = "[NAME=]config.json",
      description = "A model by its Hugging Face configuration (repeatable).")
  List<String> configs = new ArrayList<>();

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description = "A table of models: model, N, layers, width; and heads, kv_heads, head_size.")
  String table = "";

  @Option(
      names = "--model-columns",
      paramLabel = "ROLE=EXPR[,...]",
      description = "Map the columns of --models.")
  List<String> columns = new ArrayList<>();

  @Option(
      names = "--model-where",
      paramLabel = "EXPR",
      description = "Keep the rows of --models for which this holds.")
  String where = "";

  /**
   * The models with what is to be said of them.
   *
   * @param provenance of the files that they come from
   */
  record Chosen(
      List<ServedModel> models,
      List<DecoderShape> shapes,
      List<Diagnostic> remarks,
      Provenance provenance) {}

  Chosen chosen() throws IOException {
    requireUse();
    List<ServedModel> models = new ArrayList<>();
    List<DecoderShape> shapes = new ArrayList<>();
    List<Diagnostic> remarks = new ArrayList<>();
    Provenance provenance = Provenance.NONE;
    if (isFamilyUsed()) {
      ModelFamily chosen = ModelFamily.named(family.isEmpty() ? "qwen3" : family);
      chosen
          .members()
          .forEach(member -> {
            models.add(member.served(count()));
            shapes.add(member.shape());
          });
      if (count() == ModelFamily.Count.PUBLISHED) {
        remarks.add(
            new Diagnostic.Remark(
                "parameter-count",
                Diagnostic.Severity.NOTE,
                "Active parameters: %s (--parameter-count counts them from the dimensions)."
                    .formatted(chosen.convention())));
      }
    }
    for (String config : configs) {
      provenance = provenance.withInput(config(config, models, shapes, remarks));
    }
    if (!table.isEmpty()) {
      Imported rows = rows();
      models.addAll(ModelTable.read(rows.observations()));
      provenance = provenance.and(rows.observations().provenance());
    }
    requireDistinct(models);
    return new Chosen(models, shapes, remarks, provenance);
  }

  private void requireUse() {
    if (table.isEmpty() && (!columns.isEmpty() || !where.isEmpty())) {
      throw new UsageException("--model-columns and --model-where need --models FILE");
    }
    if (!isFamilyUsed() && count() != ModelFamily.Count.PUBLISHED) {
      throw new UsageException(
          "--parameter-count is of a family; models of files are counted as they are shipped");
    }
  }

  private boolean isFamilyUsed() {
    return !family.isEmpty() || configs.isEmpty() && table.isEmpty();
  }

  private ModelFamily.Count count() {
    return switch (count) {
      case "published" -> ModelFamily.Count.PUBLISHED;
      case "shipped" -> ModelFamily.Count.SHIPPED;
      case "tied" -> ModelFamily.Count.TIED;
      case "untied" -> ModelFamily.Count.UNTIED;
      default ->
          throw new UsageException(
              "--parameter-count "
                  + count
                  + " does not exist; there are published, shipped, tied and untied");
    };
  }

  private static Provenance.Input config(
      String text, List<ServedModel> models, List<DecoderShape> shapes, List<Diagnostic> remarks)
      throws IOException {
    int equals = text.indexOf('=');
    boolean named = equals > 0 && !Files.exists(OutputOptions.path(text));
    Path given = OutputOptions.path(named ? text.substring(equals + 1) : text);
    Path file = Files.isDirectory(given) ? given.resolve("config.json") : given;
    HuggingFaceConfig config =
        HuggingFaceConfig.read(Json.parseObject(content(file), file.toString()), folder(file));
    DecoderShape shape =
        named ? config.shape().named(text.substring(0, equals).strip()) : config.shape();
    shapes.add(shape);
    models.add(shape.served());
    for (String remark : config.remarks()) {
      remarks.add(
          new Diagnostic.Remark(
              "model-config", Diagnostic.Severity.WARNING, shape.name() + ": " + remark));
    }
    return Provenance.Input.file(file.toString(), Sha256.of(file));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputException(
          file + ": cannot be read; give the config.json of a model or its folder", e);
    }
  }

  /** The name of the folder: that of the model on the hub. */
  private static String folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null || parent.getFileName() == null
        ? "model"
        : parent.getFileName().toString();
  }

  private Imported rows() {
    TableReader reader =
        TableReader.of(ModelTable.REQUIRED)
            .withOptional(ModelTable.OPTIONAL)
            .withLabels(List.of("model"))
            .withAliases(ModelTable.ALIASES);
    for (String mapping : columns) {
      reader = reader.withColumns(mapping);
    }
    Imported rows = (where.isEmpty() ? reader : reader.withWhere(where)).read(List.of(table));
    TableRows.requireAllUsable(rows);
    return rows;
  }

  private static void requireDistinct(List<ServedModel> models) {
    Set<String> seen = new HashSet<>();
    for (ServedModel model : models) {
      if (!seen.add(model.name())) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "two models are called %s; name one with --model-config NAME=FILE or"
                    + " --model-columns model=EXPRESSION",
                model.name()));
      }
    }
  }
}
