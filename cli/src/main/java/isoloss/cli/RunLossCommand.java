package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.run.ExistingLog;
import isoloss.run.LossRunner;
import isoloss.run.ModelDirectory;
import isoloss.run.onnx.CausalLm;
import isoloss.run.task.Document;
import isoloss.run.task.GeneratedCorpus;
import isoloss.run.task.TextCorpus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the loss of one model on a corpus. */
@Command(
    name = "loss",
    description = "Measure the loss of a model on a text, or on the source it was trained on.",
    footer = {"", "Example: isoloss run loss --model isoloss-run/models/NAME --corpus book.txt"})
final class RunLossCommand extends IsolossCommand {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "Folder of a model: one of ours, or the layout of Hugging Face optimum.")
  String model = "";

  @Option(
      names = "--tokens",
      paramLabel = "n",
      defaultValue = "524288",
      description = "Score about so many tokens, whole documents (default: ${DEFAULT-VALUE}).")
  long tokens;

  @Mixin RunOptions run = new RunOptions();
  @Mixin OutputOptions output = new OutputOptions();

  /** What is scored, and what it is called in the log. */
  private record Material(String corpus, List<Document> documents) {
    long scoredTokens() {
      return documents.stream().mapToLong(Document::scoredTokens).sum();
    }
  }

  @Override
  Outcome execute() {
    if (tokens < 1) {
      throw new UsageException("--tokens " + tokens + " is not positive");
    }
    ModelDirectory directory = ModelDirectory.open(OutputOptions.path(model));
    Material material = material(directory);
    if (run.dryRun) {
      return dryRun(material);
    }
    Path log = output.file("run.jsonl").orElse(OutputOptions.path("isoloss-run/loss.jsonl"));
    ExistingLog existing = run.existing(output.force);
    try (ProgressLine progress = new ProgressLine("loss", common.quiet)) {
      LossRunner.Settings settings =
          new LossRunner.Settings(run.device(), existing, RunOptions.onInterrupt(), progress);
      return outcome(
          LossRunner.run(directory, material.corpus(), material.documents(), log, settings));
    }
  }

  private Material material(ModelDirectory directory) {
    if (!run.corpus.isEmpty()) {
      TextCorpus text =
          TextCorpus.read(
              OutputOptions.path(run.corpus),
              directory.vocabulary(),
              common.seed().child("corpus"));
      return new Material(text.id(), text.all(tokens));
    }
    String trainedOn;
    try (CausalLm lm = CausalLm.open(directory.model(), CausalLm.Settings.defaults())) {
      trainedOn = lm.metadata().getOrDefault("isoloss.corpus", "");
    }
    GeneratedCorpus source =
        GeneratedCorpus.named(trainedOn)
            .orElseThrow(() ->
                new InputException(
                    model
                        + " does not name a source that can be generated; give a text with --corpus FILE"));
    return new Material(source.id(), source.heldOut(directory.contextLength(), tokens));
  }

  private static Outcome dryRun(Material material) {
    return Outcome.good(
        Json.object(
            "schema", "isoloss/run-plan/1",
            "corpus", material.corpus(),
            "documents", material.documents().size(),
            "tokens", material.scoredTokens()),
        "%d documents, %d tokens%n"
            .formatted(material.documents().size(), material.scoredTokens()));
  }

  private static Outcome outcome(LossRunner.Result result) {
    String error =
        result.loss().standardError().isPresent()
            ? String.format(Locale.ROOT, " +- %.5f", result.loss().standardError().getAsDouble())
            : " (one document: no standard error)";
    String bits =
        result.bitsPerByte().isPresent()
            ? String.format(Locale.ROOT, ", %.5f bits/byte", result.bitsPerByte().getAsDouble())
            : "";
    return Outcome.good(
        json(result),
        String.format(
            Locale.ROOT,
            "%.6f%s nats/token%s on %d tokens (%s)%n%s%n",
            result.loss().natsPerToken(),
            error,
            bits,
            result.loss().tokens(),
            result.device().device(),
            result.log()));
  }

  private static Map<String, @Nullable Object> json(LossRunner.Result result) {
    return Json.object(
        "schema", "isoloss/run/1",
        "log", result.log().toString(),
        "model",
            Json.object(
                "name",
                result.model(),
                "parameters",
                result.parameters(),
                "sha256",
                result.sha256()),
        "tokens", result.loss().tokens(),
        "lossNatsPerToken", result.loss().natsPerToken(),
        "lossStandardError", result.loss().standardError().stream().boxed().findFirst(),
        "bitsPerByte", result.bitsPerByte().stream().boxed().findFirst(),
        "device", result.device().device(),
        "deviceReason", result.device().reason(),
        "cpuSeconds", result.cpuSeconds());
  }
}
