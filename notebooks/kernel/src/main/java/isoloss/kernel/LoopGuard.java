package isoloss.kernel;

/**
 * What a running cell asks, at each method start and each jump backwards, so that a user can
 * interrupt it.
 */
public final class LoopGuard {
  private static volatile boolean interrupted;

  private LoopGuard() {}

  /**
   * Ends the cell when an interrupt was asked for. Called by code that {@link KeepingControl} has
   * woven into cells.
   */
  public static void check() {
    if (interrupted) {
      throw new Stopped();
    }
  }

  static void interrupt() {
    interrupted = true;
  }

  static void clear() {
    interrupted = false;
  }

  static boolean isInterrupted() {
    return interrupted;
  }

  /**
   * An error rather than an exception: a cell that catches its exceptions must stop all the same.
   */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("interrupted", null, false, false);
    }
  }
}
