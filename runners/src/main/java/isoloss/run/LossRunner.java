package isoloss.run;

import isoloss.data.json.Json;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.CausalLm;
import isoloss.run.onnx.Device;
import isoloss.run.onnx.DeviceVerdict;
import isoloss.run.onnx.OrtRuntime;
import isoloss.run.task.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Measures the loss of one model on documents and writes a run log. */
public final class LossRunner {
  /** How to run. */
  public record Settings(
      Device device, ExistingLog existing, Cancellation cancellation, ProgressListener progress) {
    /** CPU, an existing log is refused, silent. */
    public static Settings defaults() {
      return new Settings(
          new Device.Cpu(), ExistingLog.REFUSE, Cancellation.onRequest(), ProgressListener.SILENT);
    }
  }

  /**
   * What was measured.
   *
   * @param parameters floating-point weights in the file
   * @param bitsPerByte of the scored text; empty for a generated sequence
   */
  public record Result(
      Path log,
      String model,
      long parameters,
      String sha256,
      MeanLoss loss,
      OptionalDouble bitsPerByte,
      DeviceVerdict device,
      double cpuSeconds) {}

  private LossRunner() {}

  /**
   * Scores every token of each document but the first, in windows of the model's context length.
   *
   * @param corpus names the documents' origin in the log
   * @throws isoloss.data.InputException when the model cannot run or the log cannot be used
   */
  public static Result run(
      ModelDirectory model, String corpus, List<Document> documents, Path log, Settings settings) {
    long wall = System.nanoTime();
    double cpu = Ladder.threadCpuSeconds();
    DeviceVerdict device = OrtRuntime.shared().resolve(settings.device());
    CausalLm.Settings opened = new CausalLm.Settings(device, 1, settings.cancellation());
    try (CausalLm lm = CausalLm.open(model.model(), opened);
        RunLog written = RunLog.open(log, header(model, corpus, device), settings.existing())) {
      List<DocumentLoss> losses =
          new DocumentScorer(lm, model.contextLength()).score(documents, settings.progress());
      Result result =
          new Result(
              log,
              model.name(),
              lm.parameters(),
              lm.sha256(),
              MeanLoss.of(losses),
              bitsPerByte(documents, losses),
              device,
              Ladder.threadCpuSeconds() - cpu);
      written.write(lines(result, losses, (System.nanoTime() - wall) / 1e9));
      return result;
    }
  }

  /** {@code sum of nats / ln 2 / bytes}; empty when some document has no bytes. */
  static OptionalDouble bitsPerByte(List<Document> documents, List<DocumentLoss> losses) {
    long bytes = 0;
    for (Document document : documents) {
      if (document.bytes().isEmpty()) {
        return OptionalDouble.empty();
      }
      bytes += document.bytes().getAsInt();
    }
    double nats = losses.stream().mapToDouble(DocumentLoss::lossNats).sum();
    return bytes == 0 ? OptionalDouble.empty() : OptionalDouble.of(nats / Math.log(2) / bytes);
  }

  private static Map<String, @Nullable Object> header(
      ModelDirectory model, String corpus, DeviceVerdict device) {
    return Json.object(
        "type", "run",
        "schema", RunLog.SCHEMA,
        "kind", "loss",
        "model", model.name(),
        "corpus", corpus,
        "contextLength", model.contextLength(),
        "vocabulary", model.vocabulary().size(),
        "onnxRuntime", OrtRuntime.shared().version(),
        "scored", "every token of a document but the first, in windows of contextLength",
        "device", device.device(),
        "deviceReason", device.reason());
  }

  private static List<Map<String, @Nullable Object>> lines(
      Result result, List<DocumentLoss> losses, double wallSeconds) {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    losses.forEach(loss -> lines.add(Ladder.documentLine(result.model(), loss)));
    lines.add(
        Json.object(
            "type", "result",
            "model", result.model(),
            "N", result.parameters(),
            "L", result.loss().natsPerToken(),
            "lossStandardError", result.loss().standardError().stream().boxed().findFirst(),
            "tokens", result.loss().tokens(),
            "bitsPerByte", result.bitsPerByte().stream().boxed().findFirst(),
            "sha256", result.sha256(),
            "cpuSeconds", result.cpuSeconds(),
            "wallSeconds", wallSeconds));
    return lines;
  }
}
