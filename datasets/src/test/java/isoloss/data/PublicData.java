package isoloss.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Measurements made by others, which tests may read where they lie but the project never holds. */
public final class PublicData {
  private PublicData() {}

  /** The folder, from {@code ISOLOSS_DATA} or {@code shared/data} beside a folder above. */
  public static Optional<Path> folder() {
    String named = System.getProperty("ISOLOSS_DATA", System.getenv("ISOLOSS_DATA"));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The file, or the test is skipped. */
  public static String file(String name) {
    Optional<Path> file = folder().map(folder -> folder.resolve(name)).filter(Files::exists);
    assumeTrue(file.isPresent(), "public data " + name + " are not here; set ISOLOSS_DATA");
    return file.orElseThrow().toString();
  }
}
