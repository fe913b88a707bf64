package isoloss.data.importer;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file seen as columns of text, before any meaning is given to them. */
public interface RawTable {

  /** Names as the file writes them, in its order; a format without header lists all its keys. */
  List<String> columns();

  /** Every row or its reason, in order; each call reads the file again. */
  void read(Sink sink) throws IOException;

  /** Takes the rows of a table. */
  interface Sink {
    /**
     * @param line 1-based line of the file on which the row begins
     * @param cells one per column; null where the cell is empty
     */
    void row(long line, @Nullable String[] cells) throws IOException;

    /** The row on this line cannot be told apart into cells. */
    void rejected(long line, String reason) throws IOException;
  }
}
