package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Rejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A file that describes samples, one a row, joined to measurements by the name of the sample. */
final class SampleTable {
  private final String file;
  private final SampleColumns columns;
  private final Map<String, Row> rows;
  private final List<Rejected> rejected;
  private int joined;

  /** What one row says. */
  private static final class Row {
    final long line;
    final @Nullable String[] cells;
    boolean joined;

    Row(long line, @Nullable String[] cells) {
      this.line = line;
      this.cells = cells;
    }
  }

  private SampleTable(
      String file, SampleColumns columns, Map<String, Row> rows, List<Rejected> rejected) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
    this.rejected = rejected;
  }

  /** Says nothing of any sample. */
  static SampleTable none() {
    return new SampleTable("", SampleColumns.none(), Map.of(), List.of());
  }

  /**
   * @throws InputException if no column names samples
   */
  static SampleTable read(SourceFile file) {
    RawTable table = Formats.of(file).open(file);
    Map<PoolRole, Integer> places = new LinkedHashMap<>();
    Roles roles =
        new Roles(List.of(), Aliases.POOL, table.columns(), SampleTable::noExpression, file.name());
    for (PoolRole role : PoolRole.values()) {
      roles
          .find(role.symbol(), Optional.empty())
          .flatMap(Roles.Role::plainColumn)
          .ifPresent(column -> places.put(role, column));
    }
    Integer sample = places.get(PoolRole.SAMPLE);
    if (sample == null) {
      throw new InputException(
          "%s has no column that names samples (sample, %s); rename one"
              .formatted(file.name(), String.join(", ", Aliases.POOL.get("sample"))));
    }
    return read(file, table, sample, SampleColumns.of(table.columns(), places));
  }

  private static Expressions.Checked noExpression(String text, String where) {
    throw new InputException(where + text + ": a table of samples takes no expression");
  }

  private static SampleTable read(
      SourceFile file, RawTable table, int sample, SampleColumns columns) {
    Map<String, Row> rows = new HashMap<>();
    List<Rejected> rejected = new ArrayList<>();
    try {
      table.read(
          new RawTable.Sink() {
            @Override
            public void row(long line, @Nullable String[] cells) {
              String name = cells[sample];
              Optional<String> unusable =
                  name == null ? Optional.of("the sample has no name") : columns.unusable(cells);
              if (unusable.isPresent()) {
                rejected(line, unusable.get());
              } else if (rows.putIfAbsent(String.valueOf(name).strip(), new Row(line, cells))
                  != null) {
                rejected(line, "the sample %s is described before".formatted(name));
              }
            }

            @Override
            public void rejected(long line, String reason) {
              rejected.add(new Rejected(file.name(), line, reason));
            }
          });
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
    return new SampleTable(file.name(), columns, rows, rejected);
  }

  List<Rejected> rejected() {
    return rejected;
  }

  /** The source of a sample; empty when the table does not say. */
  String source(String sample) {
    if (rows.isEmpty()) {
      return "";
    }
    Row row = rows.get(sample);
    OptionalInt column = columns.source();
    String said = row == null || column.isEmpty() ? null : row.cells[column.getAsInt()];
    return said == null ? "" : said.strip();
  }

  /** Takes down what the table says of a sample that was met for the first time. */
  void describe(SampleBook book, SampleEntry entry) {
    Row row = rows.get(entry.name);
    if (row != null) {
      joined++;
      row.joined = true;
      columns.say(
          book, entry, row.cells, message -> "%s:%d: %s".formatted(file, row.line, message));
    }
  }

  /** What was left over on either side, of so many samples. */
  List<String> notes(int samples) {
    List<String> notes = new ArrayList<>();
    long idle = rows.values().stream().filter(row -> !row.joined).count();
    if (idle > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of %d rows of %s describe no sample of the measurements",
              idle,
              rows.size(),
              file));
    }
    if (!rows.isEmpty() && joined < samples) {
      notes.add(
          String.format(
              Locale.ROOT, "%d of %d samples have no row in %s", samples - joined, samples, file));
    }
    return notes;
  }
}
