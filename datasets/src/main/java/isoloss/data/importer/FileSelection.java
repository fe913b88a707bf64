package isoloss.data.importer;

import isoloss.data.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Files from names and patterns ({@code * ? [..] {..}}, {@code **} across folders), sorted. */
final class FileSelection {
  private static final int MAX_DEPTH = 16;

  private FileSelection() {}

  /** A file that bears the name is that file, whatever pattern characters are in it. */
  static List<SourceFile> of(List<String> filesOrGlobs) {
    if (filesOrGlobs.isEmpty()) {
      throw new InputException("no file to read; name at least one");
    }
    List<SourceFile> files = new ArrayList<>();
    for (String name : filesOrGlobs) {
      Path path = path(name);
      if (Files.exists(path) || !isPattern(name)) {
        files.add(SourceFile.of(path, name));
      } else {
        matches(name).forEach(found -> files.add(SourceFile.of(found, found.toString())));
      }
    }
    return files;
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new InputException("\"%s\" is not a file name (%s)".formatted(name, e.getReason()), e);
    }
  }

  private static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static List<Path> matches(String pattern) {
    Path root = root(pattern);
    List<Path> found;
    try (Stream<Path> walk = Files.walk(root, MAX_DEPTH)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      found = walk.filter(p -> matcher.matches(p) && Files.isRegularFile(p)).sorted().toList();
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "\"%s\" is not a pattern (%s)".formatted(pattern, e.getDescription()), e);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          "%s: no folder %s to look for it in; check the path".formatted(pattern, root), e);
    }
    if (found.isEmpty()) {
      throw new InputException(pattern + " matches no file; check the pattern");
    }
    return found;
  }

  /** The folder before the first part with a pattern character. */
  private static Path root(String pattern) {
    int special = 0;
    while ("*?[{".indexOf(pattern.charAt(special)) < 0) {
      special++;
    }
    int slash = pattern.lastIndexOf('/', special);
    if (slash == 0) {
      return Path.of("/");
    }
    return Path.of(slash < 0 ? "" : pattern.substring(0, slash));
  }
}
