package isoloss.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Measurements of others that lie beside the checkout, or where ISOLOSS_DATA says. */
public final class SharedData {
  private SharedData() {}

  /** The file, or a skipped test that says so. */
  public static Path file(String name) {
    String named = System.getenv("ISOLOSS_DATA");
    if (named != null) {
      return present(Path.of(named).resolve(name), name);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared/data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return present(Path.of("shared/data").resolve(name), name);
  }

  private static Path present(Path file, String name) {
    assumeTrue(
        Files.exists(file),
        "skipped: no " + name + "; set ISOLOSS_DATA to the folder that holds it");
    return file;
  }
}
