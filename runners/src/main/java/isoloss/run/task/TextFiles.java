package isoloss.run.task;

import isoloss.data.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user's texts, read whole.
 *
 * @param unicode whether every file is valid UTF-8; else each byte is one character
 * @param sha256 of names and contents
 */
record TextFiles(List<Entry> entries, boolean unicode, String sha256) {
  private static final long MOST_BYTES = 512L << 20;

  /** A file's name below the given path, and its text. */
  record Entry(String name, String text) {}

  TextFiles {
    entries = List.copyOf(entries);
  }

  /**
   * @param path a file, or a directory whose files are read in the order of their names
   */
  static TextFiles read(Path path) {
    try {
      List<Path> files = files(path);
      requireSize(path, files);
      List<byte[]> contents = new ArrayList<>();
      for (Path file : files) {
        contents.add(Files.readAllBytes(file));
      }
      return decode(path, files, contents);
    } catch (IOException e) {
      throw new InputException(
          "%s: the text cannot be read (%s)".formatted(path, e.getMessage()), e);
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new InputException(
          "%s: no such file or directory; --corpus takes a text".formatted(path));
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static void requireSize(Path path, List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    if (bytes > MOST_BYTES) {
      throw new InputException(
          "%s: %d MB of text are too many to hold in memory; give at most %d MB"
              .formatted(path, bytes >> 20, MOST_BYTES >> 20));
    }
  }

  private static TextFiles decode(Path root, List<Path> files, List<byte[]> contents) {
    MessageDigest digest = digest();
    boolean unicode = contents.stream().allMatch(TextFiles::isUtf8);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String name = name(root, files.get(i));
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update(contents.get(i));
      entries.add(
          new Entry(
              name,
              new String(
                  contents.get(i),
                  unicode ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)));
    }
    return new TextFiles(entries, unicode, HexFormat.of().formatHex(digest.digest()));
  }

  private static String name(Path root, Path file) {
    return file.equals(root)
        ? String.valueOf(file.getFileName())
        : root.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
