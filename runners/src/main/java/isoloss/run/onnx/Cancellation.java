package isoloss.run.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends runs from outside, even in the middle of a call into ONNX Runtime. Safe for use by several
 * threads; one object may serve many sessions. Once cancelled it stays cancelled.
 */
public final class Cancellation implements AutoCloseable {
  private final List<RunOptions> running = new ArrayList<>();
  private @Nullable String reason;
  private @Nullable Thread timer;

  private Cancellation() {}

  /** Cancelled only by {@link #cancel} or an interrupted thread. */
  public static Cancellation onRequest() {
    return new Cancellation();
  }

  /** Cancelled by itself when the time is over. */
  public static Cancellation after(Duration limit) {
    Cancellation cancellation = new Cancellation();
    cancellation.timer =
        Thread.ofPlatform().daemon().name("deadline").start(() -> cancellation.sleep(limit));
    return cancellation;
  }

  /** Ends what is running, and whatever is started later. */
  public synchronized void cancel(String why) {
    if (reason == null) {
      reason = why;
    }
    running.forEach(Cancellation::terminate);
  }

  public synchronized boolean isCancelled() {
    return reason != null;
  }

  /**
   * @throws RunCancelled when cancelled, or when the calling thread is interrupted (which cancels)
   */
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      cancel("the run was interrupted");
    }
    synchronized (this) {
      if (reason != null) {
        throw new RunCancelled(reason);
      }
    }
  }

  /** Stops a pending deadline. */
  @Override
  public void close() {
    if (timer != null) {
      timer.interrupt();
    }
  }

  synchronized void attach(RunOptions options) {
    running.add(options);
    if (reason != null) {
      terminate(options);
    }
  }

  synchronized void detach(RunOptions options) {
    running.removeIf(known -> known == options);
  }

  private void sleep(Duration limit) {
    try {
      Thread.sleep(limit);
      cancel("the time limit of %d s is over".formatted(limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed before the deadline: nothing to cancel
    }
  }

  private static void terminate(RunOptions options) {
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new RunFailure("a running session cannot be stopped", e);
    }
  }
}
