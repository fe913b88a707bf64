package isoloss.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where results are written. */
final class OutputOptions {
  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = "Write the result there; missing folders are made.")
  String out = "";

  @Option(names = "--force", description = "Overwrite an existing result.")
  boolean force;

  /**
   * The file to write: the path itself, or a file of this name in it when the path is a folder or
   * has no ending.
   */
  Optional<Path> file(String name) {
    if (out.isEmpty()) {
      return Optional.empty();
    }
    Path path = path(out);
    boolean folder = Files.isDirectory(path) || !path.getFileName().toString().contains(".");
    return Optional.of(folder ? path.resolve(name) : path);
  }

  static Path path(String text) {
    try {
      return Path.of(text).normalize().toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" is not a path: " + e.getReason());
    }
  }
}
