package isoloss.data.importer;

import isoloss.data.pool.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into measurements. */
abstract class PoolRows implements RawTable.Sink, Place {
  final String file;
  final Measurements into;
  private long line;

  PoolRows(String file, Measurements into) {
    this.file = file;
    this.into = into;
  }

  @Override
  public final void row(long atLine, @Nullable String[] cells) throws IOException {
    line = atLine;
    into.addRows(1);
    row(cells);
  }

  abstract void row(@Nullable String[] cells);

  /** After the last row. */
  void end() {}

  long line() {
    return line;
  }

  @Override
  public final void rejected(long atLine, String reason) {
    into.reject(file, atLine, reason);
  }

  final void reject(String reason) {
    into.reject(file, line, reason);
  }

  @Override
  public final String of(String message) {
    return "%s:%d: %s".formatted(file, line, message);
  }

  /** The sample of a row that names none: the row itself. */
  final SampleEntry ownSample(String prefix, String source, String metric, Kind kind) {
    return into.samples().entry(prefix + "line " + line, source, metric, kind, this);
  }
}
