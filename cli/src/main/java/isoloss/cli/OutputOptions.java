package isoloss.cli;

import isoloss.data.WholeFile;
import isoloss.data.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  /** Where results go that are more than one file. */
  Path folderOr(String usual) {
    return path(out.isEmpty() ? usual : out);
  }

  /** For results that take long: fails before the work where the file may not be written. */
  void requireFree(String name) throws IOException {
    Optional<Path> file = file(name);
    if (file.isPresent()) {
      WholeFile.refuseExisting(file.get(), force);
    }
  }

  /** Writes the document where {@code --out} says; without it, nothing. */
  void save(String name, Map<String, @Nullable Object> json) throws IOException {
    Optional<Path> file = file(name);
    if (file.isPresent()) {
      WholeFile.write(file.get(), Json.pretty(json), force);
    }
  }

  static Path path(String text) {
    try {
      return Path.of(text).normalize().toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" is not a path: " + e.getReason());
    }
  }
}
