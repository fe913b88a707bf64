package isoloss.run;

import isoloss.data.Seed;
import isoloss.data.Sha256;
import isoloss.data.json.Json;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.CausalLm;
import isoloss.run.onnx.Device;
import isoloss.run.onnx.DeviceVerdict;
import isoloss.run.onnx.OrtRuntime;
import isoloss.run.onnx.RunCancelled;
import isoloss.run.task.Corpus;
import isoloss.run.task.Document;
import isoloss.run.train.Architecture;
import isoloss.run.train.Checkpoint;
import isoloss.run.train.LearningRateSchedule;
import isoloss.run.train.ModelExport;
import isoloss.run.train.Trainer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Trains every model of a {@link LadderPlan} and measures each on the same held-out documents,
 * through the exported file in a fresh session. Writes {@code run.jsonl} and {@code models/NAME/}
 * into the output directory. Models are trained side by side, one thread each; what is measured
 * does not depend on how many.
 */
public final class Ladder {
  public static final String LOG_FILE = "run.jsonl";

  /**
   * How to run.
   *
   * @param threads models trained at the same time
   * @param existing what to do with a log that is already there
   */
  public record Settings(
      Seed seed,
      int threads,
      Device device,
      ExistingLog existing,
      Cancellation cancellation,
      ProgressListener progress) {
    public Settings {
      if (threads < 1) {
        throw new IllegalArgumentException("threads " + threads + " is not positive");
      }
    }

    /** CPU, all cores, an existing log is refused, silent. */
    public static Settings withSeed(Seed seed) {
      return new Settings(
          seed,
          Runtime.getRuntime().availableProcessors(),
          new Device.Cpu(),
          ExistingLog.REFUSE,
          Cancellation.onRequest(),
          ProgressListener.SILENT);
    }

    public Settings withThreads(int count) {
      return new Settings(seed, count, device, existing, cancellation, progress);
    }

    public Settings withDevice(Device other) {
      return new Settings(seed, threads, other, existing, cancellation, progress);
    }

    public Settings withExisting(ExistingLog other) {
      return new Settings(seed, threads, device, other, cancellation, progress);
    }

    public Settings withCancellation(Cancellation other) {
      return new Settings(seed, threads, device, existing, other, progress);
    }

    public Settings withProgress(ProgressListener listener) {
      return new Settings(seed, threads, device, existing, cancellation, listener);
    }
  }

  /**
   * A measured model.
   *
   * @param trainingTokens D
   * @param trainingFlops C = 6 N D
   * @param sha256 of the model file
   */
  public record Measured(
      String model,
      int parameters,
      int nonEmbeddingParameters,
      double trainingTokens,
      double trainingFlops,
      MeanLoss loss,
      String sha256,
      String parameterHash,
      double cpuSeconds) {}

  /** A model that could not be trained or measured. */
  public record Failed(String model, String message) {}

  /**
   * @param skipped models already complete in the resumed log
   */
  public record Result(
      Path log, List<Measured> measured, List<Failed> failed, List<String> skipped) {}

  private final LadderPlan plan;
  private final Corpus corpus;
  private final Settings settings;
  private final Path directory;
  private final DeviceVerdict device;
  private final List<Document> heldOut;
  private final Progress progress;

  private Ladder(LadderPlan plan, Corpus corpus, Path directory, Settings settings) {
    this.plan = plan;
    this.corpus = corpus;
    this.settings = settings;
    this.directory = directory;
    this.device = OrtRuntime.shared().resolve(settings.device());
    this.heldOut = corpus.heldOut(plan.contextLength(), plan.heldOutTokens());
    corpus.training(settings.seed(), plan.contextLength()); // refuses a text that is too short
    this.progress = new Progress(settings.progress());
  }

  /**
   * Runs the plan.
   *
   * @throws RunCancelled when cancelled; complete models are in the log by then
   * @throws isoloss.data.InputException when the corpus is too short or the log cannot be used
   */
  public static Result run(LadderPlan plan, Corpus corpus, Path directory, Settings settings) {
    return new Ladder(plan, corpus, directory, settings).run();
  }

