package isoloss.cli;

/** The exit codes of every command; the contract that scripts rely on. */
final class ExitCode {
  static final int GOOD = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** No usable row, or more rows rejected than allowed. */
  static final int INPUT = 3;

  /** A result that is not to be trusted for what was asked. */
  static final int NOT_TRUSTED = 4;

  /** Interrupted; can be resumed. */
  static final int INTERRUPTED = 5;

  private ExitCode() {}
}
