package isoloss.run;

/** Told how far a run has come; called by several threads, one call at a time. */
@FunctionalInterface
public interface ProgressListener {
  /** Tells nobody. */
  ProgressListener SILENT = (done, total, message) -> {};

  /**
   * @param done work done so far, in the unit of {@code total}
   * @param total all work; estimated CPU milliseconds for a ladder, tokens for a loss
   * @param message what has just happened
   */
  void progress(long done, long total, String message);
}
