package isoloss.data.importer;

import isoloss.data.pool.Kind;
import org.jspecify.annotations.Nullable;

/** Finds the sample of each row of a file and takes down what the row says of it. */
final class RowSamples {
  private final PoolColumns columns;
  private final SampleBook book;
  private final SampleColumns.Bound described;
  private final int sample;
  private final int source;
  private final int metric;

  RowSamples(PoolColumns columns, SampleBook book) {
    this.columns = columns;
    this.book = book;
    this.described = SampleColumns.of(columns.names(), columns.roles()).bound(book);
    this.sample = columns.place(PoolRole.SAMPLE);
    this.source = columns.place(PoolRole.SOURCE);
    this.metric = columns.place(PoolRole.METRIC);
  }

  /** The sample that the row names, else the row as a sample of its own. */
  SampleEntry of(@Nullable String[] cells, Kind kind, PoolRows row) {
    String name = text(cells, sample);
    SampleEntry entry =
        name.isEmpty()
            ? row.ownSample(columns.ownPrefix(), text(cells, source), text(cells, metric), kind)
            : book.entry(name, text(cells, source), text(cells, metric), kind, row);
    described.say(entry, cells, row);
    return entry;
  }

  private static String text(@Nullable String[] cells, int column) {
    String cell = column < 0 ? null : cells[column];
    return cell == null ? "" : cell.strip();
  }
}
