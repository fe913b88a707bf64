package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;

/** What a small table beside the measurements must fulfil. */
final class TableRows {
  private TableRows() {}

  /**
   * @throws InputException naming the first row that could not be used
   */
  static void requireAllUsable(Imported rows) {
    if (!rows.rejected().isEmpty()) {
      throw new InputException(
          "%s; mend it or leave it out (%d such row%s)"
              .formatted(
                  rows.rejected().getFirst(),
                  rows.rejected().size(),
                  rows.rejected().size() == 1 ? "" : "s"));
    }
  }
}
