package isoloss.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a run that can be resumed end in order when the process is told to stop. */
final class Interrupts {
  private static final long GRACE_SECONDS = 20;
  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static volatile boolean interrupted;

  private Interrupts() {}

  /** Runs the action on Ctrl-C or SIGTERM, waits for the command to return, and exits with 5. */
  static void onInterrupt(Runnable action) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("interrupt")
                .unstarted(() -> {
                  if (DONE.getCount() == 0) {
                    return;
                  }
                  interrupted = true;
                  action.run();
                  awaitEnd();
                  Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }));
  }

  /** The command has returned: what follows is the ordinary end of the process. */
  static void commandReturned() throws InterruptedException {
    DONE.countDown();
    if (interrupted) {
      Thread.sleep(TimeUnit.SECONDS.toMillis(GRACE_SECONDS)); // the hook ends the process
    }
  }

  private static void awaitEnd() {
    try {
      boolean ended = DONE.await(GRACE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        Streams.err()
            .println("isoloss: the run did not end in " + GRACE_SECONDS + " s and is stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
