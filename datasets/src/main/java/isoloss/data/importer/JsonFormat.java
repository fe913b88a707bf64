package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.json.JsonCells;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON objects, each a row: one a line (JSONL), or an array of them. */
final class JsonFormat implements Format {
  private final boolean byLine;

  private JsonFormat(boolean byLine) {
    this.byLine = byLine;
  }

  /** One object a line; a damaged line is rejected and the next one read. */
  static JsonFormat lines() {
    return new JsonFormat(true);
  }

  /** One array of objects, or several objects over several lines. */
  static JsonFormat document() {
    return new JsonFormat(false);
  }

  @Override
  public String formatName() {
    return byLine ? "jsonl" : "json";
  }

  @Override
  public boolean recognises(SourceFile file) {
    String start = new String(file.head(), StandardCharsets.UTF_8).strip();
    if (byLine) {
      return start.startsWith("{") && start.lines().findFirst().orElse("").strip().endsWith("}");
    }
    return start.startsWith("[") || start.startsWith("{");
  }

  @Override
  public RawTable open(SourceFile file) {
    Set<String> columns = new LinkedHashSet<>();
    RawRows rows = byLine ? sink -> readLines(file, sink) : sink -> readDocument(file, sink);
    try {
      rows.read(
          new JsonCells.Sink() {
            @Override
            public void row(long line, Map<String, @Nullable String> cells) {
              columns.addAll(cells.keySet());
            }

            @Override
            public void broken(long line, String reason) {}
          });
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
    if (columns.isEmpty()) {
      throw new InputException(file.name() + " holds no JSON object with a key; nothing to read");
    }
    return new Table(List.copyOf(columns), rows);
  }

  @FunctionalInterface
  private interface RawRows {
    void read(JsonCells.Sink sink) throws IOException;
  }

  static void readLines(SourceFile file, JsonCells.Sink sink) throws IOException {
    try (Lines lines = new Lines(file.open())) {
      for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isBlank()) {
          readLine(line.get(), sink);
        }
      }
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      sink.broken(0, "the compressed data end early or are damaged; nothing after was read");
    }
  }

  private static void readLine(Lines.Line line, JsonCells.Sink sink) throws IOException {
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

  private static void readDocument(SourceFile file, JsonCells.Sink sink) throws IOException {
    try (InputStream in = file.open()) {
      JsonCells.stream(in, sink);
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      sink.broken(0, "the compressed data end early or are damaged; nothing after was read");
    }
  }

  private record Table(List<String> columns, RawRows rows) implements RawTable {
    @Override
    public void read(Sink sink) throws IOException {
      rows.read(
          new JsonCells.Sink() {
            @Override
            public void row(long line, Map<String, @Nullable String> cells) throws IOException {
              List<@Nullable String> row = new ArrayList<>();
              columns.forEach(column -> row.add(cells.get(column)));
              sink.row(line, row.toArray(String[]::new));
            }

            @Override
            public void broken(long line, String reason) throws IOException {
              sink.rejected(line, reason);
            }
          });
    }
  }
}
