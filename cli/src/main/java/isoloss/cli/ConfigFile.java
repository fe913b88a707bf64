package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options from {@code --config FILE.yaml}. A key is an option's name without its dashes, or {@code
 * arguments} for the values that have no name; a list repeats the option; {@code true} gives a
 * flag. An option that stands on the command line is not taken from the file.
 */
final class ConfigFile {
  private static final String ARGUMENTS = "arguments";

  private ConfigFile() {}

  /** The command line with the options of the file put behind it. */
  static List<String> expand(List<String> typed) {
    Optional<String> file = named(typed);
    if (file.isEmpty()) {
      return typed;
    }
    List<String> expanded = new ArrayList<>(typed);
    Yaml.parse(read(file.get()), file.get())
        .forEach((key, value) -> addUnlessTyped(expanded, typed, key, value, file.get()));
    return expanded;
  }

  private static Optional<String> named(List<String> typed) {
    for (int i = 0; i < typed.size(); i++) {
      if (typed.get(i).startsWith("--config=")) {
        return Optional.of(typed.get(i).substring("--config=".length()));
      }
      if (typed.get(i).equals("--config") && i + 1 < typed.size()) {
        return Optional.of(typed.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new InputException(
          file
              + ": the configuration cannot be read ("
              + e.getMessage()
              + "); give an existing UTF-8 file",
          e);
    }
  }

  private static void addUnlessTyped(
      List<String> expanded, List<String> typed, String key, @Nullable Object value, String file) {
    if (key.equals(ARGUMENTS)) {
      values(key, value, file).forEach(expanded::add);
      return;
    }
    String option = "--" + key;
    if (typed.stream().anyMatch(t -> t.equals(option) || t.startsWith(option + "="))) {
      return;
    }
    if (value instanceof Boolean flag) {
      expanded.add(option + "=" + flag);
      return;
    }
    if (value instanceof Map<?, ?> pairs) {
      pairs.forEach((k, v) -> expanded.add(option + "=" + k + "=" + v));
      return;
    }
    values(key, value, file).forEach(v -> expanded.add(option + "=" + v));
  }

  private static List<String> values(String key, @Nullable Object value, String file) {
    return switch (value) {
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case String text -> List.of(text);
      case Number number -> List.of(number.toString());
      case null, default ->
          throw new InputException(
              file
                  + ": \""
                  + key
                  + "\" is neither a text, a number, true/false, a list nor a mapping");
    };
  }
}
