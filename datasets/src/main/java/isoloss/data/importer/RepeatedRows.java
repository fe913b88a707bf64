package isoloss.data.importer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops exact repeats of whole rows, of this file and earlier ones. Rows are known by half of their
 * SHA-256, so that their text need not be kept.
 */
final class RepeatedRows {
  private final Set<Digest> earlier = new HashSet<>();
  private Set<Digest> last = new HashSet<>();
  private int dropped;

  private record Digest(long high, long low) {}

  /** A table without its repeats. */
  RawTable without(RawTable table) {
    return new RawTable() {
      @Override
      public List<String> columns() {
        return table.columns();
      }

      @Override
      public void read(Sink sink) throws IOException {
        last = new HashSet<>();
        dropped = 0;
        table.read(new Filter(table.columns(), sink));
      }
    };
  }

  /** Closes the file that was read last. */
  int droppedOfFile() {
    earlier.addAll(last);
    int count = dropped;
    dropped = 0;
    last = new HashSet<>();
    return count;
  }

  private final class Filter implements RawTable.Sink {
    private final List<String> columns;
    private final RawTable.Sink sink;
    private final MessageDigest digest = sha256();

    Filter(List<String> columns, RawTable.Sink sink) {
      this.columns = columns;
      this.sink = sink;
    }

    @Override
    public void row(long line, @Nullable String[] cells) throws IOException {
      Digest row = of(cells);
      if (earlier.contains(row) || !last.add(row)) {
        dropped++;
      } else {
        sink.row(line, cells);
      }
    }

    /** Columns in any order; blank cells are as good as none. */
    private Digest of(@Nullable String[] cells) {
      long high = 0;
      long low = 0;
      for (int i = 0; i < cells.length; i++) {
        String cell = cells[i];
        if (cell != null) {
          add(columns.get(i));
          add(cell);
          ByteBuffer half = ByteBuffer.wrap(digest.digest());
          high += half.getLong();
          low += half.getLong();
        }
      }
      return new Digest(high, low);
    }

    private void add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
      digest.update(bytes);
    }

    @Override
    public void rejected(long line, String reason) throws IOException {
      sink.rejected(line, reason);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
