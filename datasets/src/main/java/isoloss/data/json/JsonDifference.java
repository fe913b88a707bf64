package isoloss.data.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two documents differ. */
public final class JsonDifference {
  private final Set<String> ignored;
  private final List<String> found = new ArrayList<>();

  private JsonDifference(Set<String> ignored) {
    this.ignored = ignored;
  }

  /**
   * @param ignored paths such as {@code .provenance.cpuSeconds} that may differ
   * @return one line per difference: path, first value, second value; numbers must be equal exactly
   */
  public static List<String> between(JsonObject first, JsonObject second, Set<String> ignored) {
    JsonDifference difference = new JsonDifference(ignored);
    difference.compare("", first.tree(), second.tree());
    return difference.found;
  }

  private void compare(String path, @Nullable Object a, @Nullable Object b) {
    if (ignored.contains(path)) {
      return;
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      Set<Object> keys = new LinkedHashSet<>(left.keySet());
      keys.addAll(right.keySet());
      keys.forEach(key -> compare(path + "." + key, left.get(key), right.get(key)));
    } else if (a instanceof List<?> left
        && b instanceof List<?> right
        && left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        compare(path + "[" + i + "]", left.get(i), right.get(i));
      }
    } else if (!Objects.equals(a, b)) {
      found.add("%s: %s, now %s".formatted(path, brief(a), brief(b)));
    }
  }

  private static String brief(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
