package isoloss.data.catalogue;

import isoloss.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file of a folder against the catalogue. */
public record Validated(DataFile file, State state, String detail) {

  /** What was found. */
  public enum State {
    OK("ok"),
    MISSING("missing"),
    CHECKSUM_DIFFERS("checksum differs"),
    UNREADABLE("unreadable");

    private final String text;

    State(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Validated of(DataFile file, Path folder) {
    Path path = folder.resolve(file.path());
    if (!Files.isRegularFile(path)) {
      return new Validated(file, State.MISSING, path.toString());
    }
    try {
      String found = Sha256.of(path);
      return found.equals(file.sha256())
          ? new Validated(file, State.OK, "")
          : new Validated(file, State.CHECKSUM_DIFFERS, "found " + found);
    } catch (IOException e) {
      return new Validated(file, State.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }
}
