package isoloss.cli;

import isoloss.data.Seed;
import isoloss.run.ExistingLog;
import isoloss.run.Ladder;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.Device;
import isoloss.run.task.Corpus;
import isoloss.run.task.GeneratedCorpus;
import isoloss.run.task.TextCorpus;
import picocli.CommandLine.Option;

/** The options that every run of models understands. */
final class RunOptions {
  @Option(
      names = "--corpus",
      paramLabel = "FILE|DIR",
      description = "Text to use (default: a generated source of known entropy).")
  String corpus = "";

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda:I",
      defaultValue = "auto",
      description = "Where models run (default: ${DEFAULT-VALUE}).")
  String device = "auto";

  @Option(names = "--resume", description = "Keep what an earlier, interrupted run completed.")
  boolean resume;

  @Option(names = "--dry-run", description = "Say what would be done; touch nothing.")
  boolean dryRun;

  Corpus corpus(Seed seed) {
    return corpus.isEmpty()
        ? GeneratedCorpus.heavyTailed(seed.child("corpus"))
        : TextCorpus.read(OutputOptions.path(corpus), seed.child("corpus"));
  }

  Device device() {
    return Device.named(device);
  }

  ExistingLog existing(boolean force) {
    if (resume && force) {
      throw new UsageException(
          "--resume keeps an earlier result and --force replaces it; give one of them");
    }
    return resume ? ExistingLog.RESUME : force ? ExistingLog.REPLACE : ExistingLog.REFUSE;
  }

  /** How a ladder is trained. */
  Ladder.Settings settings(CommonOptions common, OutputOptions output, ProgressLine progress) {
    return Ladder.Settings.withSeed(common.seed())
        .withThreads(common.threads())
        .withDevice(device())
        .withExisting(existing(output.force))
        .withCancellation(onInterrupt())
        .withProgress(progress);
  }

  /** Ends the run when the user presses Ctrl-C; the process then exits with code 5. */
  static Cancellation onInterrupt() {
    Cancellation cancellation = Cancellation.onRequest();
    Interrupts.onInterrupt(() -> cancellation.cancel("interrupted by the user"));
    return cancellation;
  }
}
