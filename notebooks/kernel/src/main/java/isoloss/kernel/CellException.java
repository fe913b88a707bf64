package isoloss.kernel;

import java.util.List;

/** Why a cell has no result, with the lines that the notebook shows below it. */
abstract sealed class CellException extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never written
  private final List<String> report;

  private CellException(String message, List<String> report) {
    super(message, null, false, false);
    this.report = List.copyOf(report);
  }

  List<String> report() {
    return report;
  }

  /** The compiler does not take the cell. */
  static final class CompilationError extends CellException {
    private static final long serialVersionUID = 1;

    CompilationError(String message, List<String> report) {
      super(message, report);
    }
  }

  /** The cell ran and threw. */
  static final class CellError extends CellException {
    private static final long serialVersionUID = 1;

    CellError(String message, List<String> report) {
      super(message, report);
    }
  }

  /** The user interrupted the cell. */
  static final class Interrupted extends CellException {
    private static final long serialVersionUID = 1;

    Interrupted() {
      super("the cell was interrupted", List.of("The cell was interrupted."));
    }
  }
}
