package isoloss.data.importer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the common line, all ASCII and without quotes, straight from its bytes. A cell that stands
 * as in the line before is the same object, and so are all cells of one character: long tables
 * repeat names, wide ones digits.
 */
final class PlainLine {
  private static final String[] CHARACTERS = new String[128];

  static {
    Arrays.setAll(CHARACTERS, c -> String.valueOf((char) c));
  }

  private final byte delimiter;
  private byte[] bytes = {};
  private int[] ends = {}; // one past each cell
  private @Nullable String[] cells = new @Nullable String[0];
  private int count;

  PlainLine(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /**
   * @return false for a line that needs more than commas to be understood; then nothing is changed
   */
  boolean split(byte[] line) {
    for (byte b : line) {
      if (b <= 0 || b == '"') {
        return false;
      }
    }
    byte[] lastBytes = bytes;
    int[] lastEnds = ends;
    @Nullable String[] lastCells = cells;
    int width = Math.max(16, count);
    ends = new int[width];
    cells = new @Nullable String[width];
    bytes = line;
    count = 0;
    int from = 0;
    for (int to = 0; to <= line.length; to++) {
      if (to == line.length || line[to] == delimiter) {
        add(from, to, lastBytes, lastEnds, lastCells);
        from = to + 1;
      }
    }
    cells = Arrays.copyOf(cells, count);
    return true;
  }

  private void add(
      int from, int to, byte[] lastBytes, int[] lastEnds, @Nullable String[] lastCells) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count] = to;
    cells[count] = cell(from, to, lastBytes, lastEnds, lastCells);
    count++;
  }

  private @Nullable String cell(
      int from, int to, byte[] lastBytes, int[] lastEnds, @Nullable String[] lastCells) {
    if (to - from < 2) {
      return to == from ? null : CHARACTERS[bytes[from]];
    }
    if (count < lastCells.length) {
      int lastFrom = count == 0 ? 0 : lastEnds[count - 1] + 1;
      if (Arrays.equals(bytes, from, to, lastBytes, lastFrom, lastEnds[count])) {
        return lastCells[count];
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The cells of the line that was split last; those without text are null. */
  @Nullable String[] cells() {
    return cells;
  }
}
