package isoloss.data.importer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record of delimited text; fed with one line, and with more while a quote is open. */
final class CellSplitter {
  private enum State {
    START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final char delimiter;
  private final List<@Nullable String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private State state = State.START;

  CellSplitter(char delimiter) {
    this.delimiter = delimiter;
  }

  /**
   * @return false if text stands between a closing quote and the next delimiter
   */
  boolean take(String line) {
    if (state == State.QUOTED) {
      cell.append('\n');
    }
    for (int i = 0; i < line.length(); i++) {
      if (!take(line.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean take(char c) {
    switch (state) {
      case QUOTED -> {
        if (c == '"') {
          state = State.QUOTE_IN_QUOTED;
        } else {
          cell.append(c);
        }
      }
      case QUOTE_IN_QUOTED -> {
        if (c == '"') {
          cell.append(c);
          state = State.QUOTED;
        } else if (c == delimiter) {
          endCell();
        } else {
          return false;
        }
      }
      case START, PLAIN -> {
        if (c == delimiter) {
          endCell();
        } else if (c == '"' && state == State.START) {
          state = State.QUOTED;
        } else {
          cell.append(c);
          state = State.PLAIN;
        }
      }
    }
    return true;
  }

  private void endCell() {
    cells.add(cell.isEmpty() ? null : cell.toString());
    cell.setLength(0);
    state = State.START;
  }

  boolean insideQuotes() {
    return state == State.QUOTED;
  }

  /** The cells; those without text are null. */
  List<@Nullable String> finished() {
    endCell();
    return cells;
  }
}
