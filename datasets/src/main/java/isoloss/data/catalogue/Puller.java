package isoloss.data.catalogue;

import isoloss.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Brings files from a source to a folder: to a temporary name first, in place once checked. */
record Puller(Path destination, FileSource source, boolean force) {
  /** No file of the catalogue comes near; an endless answer is cut off. */
  private static final long MAX_BYTES = 256L << 20;

  Pulled pull(DataFile file) {
    Path target = destination.resolve(file.path());
    try {
      if (Files.isRegularFile(target) && Sha256.of(target).equals(file.sha256())) {
        return new Pulled.AlreadyThere(file, target);
      }
      if (Files.exists(target) && (!force || !Files.isRegularFile(target))) {
        return new Pulled.Kept(file, target);
      }
      if (file.form() != Form.VERBATIM && !source.hasEveryForm()) {
        return new Pulled.NeedsReExport(file, file.recipe().orElseThrow());
      }
      return fetch(file, target);
    } catch (IOException e) {
      return new Pulled.Failed(file, reason(e));
    }
  }

  private Pulled fetch(DataFile file, Path target) throws IOException {
    try (InputStream in = source.open(file)) {
      Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
      Path temporary = Files.createTempFile(folder, ".pull-", ".tmp");
      try {
        copy(in, temporary);
        String found = Sha256.of(temporary);
        if (!found.equals(file.sha256())) {
          return new Pulled.Failed(
              file,
              "the checksum differs (found %s, expected %s); nothing was written"
                  .formatted(found, file.sha256()));
        }
        return place(file, temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private Pulled place(DataFile file, Path temporary, Path target) throws IOException {
    try {
      if (force) {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(temporary, target);
      }
      return new Pulled.Written(file, target);
    } catch (FileAlreadyExistsException meanwhile) {
      return new Pulled.Kept(file, target);
    }
  }

  private static void copy(InputStream in, Path temporary) throws IOException {
    try (OutputStream out = Files.newOutputStream(temporary)) {
      byte[] buffer = new byte[1 << 16];
      long copied = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        copied += n;
        if (copied > MAX_BYTES) {
          throw new IOException("the file is longer than any of the catalogue");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
