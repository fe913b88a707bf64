package isoloss.cli;

import isoloss.run.ProgressListener;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on standard error: a bar on a terminal, else one line every ten seconds. */
final class ProgressLine implements ProgressListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final String task;
  private final boolean quiet;
  private final long start = System.nanoTime();
  private long lastLine = start;
  private @Nullable ProgressBar bar;

  ProgressLine(String task, boolean quiet) {
    this.task = task;
    this.quiet = quiet;
  }

  @Override
  public void progress(long done, long total, String message) {
    if (quiet) {
      return;
    }
    if (onTerminal()) {
      advanceBar(done, total, message);
    } else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      Streams.err().println(line(done, total, (lastLine - start) / 1e9, message));
    }
  }

  private String line(long done, long total, double seconds, String message) {
    double share = total == 0 ? 1 : Math.min(1, (double) done / total);
    String left =
        share > 0.02
            ? String.format(Locale.ROOT, ", about %.0f s left", seconds * (1 - share) / share)
            : "";
    return String.format(
        Locale.ROOT,
        "%s: %.0f %% after %.0f s%s%s",
        task,
        100 * share,
        seconds,
        left,
        message.isEmpty() ? "" : " (" + message + ")");
  }

  private void advanceBar(long done, long total, String message) {
    ProgressBar current = bar;
    if (current == null) {
      current =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .build();
      bar = current;
    }
    current.maxHint(total);
    current.stepTo(done);
    if (!message.isEmpty()) {
      current.setExtraMessage(message);
    }
  }

  private static boolean onTerminal() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
