package isoloss.data.importer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a stream, one at a time: ended by LF, CR LF or CR, numbered from 1, never longer in
 * memory than a limit.
 */
final class Lines implements Closeable {
  /** Longer lines are passed over; no row of a table of measurements comes near it. */
  static final int MAX_LINE_BYTES = 16 << 20;

  /**
   * A line without its end.
   *
   * @param tooLong the limit was passed; {@code bytes} is empty
   * @param ended a line break followed; false only at the end of the stream
   */
  record Line(long number, byte[] bytes, boolean tooLong, boolean ended) {

    /** The text, or empty when the bytes are not UTF-8. */
    Optional<String> text() {
      try {
        return Optional.of(
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString());
      } catch (CharacterCodingException notUtf8) {
        return Optional.empty();
      }
    }

    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t') {
          return false;
        }
      }
      return !tooLong;
    }

    boolean hasNul() {
      for (byte b : bytes) {
        if (b == 0) {
          return true;
        }
      }
      return false;
    }

    /** Why the line cannot be text of a table; empty when it can. */
    Optional<String> damage() {
      if (tooLong) {
        return Optional.of("the line is longer than %d MiB".formatted(MAX_LINE_BYTES >> 20));
      }
      if (hasNul()) {
        return Optional.of("the line holds a NUL byte");
      }
      return text().isEmpty() ? Optional.of("the line is not UTF-8 text") : Optional.empty();
    }
  }

  private final InputStream in;
  private final boolean headed;
  private final byte[] buffer = new byte[1 << 16];
  private final Deque<Line> pushedBack = new ArrayDeque<>();
  private int at;
  private int end;
  private long number;
  private boolean afterCarriageReturn;

  Lines(InputStream in) {
    this(in, false);
  }

  private Lines(InputStream in, boolean headed) {
    this.in = in;
    this.headed = headed;
  }

  /** Does not search for the end of a first line beyond the limit: no header is so long. */
  static Lines headed(InputStream in) {
    return new Lines(in, true);
  }

  /** The next line, or empty at the end. */
  Optional<Line> next() throws IOException {
    if (!pushedBack.isEmpty()) {
      return Optional.of(pushedBack.removeFirst());
    }
    if (!fill()) {
      return Optional.empty();
    }
    number++;
    int stopInBuffer = indexOfBreak();
    if (stopInBuffer < end) {
      byte[] whole = Arrays.copyOfRange(buffer, at, stopInBuffer);
      at = stopInBuffer + 1;
      afterCarriageReturn = buffer[stopInBuffer] == '\r';
      return Optional.of(new Line(number, withoutMark(whole), false, true));
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(2 * (end - at) + 128);
    boolean tooLong = false;
    do {
      int stop = indexOfBreak();
      if (!tooLong && line.size() + (stop - at) > MAX_LINE_BYTES) {
        tooLong = true;
        line = new ByteArrayOutputStream(0);
        if (headed && number == 1) {
          return Optional.of(new Line(number, new byte[0], true, false));
        }
      }
      if (!tooLong) {
        line.write(buffer, at, stop - at);
      }
      at = stop;
      if (at < end) {
        afterCarriageReturn = buffer[at++] == '\r';
        return Optional.of(new Line(number, withoutMark(line.toByteArray()), tooLong, true));
      }
    } while (fill());
    return Optional.of(new Line(number, withoutMark(line.toByteArray()), tooLong, false));
  }

  /** These lines come again, in order, before what follows. */
  void pushBack(List<Line> lines) {
    lines.reversed().forEach(pushedBack::addFirst);
  }

  private int indexOfBreak() {
    int i = at;
    while (i < end && buffer[i] != '\n' && buffer[i] != '\r') {
      i++;
    }
    return i;
  }

  /** True when a byte of the next line is in the buffer. */
  private boolean fill() throws IOException {
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return false;
        }
      }
      if (!afterCarriageReturn) {
        return true;
      }
      afterCarriageReturn = false;
      if (buffer[at] == '\n') {
        at++;
      }
    }
  }

  /** The line without the byte-order mark that may begin a file. */
  private byte[] withoutMark(byte[] bytes) {
    boolean marked =
        number == 1
            && bytes.length >= 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
