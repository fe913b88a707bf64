package isoloss.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Measurements of others, read where they lie beside the project; absent data skip the test. */
final class PublicData {
  private PublicData() {}

  /** The folder that holds the sets of the catalogue. */
  static Path folder() {
    Optional<Path> folder = find();
    Assumptions.assumeTrue(folder.isPresent(), "public data are not here; set ISOLOSS_DATA");
    return folder.orElseThrow();
  }

  private static Optional<Path> find() {
    String given = System.getProperty("ISOLOSS_DATA", System.getenv("ISOLOSS_DATA"));
    if (given != null) {
      return Optional.of(Path.of(given)).filter(Files::isDirectory);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve("data");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
