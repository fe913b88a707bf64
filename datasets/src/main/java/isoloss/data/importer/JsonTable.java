package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.importer.Lines.Line;
import isoloss.data.json.JsonCells;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON objects as rows: one a line (JSONL), or an array or a sequence of them. */
final class JsonTable implements RawTable {
  private static final int MAX_COLUMNS = 20_000;

  private final SourceFile file;
  private final boolean byLine;
  private final List<String> columns;

  private JsonTable(SourceFile file, boolean byLine, List<String> columns) {
    this.file = file;
    this.byLine = byLine;
    this.columns = columns;
  }

  /** Passes over the whole file for its keys. */
  static JsonTable open(SourceFile file, boolean byLine) {
    Keys keys = new Keys(file);
    try {
      readObjects(file, byLine, keys);
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
    return new JsonTable(file, byLine, keys.columns());
  }

  private static final class Keys implements JsonCells.Sink {
    private final SourceFile file;
    private final Set<String> names = new LinkedHashSet<>();
    private String firstReason = "it holds none";

    Keys(SourceFile file) {
      this.file = file;
    }

    @Override
    public void row(long line, Map<String, @Nullable String> cells) {
      names.addAll(cells.keySet());
      if (names.size() > MAX_COLUMNS) {
        throw new InputException(
            "%s:%d: more than %d different keys; this is not a table of rows"
                .formatted(file.name(), line, MAX_COLUMNS));
      }
    }

    @Override
    public void broken(long line, String reason) {
      if (firstReason.equals("it holds none")) {
        firstReason = "line %d: %s".formatted(line, reason);
      }
    }

    List<String> columns() {
      if (names.isEmpty()) {
        throw new InputException(
            "%s: no JSON object to read a row from (%s)".formatted(file.name(), firstReason));
      }
      return List.copyOf(names);
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(Sink sink) throws IOException {
    readObjects(
        file,
        byLine,
        new JsonCells.Sink() {
          @Override
          public void row(long line, Map<String, @Nullable String> cells) throws IOException {
            sink.row(line, inOrder(cells));
          }

          @Override
          public void broken(long line, String reason) throws IOException {
            sink.rejected(line, reason);
          }
        });
  }

  private @Nullable String[] inOrder(Map<String, @Nullable String> cells) {
    @Nullable String[] row = new @Nullable String[columns.size()];
    for (int i = 0; i < row.length; i++) {
      String cell = cells.get(columns.get(i));
      row[i] = cell == null || cell.isEmpty() ? null : cell;
    }
    return row;
  }

  private static void readObjects(SourceFile file, boolean byLine, JsonCells.Sink sink)
      throws IOException {
    if (byLine) {
      readLines(file, sink);
    } else {
      try (InputStream in = file.open()) {
        JsonCells.stream(in, sink);
      }
    }
  }

  /** Each line of a JSONL file on its own: a broken one costs no other. */
  static void readLines(SourceFile file, JsonCells.Sink sink) throws IOException {
    long at = 0;
    try (Lines lines = new Lines(file.open())) {
      for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        Line line = next.get();
        at = line.number();
        if (!line.isBlank()) {
          readLine(line, sink);
        }
      }
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      sink.broken(at + 1, "the compressed data end or break here; nothing after it was read");
    }
  }

  private static void readLine(Line line, JsonCells.Sink sink) throws IOException {
    Optional<String> damage = line.damage();
    if (damage.isPresent()) {
      sink.broken(line.number(), damage.get());
      return;
    }
    Map<String, @Nullable String> cells;
    try {
      cells = JsonCells.parse(line.text().orElseThrow());
    } catch (InputException e) {
      sink.broken(line.number(), String.valueOf(e.getMessage()));
      return;
    }
    sink.row(line.number(), cells);
  }
}
