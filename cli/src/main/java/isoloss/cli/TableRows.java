package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import java.util.List;

/** What the rows of a table must fulfil. */
final class TableRows {
  private TableRows() {}

  /**
   * The same rows.
   *
   * @throws InputException saying where all of them went, if none is left
   */
  static Imported requireSome(Imported rows, List<String> files) {
    if (!rows.observations().isEmpty()) {
      return rows;
    }
    String first = rows.rejected().isEmpty() ? "" : " (first: " + rows.rejected().getFirst() + ")";
    throw new InputException(
        "%s: no usable row; %d were rejected%s, %d taken out by rules, %d were duplicates"
            .formatted(
                String.join(", ", files),
                rows.rejected().size(),
                first,
                rows.filteredOut().stream().mapToInt(Imported.Filtered::rows).sum(),
                rows.duplicatesDropped()));
  }

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
