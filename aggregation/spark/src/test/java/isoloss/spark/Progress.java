package isoloss.spark;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Watches a driver that was told its name, and does something as soon as a block is packed. */
public final class Progress extends SparkListener {
  private static final Runnable NOTHING = () -> {};
  private static final AtomicReference<Runnable> ONCE = new AtomicReference<>(NOTHING);
  private static final AtomicInteger REMOVED = new AtomicInteger();
  private static final AtomicInteger READ_AGAIN = new AtomicInteger();

  static void reset(Runnable once) {
    ONCE.set(once);
    REMOVED.set(0);
    READ_AGAIN.set(0);
  }

  static int removedExecutors() {
    return REMOVED.get();
  }

  /** Tasks that read files well after an executor was gone, with what it had read. */
  static int readAgain() {
    return READ_AGAIN.get();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (!end.taskInfo().successful()) {
      return;
    }
    if (REMOVED.get() > 0 && end.taskMetrics().inputMetrics().bytesRead() > 0) {
      READ_AGAIN.incrementAndGet();
    }
    if (end.taskMetrics().shuffleReadMetrics().recordsRead() > 0) {
      ONCE.getAndSet(NOTHING).run();
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    REMOVED.incrementAndGet();
  }
}
