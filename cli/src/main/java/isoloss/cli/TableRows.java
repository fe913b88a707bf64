package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.importer.ImportedPool;
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
    throw new InputException(
        nothing(files, rows.rejected(), rows.filteredOut(), rows.duplicatesDropped()));
  }

  /**
   * The same measurements.
   *
   * @throws InputException saying where all rows went, if none is left
   */
  static ImportedPool requireMeasurements(ImportedPool read, List<String> files) {
    if (read.pool().scoreCount() > 0 || !read.pool().comparisons().isEmpty()) {
      return read;
    }
    throw new InputException(
        nothing(files, read.rejected(), read.filteredOut(), read.duplicatesDropped()));
  }

  private static String nothing(
      List<String> files,
      List<Rejected> rejected,
      List<Imported.Filtered> filtered,
      int duplicates) {
    return "%s: no usable row; %d were rejected%s, %d taken out by rules, %d were duplicates"
        .formatted(
            String.join(", ", files),
            rejected.size(),
            rejected.isEmpty() ? "" : " (first: " + rejected.getFirst() + ")",
            filtered.stream().mapToInt(Imported.Filtered::rows).sum(),
            duplicates);
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
