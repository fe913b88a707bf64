package isoloss.data.importer;

import isoloss.data.InputException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** File names and glob patterns. */
final class FilePatterns {
  private static final int DEEPEST = 16;

  private FilePatterns() {}

  /** The files named, patterns expanded in the order of their names. */
  static List<SourceFile> expand(List<String> texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) {
      Path path = path(text);
      if (Files.exists(path) || !text.matches(".*[*?\\[{].*")) {
        files.add(SourceFile.of(path, text));
      } else {
        matching(text).forEach(match -> files.add(SourceFile.of(match, match.toString())));
      }
    }
    if (files.isEmpty()) {
      throw new InputException("no file was named");
    }
    return files;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InputException("\"%s\" is not a path: %s".formatted(text, e.getReason()), e);
    }
  }

  private static List<Path> matching(String pattern) {
    int firstMark = pattern.replaceAll("[*?\\[{].*", "").length();
    int folderEnd = pattern.lastIndexOf('/', firstMark);
    Path folder = folderEnd < 0 ? Path.of("") : Path.of(pattern.substring(0, folderEnd + 1));
    if (!Files.isDirectory(folder.toAbsolutePath())) {
      throw new InputException("%s: there is no folder %s".formatted(pattern, folder));
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
      List<Path> found =
          walk.filter(Files::isRegularFile).filter(matcher::matches).sorted().toList();
      if (found.isEmpty()) {
        throw new InputException(pattern + " matches no file; check the pattern");
      }
      return found;
    } catch (IOException e) {
      throw new InputException("%s: %s cannot be listed".formatted(pattern, folder), e);
    }
  }
}