  /** Everything about one finished cell: its lines, and what they say. */
  private sealed interface Outcome {
    List<Map<String, @Nullable Object>> lines();

    record Done(List<Map<String, @Nullable Object>> lines, Measured measured) implements Outcome {}

    record Broken(List<Map<String, @Nullable Object>> lines, Failed failed) implements Outcome {}
  }

  private Result run() {
    try (RunLog log = RunLog.open(directory.resolve(LOG_FILE), header(), settings.existing())) {
      List<LadderPlan.Cell> open =
          plan.cells().stream().filter(c -> !log.complete().contains(c.model())).toList();
      progress.expect(open.stream().mapToDouble(this::work).sum());
      List<Measured> measured = new ArrayList<>();
      List<Failed> failed = new ArrayList<>();
      for (Outcome outcome : outcomes(open, log)) {
        switch (outcome) {
          case Outcome.Done done -> measured.add(done.measured());
          case Outcome.Broken broken -> failed.add(broken.failed());
        }
      }
      return new Result(log.file(), measured, failed, List.copyOf(log.complete()));
    }
  }

  /**
   * Runs the cells, the longest first, and writes their lines in the order of the plan as far as
   * possible: when the run ends early, what is complete is written all the same.
   */
  private List<Outcome> outcomes(List<LadderPlan.Cell> cells, RunLog log) {
    List<LadderPlan.Cell> longestFirst = new ArrayList<>(cells);
    longestFirst.sort((a, b) -> Double.compare(work(b), work(a)));
    Map<String, Future<Outcome>> futures = new LinkedHashMap<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            settings.threads(), Thread.ofPlatform().daemon().name("ladder-", 0).factory());
    InOrder inOrder = new InOrder(cells, log);
    try {
      for (LadderPlan.Cell cell : longestFirst) {
        futures.put(
            cell.model(),
            threads.submit(() -> {
              Outcome outcome = measure(cell);
              inOrder.finished(cell.model(), outcome);
              return outcome;
            }));
      }
      return await(cells, futures);
    } finally {
      stop(threads);
      inOrder.writeRest();
    }
  }

  /** Interrupted cells end at their next step; the log must not be closed before. */
  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    threads.close();
  }

  private List<Outcome> await(List<LadderPlan.Cell> cells, Map<String, Future<Outcome>> futures) {
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (LadderPlan.Cell cell : cells) {
        Future<Outcome> future = futures.get(cell.model());
        if (future != null) {
          outcomes.add(future.get());
        }
      }
      return outcomes;
    } catch (InterruptedException e) {
      settings.cancellation().cancel("the run was interrupted");
      Thread.currentThread().interrupt();
      throw new RunCancelled("the run was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Outcome measure(LadderPlan.Cell cell) {
    try {
      return train(cell);
    } catch (RunCancelled e) {
      throw e;
    } catch (RuntimeException e) { // a model that fails is a result of its own; the others go on
      String message = String.valueOf(e.getMessage());
      progress.advance(work(cell), cell.model() + " failed");
      return new Outcome.Broken(
          List.of(Json.object("type", "error", "model", cell.model(), "message", message)),
          new Failed(cell.model(), message));
    }
  }

  private Outcome train(LadderPlan.Cell cell) {
    long wall = System.nanoTime();
    double cpu = threadCpuSeconds();
    Architecture architecture =
        cell.shape().architecture(corpus.vocabulary().size(), plan.contextLength());
    Checkpoint trained = trained(cell, architecture);
    Path modelDirectory = directory.resolve("models").resolve(cell.model());
    String sha256 =
        ModelExport.write(modelDirectory, architecture, trained, corpus.vocabulary(), facts(cell));
    double trainingCpu = threadCpuSeconds() - cpu;
    List<DocumentLoss> losses = score(modelDirectory);
    double tokens = trainingTokens(cell);
    Measured measured =
        new Measured(
            cell.model(),
            architecture.parameters(),
            architecture.nonEmbeddingParameters(),
            tokens,
            6.0 * architecture.parameters() * tokens,
            MeanLoss.of(losses),
            sha256,
            trained.parameterHash(),
            threadCpuSeconds() - cpu);
    progress.advance(0.1 * work(cell), cell.model());
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    return new Outcome.Done(lines(cell, measured, losses, trainingCpu, wallSeconds), measured);
  }

  private Checkpoint trained(LadderPlan.Cell cell, Architecture architecture) {
    Seed seed = settings.seed().child("replicate").child(cell.replicate());
    int steps = cell.steps(plan.contextLength());
    LearningRateSchedule schedule = LearningRateSchedule.cosine(cell.learningRate(), steps);
    Corpus.TokenStream windows = corpus.training(seed, plan.contextLength());
    Checkpoint start =
        Checkpoint.initial(architecture.initialParameters(seed.child("initial parameters")));
    double workPerStep = 0.9 * work(cell) / steps;
    try (Trainer trainer =
        new Trainer(
            architecture,
            cell.batchSize(),
            start,
            new Trainer.Settings(0, 1, device),
            settings.cancellation())) {
      for (int step = 1; step <= steps; step++) {
        for (int row = 0; row < cell.batchSize(); row++) {
          trainer.window(row, windows.next());
        }
        double loss = trainer.step(schedule.rate(step));
        if (!Double.isFinite(loss)) {
          throw new ArithmeticException(
              "the loss became %s at step %d of %d; a smaller learning rate than %s may help"
                  .formatted(loss, step, steps, cell.learningRate()));
        }
        progress.advance(workPerStep, "");
      }
      return trainer.checkpoint();
    }
  }

  private List<DocumentLoss> score(Path modelDirectory) {
    CausalLm.Settings opened = new CausalLm.Settings(device, 1, settings.cancellation());
    try (CausalLm model = CausalLm.open(modelDirectory.resolve(ModelExport.MODEL_FILE), opened)) {
      return new DocumentScorer(model, plan.contextLength())
          .score(heldOut, ProgressListener.SILENT);
    }
  }

  private double trainingTokens(LadderPlan.Cell cell) {
    return (double) cell.steps(plan.contextLength()) * cell.batchSize() * plan.contextLength();
  }

  private double work(LadderPlan.Cell cell) {
    return 1000 * plan.cpuSeconds(cell, corpus.vocabulary().size());
  }

  // ---- what is written ----

  private Map<String, @Nullable Object> header() {
    Map<String, @Nullable Object> specification = specification();
    Map<String, @Nullable Object> header =
        Json.object("type", "run", "schema", RunLog.SCHEMA, "kind", "ladder");
    header.putAll(specification);
    byte[] bytes = Json.compact(specification).getBytes(StandardCharsets.UTF_8);
    header.put("specificationSha256", Sha256.of(bytes));
    header.put("device", device.device());
    header.put("deviceReason", device.reason());
    header.put("threads", settings.threads());
    header.put("java", System.getProperty("java.version"));
    header.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return header;
  }

  private Map<String, @Nullable Object> specification() {
    Map<String, @Nullable Object> specification =
        Json.object(
            "plan", plan.describe(),
            "corpus", corpus.id(),
            "vocabulary", corpus.vocabulary().size(),
            "seed", settings.seed().value(),
            "onnxRuntime", OrtRuntime.shared().version(),
            "schedule", "linear warm-up over 5 % of the steps, cosine to 5 % of the peak",
            "optimizer", "Adam(0.9, 0.99), gradient norm clipped to 1, no weight decay",
            "heldOutDocuments", heldOut.size(),
            "heldOutTokens", heldOut.stream().mapToLong(Document::scoredTokens).sum(),
            "scored", "every token of a document but the first, in windows of contextLength");
    corpus
        .entropy(plan.contextLength())
        .ifPresent(known -> {
          specification.put("entropyNatsPerToken", known.rate());
          specification.put("windowEntropyNatsPerToken", known.window());
        });
    sourceLoss().ifPresent(loss -> specification.put("sourceLossNatsPerToken", loss));
    return specification;
  }

  /** The source's own mean loss on the held-out documents: E_T with their sampling error. */
  private java.util.Optional<Double> sourceLoss() {
    if (heldOut.stream().anyMatch(document -> document.bestLossNats().isEmpty())) {
      return java.util.Optional.empty();
    }
    double sum = heldOut.stream().mapToDouble(d -> d.bestLossNats().orElseThrow()).sum();
    return java.util.Optional.of(sum / heldOut.stream().mapToLong(Document::scoredTokens).sum());
  }

  private Map<String, String> facts(LadderPlan.Cell cell) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("isoloss.model", cell.model());
    facts.put("isoloss.corpus", corpus.id());
    facts.put("isoloss.seed", Long.toString(settings.seed().value()));
    facts.put("isoloss.replicate", Integer.toString(cell.replicate()));
    facts.put("isoloss.trainingTokens", String.format(Locale.ROOT, "%.0f", trainingTokens(cell)));
    return facts;
  }

  private List<Map<String, @Nullable Object>> lines(
      LadderPlan.Cell cell,
      Measured measured,
      List<DocumentLoss> losses,
      double trainingCpuSeconds,
      double wallSeconds) {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (DocumentLoss loss : losses) {
      lines.add(documentLine(cell.model(), loss));
    }
    Map<String, @Nullable Object> result = Json.object("type", "result", "model", cell.model());
    result.putAll(
        Json.object(
            "N", measured.parameters(),
            "nonEmbeddingParameters", measured.nonEmbeddingParameters(),
            "D", measured.trainingTokens(),
            "L", measured.loss().natsPerToken(),
            "lossStandardError", measured.loss().standardError().stream().boxed().findFirst(),
            "C", measured.trainingFlops(),
            "seed", cell.replicate(),
            "sha256", measured.sha256(),
            "parameterHash", measured.parameterHash(),
            "cpuSeconds", measured.cpuSeconds(),
            "trainingCpuSeconds", trainingCpuSeconds,
            "wallSeconds", wallSeconds,
            "learningRate", cell.learningRate(),
            "batchSize", cell.batchSize(),
            "steps", cell.steps(plan.contextLength()),
            "contextLength", plan.contextLength(),
            "layers", cell.shape().layers(),
            "width", cell.shape().width(),
            "heads", cell.shape().heads(),
            "device", device.device()));
    corpus
        .distinctTrainingTokens()
        .ifPresent(distinct -> result.put("epochs", measured.trainingTokens() / distinct));
    lines.add(result);
    return lines;
  }

  static Map<String, @Nullable Object> documentLine(String model, DocumentLoss loss) {
    return Json.object(
        "type", "document",
        "model", model,
        "sample", loss.document(),
        "lossNats", loss.lossNats(),
        "tokens", loss.tokens());
  }

  /** CPU time of this thread, on which its sessions run. */
  static double threadCpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** Writes finished cells in the order of the plan, holding back those that came too early. */
  private static final class InOrder {
    private final List<String> waiting;
    private final Map<String, Outcome> early = new LinkedHashMap<>();
    private final RunLog log;

    InOrder(List<LadderPlan.Cell> cells, RunLog log) {
      this.waiting = new ArrayList<>(cells.stream().map(LadderPlan.Cell::model).toList());
      this.log = log;
    }

    synchronized void finished(String model, Outcome outcome) {
      early.put(model, outcome);
      while (!waiting.isEmpty() && early.containsKey(waiting.getFirst())) {
        write(waiting.removeFirst());
      }
    }

    /** After an early end: whatever is complete, in the order of the plan. */
    synchronized void writeRest() {
      waiting.stream().filter(early::containsKey).toList().forEach(this::write);
      waiting.clear();
    }

    private void write(String model) {
      Outcome outcome = early.remove(model);
      if (outcome != null) {
        log.write(outcome.lines());
      }
    }
  }

  /** Sums the work of all threads and tells the listener at every per mille. */
  private static final class Progress {
    private final ProgressListener listener;
    private double total = 1;
    private double done;
    private long told = -1;

    Progress(ProgressListener listener) {
      this.listener = listener;
    }

    synchronized void expect(double work) {
      total = Math.max(1, work);
    }

    /** An empty message is a step on the way. */
    synchronized void advance(double work, String message) {
      done = Math.min(total, done + work);
      long perMille = Math.round(1000 * done / total);
      if (perMille > told || !message.isEmpty()) {
        told = perMille;
        listener.progress(Math.round(done), Math.round(total), message);
      }
    }
  }
}
