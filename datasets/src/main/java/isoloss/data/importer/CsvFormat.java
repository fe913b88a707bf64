package isoloss.data.importer;

import isoloss.data.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text with a header line, one row a line, cells parted by one character. A cell may be quoted with
 * {@code "} and then hold separators, line breaks and doubled quotes (RFC 4180). A damaged row is
 * rejected with its line; reading goes on with the next line.
 */
final class CsvFormat implements Format {
  /** A quoted cell that spans more lines than this is taken for a quote that was left open. */
  private static final int MOST_LINES_OF_A_ROW = 200;

  private static final char[] SEPARATORS = {',', '\t', ';', '|'};

  private final String name;
  private final Optional<Character> separator;

  private CsvFormat(String name, Optional<Character> separator) {
    this.name = name;
    this.separator = separator;
  }

  /** Finds the separator by itself: the one that the header holds most often. */
  static CsvFormat csv() {
    return new CsvFormat("csv", Optional.empty());
  }

  static CsvFormat tsv() {
    return new CsvFormat("tsv", Optional.of('\t'));
  }

  @Override
  public String formatName() {
    return name;
  }

  /** What is no other format is read as this one. */
  @Override
  public boolean recognises(SourceFile file) {
    return separator.isEmpty();
  }

  @Override
  public RawTable open(SourceFile file) {
    for (byte b : file.head()) {
      if (b == 0) {
        throw new InputException(
            file.name() + " is a binary file, not a table of text; give CSV, TSV, JSON or Parquet");
      }
    }
    try (Lines lines = new Lines(file.open())) {
      Lines.Line first = firstLine(lines, file);
      char mark = separator.orElseGet(() -> likeliest(first.text().orElse("")));
      RowReader reader = new RowReader(lines, mark);
      Row header = reader.row(first);
      if (header.reason() != null) {
        throw new InputException(
            "%s:%d: the header cannot be read: %s; the first line must name the columns"
                .formatted(file.name(), first.number(), header.reason()));
      }
      return new Table(file, mark, columns(header.cells(), file));
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
  }

  private static Lines.Line firstLine(Lines lines, SourceFile file) throws IOException {
    for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      if (!line.get().isBlank()) {
        return line.get();
      }
    }
    throw new InputException(file.name() + " holds only blank lines; nothing to read");
  }

  private static char likeliest(String header) {
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS) {
      long count = outsideQuotes(header, candidate);
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private static long outsideQuotes(String text, char wanted) {
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      count += !quoted && c == wanted ? 1 : 0;
    }
    return count;
  }

  private static List<String> columns(@Nullable String[] cells, SourceFile file) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      String column = cell == null || cell.isBlank() ? "column" + (i + 1) : cell.strip();
      if (!seen.add(column)) {
        throw new InputException(
            "%s: the header names column \"%s\" twice; rename one of them"
                .formatted(file.name(), column));
      }
      names.add(column);
    }
    return names;
  }

  /** The cells of a row, or why it has none. */
  private record Row(@Nullable String[] cells, @Nullable String reason) {
    static Row broken(String reason) {
      return new Row(new String[0], reason);
    }
  }

  /** Parts lines into cells; takes further lines where a quoted cell goes on. */
  private static final class RowReader {
    private final Lines lines;
    private final char separator;

    RowReader(Lines lines, char separator) {
      this.lines = lines;
      this.separator = separator;
    }

    Row row(Lines.Line first) throws IOException {
      Optional<String> damage = first.damage();
      if (damage.isPresent()) {
        return Row.broken(damage.get());
      }
      StringBuilder text = new StringBuilder(first.text().orElseThrow());
      List<Lines.Line> taken = new ArrayList<>();
      while (openQuote(text)) {
        Optional<Lines.Line> next = lines.next();
        if (next.isPresent()) {
          taken.add(next.get());
        }
        if (next.isEmpty()
            || taken.size() > MOST_LINES_OF_A_ROW
            || next.get().damage().isPresent()) {
          lines.pushBack(taken);
          return Row.broken("a quote that is opened on this line is never closed");
        }
        text.append('\n').append(next.get().text().orElseThrow());
      }
      return cells(text.toString());
    }

    private boolean openQuote(CharSequence text) {
      boolean quoted = false;
      boolean atCellStart = true;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quoted) {
          if (c == '"') {
            if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
              i++;
            } else {
              quoted = false;
            }
          }
        } else if (c == '"' && atCellStart) {
          quoted = true;
        }
        atCellStart = !quoted && (c == separator || (atCellStart && c == ' '));
      }
      return quoted;
    }

    private Row cells(String text) {
      List<@Nullable String> cells = new ArrayList<>();
      int at = 0;
      while (true) {
        int start = at;
        while (start < text.length() && text.charAt(start) == ' ') {
          start++;
        }
        if (start < text.length() && text.charAt(start) == '"') {
          StringBuilder cell = new StringBuilder();
          at = unquote(text, start + 1, cell);
          cells.add(cell.toString());
          while (at < text.length() && text.charAt(at) == ' ') {
            at++;
          }
          if (at < text.length() && text.charAt(at) != separator) {
            return Row.broken(
                "cell %d goes on after its closing quote; double a quote that belongs to it"
                    .formatted(cells.size()));
          }
        } else {
          at = text.indexOf(separator, start);
          at = at < 0 ? text.length() : at;
          String cell = text.substring(start, at).strip();
          cells.add(cell.isEmpty() ? null : cell);
        }
        if (at >= text.length()) {
          return new Row(cells.toArray(String[]::new), null);
        }
        at++;
      }
    }

    private static int unquote(String text, int at, StringBuilder cell) {
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '"') {
          cell.append(c);
        } else if (at < text.length() && text.charAt(at) == '"') {
          cell.append('"');
          at++;
        } else {
          break;
        }
      }
      return at;
    }
  }

  /** The rows behind the header. */
  private record Table(SourceFile file, char separator, List<String> columns) implements RawTable {
    @Override
    public void read(Sink sink) throws IOException {
      try (Lines lines = new Lines(file.open())) {
        RowReader reader = new RowReader(lines, separator);
        reader.row(firstLine(lines, file));
        Optional<Lines.Line> line = lines.next();
        for (; line.isPresent(); line = lines.next()) {
          if (!line.get().isBlank()) {
            take(line.get(), reader.row(line.get()), sink);
          }
        }
      } catch (java.io.EOFException | java.util.zip.ZipException e) {
        sink.rejected(0, "the compressed data end early or are damaged; nothing after was read");
      }
    }

    private void take(Lines.Line line, Row row, Sink sink) throws IOException {
      if (row.reason() != null) {
        sink.rejected(line.number(), row.reason());
      } else if (row.cells().length != columns.size()) {
        sink.rejected(
            line.number(),
            "%d cells where the header has %d".formatted(row.cells().length, columns.size()));
      } else {
        sink.row(line.number(), row.cells());
        if (!line.ended()) {
          sink.note(
              "line %d, the last, has no line break; had the file been cut there, its last cell would be short"
                  .formatted(line.number()));
        }
      }
    }
  }
}
