package isoloss.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that appear whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  public static void write(Path file, String text, boolean overwrite) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8), overwrite);
  }

  /**
   * Writes beside the file and moves into place; missing folders are made.
   *
   * @throws FileAlreadyExistsException if the file exists and may not be overwritten
   */
  public static void write(Path file, byte[] bytes, boolean overwrite) throws IOException {
    refuseExisting(file, overwrite);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Files.createDirectories(folder);
    // not createTempFile, whose files only the owner may read
    Path part = folder.resolve(".isoloss-" + UUID.randomUUID() + ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** For results that take long: fails before the work rather than after it. */
  public static void refuseExisting(Path file, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }
}
