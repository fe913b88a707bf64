package isoloss.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Work on the indices 0, 1, ..., count - 1, shared among threads. Each thread has a worker of its
 * own (its scratch arrays); what is done for an index must depend on the index alone and be stored
 * under it, so that the result is the same for any number of threads.
 */
public final class IndexedWork {
  private IndexedWork() {}

  /** What is done for one index. */
  @FunctionalInterface
  public interface Task<W> {
    void run(W worker, int index);
  }

  /**
   * Runs the task for every index and returns when all are done.
   *
   * @param workers called once in each thread
   * @throws RuntimeException the first failure by order of threads; the other threads stop early
   */
  public static <W> void run(int count, int threads, Supplier<W> workers, Task<? super W> task) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share = () -> takeIndices(next, count, workers.get(), task);
    int useful = Math.min(threads, count);
    if (useful <= 1) {
      share.run();
    } else {
      runTogether(share, useful, () -> next.set(count));
    }
  }

  private static <W> void takeIndices(
      AtomicInteger next, int count, W worker, Task<? super W> task) {
    for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
      task.run(worker, index);
    }
  }

  private static void runTogether(Runnable share, int threads, Runnable stop) {
    Callable<Boolean> guarded =
        () -> {
          try {
            share.run();
            return true;
          } catch (RuntimeException | Error failure) {
            stop.run();
            throw failure;
          }
        };
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      List<Future<Boolean>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        shares.add(pool.submit(guarded));
      }
      for (Future<Boolean> each : shares) {
        await(each, stop);
      }
    }
  }

  private static void await(Future<Boolean> share, Runnable stop) {
    try {
      share.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      stop.run();
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }
  }
}
