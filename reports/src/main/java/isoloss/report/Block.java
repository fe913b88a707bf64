package isoloss.report;

import isoloss.fit.Diagnostic;
import java.util.List;

/** A piece of a report. */
public sealed interface Block {

  /**
   * Opens a section; level 2 headings make the table of contents.
   *
   * @param level 2 to 4
   */
  record Heading(int level, String text) implements Block {
    public Heading {
      if (level < 2 || level > 4) {
        throw new IllegalArgumentException("heading level " + level + " is not in 2..4");
      }
    }
  }

  record Paragraph(String text) implements Block {}

  /** A formula as laws write it, for example {@code E + A/N^alpha}. */
  record Formula(String text) implements Block {}

  record KeyValues(String caption, List<Entry> entries) implements Block {
    public KeyValues {
      entries = List.copyOf(entries);
    }
  }

  record Entry(String key, String value) {}

  /** A table of texts; numbers are rounded by whoever makes the block. */
  record Table(String caption, List<Column> columns, List<List<String>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              row.size() + " cells for " + columns.size() + " columns");
        }
      }
    }
  }

  record Column(String title, boolean numeric) {
    public static Column text(String title) {
      return new Column(title, false);
    }

    public static Column number(String title) {
      return new Column(title, true);
    }
  }

  /** One wide figure, or several small ones side by side where there is room. */
  record Pictures(List<Figure> figures) implements Block {
    public Pictures {
      figures = List.copyOf(figures);
    }
  }

  /** A figure to point at and zoom into; its points and lines only. */
  record Interactive(Figure figure) implements Block {}

  record Diagnostics(List<Diagnostic> items) implements Block {
    public Diagnostics {
      items = List.copyOf(items);
    }
  }

  record Code(String caption, String text) implements Block {}

  /** Blocks behind a line that opens them. */
  record Details(String summary, List<Block> blocks) implements Block {
    public Details {
      blocks = List.copyOf(blocks);
    }
  }
}
