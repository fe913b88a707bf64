package isoloss.spark;

import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.importer.LongRows;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Weighting;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Some of the samples with all that was measured on them, packed. Stays on its machine. */
record Block(int number, Pool pool, Account account, Counting counting) {

  /**
   * What became of the rows.
   *
   * @param conflict one of the conflicting cells in words; else empty
   * @param failure what makes the block useless, in one sentence; else empty
   */
  record Account(
      Tally.Rows rows,
      long repeated,
      int conflicting,
      Conflicts rule,
      String conflict,
      String failure)
      implements Serializable {

    private static Account of(LongRows.Packed packed) {
      String example =
          packed.rejected().stream().map(Rejected::reason).sorted().findFirst().orElse("");
      return of(
          new Tally.Rows(packed.rows(), packed.missing(), packed.rejected().size(), example),
          packed.repeats());
    }

    private static Account of(Tally.Rows rows, PoolBuilder.Repeats repeats) {
      return new Account(
          rows, repeats.repeated(), repeats.conflicting(), repeats.rule(), repeats.example(), "");
    }

    PoolBuilder.Repeats repeats() {
      return new PoolBuilder.Repeats(repeated, conflicting, rule, conflict);
    }

    Account and(Account other) {
      return of(rows.and(other.rows), repeats().and(other.repeats()));
    }

    Account with(Conflicts newRule) {
      return new Account(rows, repeated, conflicting, newRule, conflict, failure);
    }

    private Account failed(String reason) {
      return new Account(rows, repeated, conflicting, rule, conflict, reason);
    }
  }

  /** How every block is read and counted. */
  record Counting(
      List<String> roles,
      List<String> lower,
      Conflicts conflicts,
      Weighting weighting,
      double margin)
      implements Serializable {

    static Counting of(LongTable table, CountingTask task) {
      return new Counting(
          table.roles(), task.lower(), task.conflicts(), task.weighting(), task.margin());
    }

    boolean clusters() {
      return roles.contains("cluster");
    }
  }

  /** Packs the rows of a partition. */
  static Block of(int number, Iterator<Row> rows, Counting counting) {
    try {
      return packed(number, rows, counting);
    } catch (InputException e) { // to be told once, not tried again
      LongRows.Packed nothing =
          new LongRows("the table", counting.roles, List.of()).packed(Conflicts.FIRST);
      return new Block(
          number,
          nothing.pool(),
          Account.of(nothing).failed(String.valueOf(e.getMessage())),
          counting);
    }
  }

  private static Block packed(int number, Iterator<Row> rows, Counting counting) {
    LongRows table = new LongRows("the table", counting.roles, counting.lower);
    long line = (long) number << 40;
    while (rows.hasNext()) {
      table.row(++line, cells(rows.next(), counting.roles.size()));
    }
    // all conflicts are counted before any is refused
    Conflicts rule = counting.conflicts == Conflicts.REFUSE ? Conflicts.LOWEST : counting.conflicts;
    LongRows.Packed packed = table.packed(rule);
    return new Block(number, packed.pool(), Account.of(packed), counting);
  }

  private static @Nullable String[] cells(Row row, int count) {
    @Nullable String[] cells = new String[count];
    for (int i = 0; i < count; i++) {
      String cell = row.isNullAt(i) ? "" : row.getString(i);
      cells[i] = cell.isEmpty() ? null : cell;
    }
    return cells;
  }

  Evidence evidence() {
    return Evidence.of(pool).with(counting.weighting).withMargin(counting.margin);
  }

  /** What it tells of some of the models; their order in it stays. */
  Block among(ModelIndex models) {
    BitSet kept = models.in(pool);
    return kept.cardinality() == pool.modelCount()
        ? this
        : new Block(number, pool.withModels(kept), account, counting);
  }
}
