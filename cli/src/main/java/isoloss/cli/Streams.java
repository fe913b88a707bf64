package isoloss.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error in UTF-8, whatever the locale; tests put their own in. */
final class Streams {
  private static PrintStream out = utf8(FileDescriptor.out);
  private static PrintStream err = utf8(FileDescriptor.err);

  private Streams() {}

  static PrintStream out() {
    return out;
  }

  static PrintStream err() {
    return err;
  }

  static void redirect(PrintStream newOut, PrintStream newErr) {
    out = newOut;
    err = newErr;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
