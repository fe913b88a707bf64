package isoloss.data.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A local folder laid out like the catalogue. */
record Mirror(Path folder) implements FileSource {
  @Override
  public boolean hasEveryForm() {
    return true;
  }

  @Override
  public InputStream open(DataFile file) throws IOException {
    Path path = folder.resolve(file.path());
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException("the mirror has no file " + path);
    }
    return Files.newInputStream(path);
  }
}
