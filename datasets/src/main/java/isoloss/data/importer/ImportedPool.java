package isoloss.data.importer;

import isoloss.data.Imported;
import isoloss.data.Rejected;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import java.util.List;

/**
 * Measurements of models on samples, and an account of every row and cell that is not among them.
 *
 * @param pool possibly without any measurement, then with the reasons in {@code rejected}
 * @param rejected rows that could not be used, in order of file and line; in a wide matrix a row of
 *     which a cell could not be used
 * @param duplicatesDropped exact repeats of a whole row
 * @param filteredOut rows that the user's own condition took away
 * @param repeats cells that were measured more than once
 * @param notes what a user should know before trusting the scores: cells that were not measured,
 *     values out of scale, descriptions that met no sample
 */
public record ImportedPool(
    Pool pool,
    List<Rejected> rejected,
    int duplicatesDropped,
    List<Imported.Filtered> filteredOut,
    PoolBuilder.Repeats repeats,
    List<String> notes) {
  public ImportedPool {
    rejected = List.copyOf(rejected);
    filteredOut = List.copyOf(filteredOut);
    notes = List.copyOf(notes);
  }

  /** The same account with a part of the pool. */
  public ImportedPool with(Pool part) {
    return new ImportedPool(part, rejected, duplicatesDropped, filteredOut, repeats, notes);
  }
}
