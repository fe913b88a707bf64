package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.importer.Lines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Comma-, tab-, semicolon- or bar-separated text under a header, quoted as RFC 4180 says. A quote
 * that is never closed, or is closed in the middle of a cell, costs only the line on which it
 * opens: reading goes on at the next. Blank lines are not rows.
 */
final class DelimitedText implements RawTable {
  /** Text that may be read again because quotes did not close; beyond it the file is refused. */
  private static final long MAX_REREAD_BYTES = 256L << 20;

  private final SourceFile file;
  private final char delimiter;
  private final List<String> columns;

  private DelimitedText(SourceFile file, char delimiter, List<String> columns) {
    this.file = file;
    this.delimiter = delimiter;
    this.columns = columns;
  }

  /** Reads the header. */
  static DelimitedText open(SourceFile file) {
    try (Lines lines = Lines.headed(file.open())) {
      Line header = firstLine(lines, file);
      char delimiter = delimiter(file, header);
      lines.pushBack(List.of(header));
      Records records = new Records(lines, delimiter, file);
      List<String> columns =
          switch (records.next().orElseThrow()) {
            case Records.Broken(var line, var reason) ->
                throw new InputException(
                    "%s:%d: %s in the header".formatted(file.name(), line, reason));
            case Records.Cells(var line, var cells) ->
                Arrays.stream(cells).map(cell -> cell == null ? "" : cell.strip()).toList();
          };
      refuseRepeats(file, columns);
      return new DelimitedText(file, delimiter, columns);
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
  }

  private static Line firstLine(Lines lines, SourceFile file) throws IOException {
    while (true) {
      Line line =
          lines
              .next()
              .orElseThrow(
                  () -> new InputException(file.name() + " holds only blank lines; no header"));
      Optional<String> damage = line.damage();
      if (damage.isPresent()) {
        throw new InputException(
            "%s:%d: %s; is it a table of text with a header line?"
                .formatted(file.name(), line.number(), damage.get()));
      }
      if (!line.isBlank()) {
        return line;
      }
    }
  }

  private static void refuseRepeats(SourceFile file, List<String> columns) {
    Set<String> before = new HashSet<>();
    for (String name : columns) {
      if (!name.isEmpty() && !before.add(name)) {
        throw new InputException(
            "%s: the header names the column %s twice; rename one".formatted(file.name(), name));
      }
    }
  }

  /** By extension, else whatever of {@code , tab ; |} is most frequent outside quotes. */
  private static char delimiter(SourceFile file, Line header) {
    if (file.extension().equals("tsv") || file.extension().equals("tab")) {
      return '\t';
    }
    String text = header.text().orElseThrow().replaceAll("\"[^\"]*\"", "");
    char best = ',';
    for (char candidate : new char[] {'\t', ';', '|'}) {
      if (count(text, candidate) > count(text, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(Sink sink) throws IOException {
    long line = 1;
    try (Lines lines = new Lines(file.open())) {
      Records records = new Records(lines, delimiter, file);
      records.next();
      for (var record = records.next(); record.isPresent(); record = records.next()) {
        line = record.get().line();
        switch (record.get()) {
          case Records.Broken(var at, var reason) -> sink.rejected(at, reason);
          case Records.Cells(var at, var cells) -> accept(sink, at, cells);
        }
      }
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      sink.rejected(line + 1, "the compressed data end or break here; nothing after it was read");
    }
  }

  private void accept(Sink sink, long line, @Nullable String[] cells) throws IOException {
    if (cells.length != columns.size()) {
      sink.rejected(
          line,
          "the row has %d %s, the header %d"
              .formatted(cells.length, cells.length == 1 ? "cell" : "cells", columns.size()));
    } else {
      sink.row(line, cells);
    }
  }

  /** Cuts lines into records. */
  private static final class Records {
    sealed interface Item {
      long line();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Cells(long line, @Nullable String[] cells) implements Item {}

    record Broken(long line, String reason) implements Item {}

    private final Lines lines;
    private final char delimiter;
    private final SourceFile file;
    private final PlainLine plain;
    private long reread;

    Records(Lines lines, char delimiter, SourceFile file) {
      this.lines = lines;
      this.delimiter = delimiter;
      this.file = file;
      this.plain = new PlainLine(delimiter);
    }

    /** The next record or broken line, or empty at the end. */
    Optional<Item> next() throws IOException {
      Optional<Line> first = lines.next();
      while (first.isPresent() && first.get().isBlank()) {
        first = lines.next();
      }
      return first.isEmpty() ? Optional.empty() : Optional.of(record(first.get()));
    }

    private Item record(Line first) throws IOException {
      if (!first.tooLong() && plain.split(first.bytes())) {
        return new Cells(first.number(), plain.cells());
      }
      CellSplitter cells = new CellSplitter(delimiter);
      List<Line> further = new ArrayList<>();
      long size = first.bytes().length;
      for (Line line = first; ; ) {
        Optional<String> damage = line.damage();
        if (damage.isPresent()) {
          return line == first
              ? new Broken(first.number(), damage.get())
              : broken(first, further, size, "the quote opened here is not closed");
        }
        if (!cells.take(line.text().orElseThrow())) {
          return broken(first, further, size, "text follows a closing quote");
        }
        if (!cells.insideQuotes()) {
          return new Cells(first.number(), cells.finished().toArray(new @Nullable String[0]));
        }
        Optional<Line> more = lines.next();
        if (more.isPresent()) {
          line = more.get();
          further.add(line);
          size += line.bytes().length;
        }
        if (more.isEmpty() || size > Lines.MAX_LINE_BYTES) {
          return broken(first, further, size, "the quote opened here is not closed");
        }
      }
    }

    private Broken broken(Line first, List<Line> further, long size, String reason) {
      reread += size;
      if (reread > MAX_REREAD_BYTES) {
        throw new InputException(
            "%s:%d: too many quotes are never closed; repair the quoting"
                .formatted(file.name(), first.number()));
      }
      lines.pushBack(further);
      return new Broken(first.number(), reason);
    }
  }
}
