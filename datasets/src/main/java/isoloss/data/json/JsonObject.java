package isoloss.data.json;

import isoloss.data.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed JSON object whose getters name the place in their errors. */
public final class JsonObject {
  private final Map<String, @Nullable Object> tree;
  private final String where;

  JsonObject(Map<String, @Nullable Object> tree, String where) {
    this.tree = tree;
    this.where = where;
  }

  Map<String, @Nullable Object> tree() {
    return tree;
  }

  public Set<String> keys() {
    return Collections.unmodifiableSet(tree.keySet());
  }

  /** True when the key is there and not null. */
  public boolean has(String key) {
    return tree.get(key) != null;
  }

  public String text(String key) {
    return require(key, String.class, "a text");
  }

  public Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  public boolean bool(String key) {
    return require(key, Boolean.class, "true or false");
  }

  /** The number; NaN where the document holds {@code null} (how non-finite numbers are written). */
  public double number(String key) {
    if (tree.containsKey(key) && tree.get(key) == null) {
      return Double.NaN;
    }
    return require(key, Number.class, "a number").doubleValue();
  }

  public long integer(String key) {
    return require(key, Number.class, "a number").longValue();
  }

  public JsonObject object(String key) {
    return wrap(require(key, Map.class, "an object"), where + "." + key);
  }

  public Optional<JsonObject> optionalObject(String key) {
    return has(key) ? Optional.of(object(key)) : Optional.empty();
  }

  public List<JsonObject> objects(String key) {
    List<JsonObject> out = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw wrong(key, "a list of objects");
      }
      out.add(wrap(map, where + "." + key + "[" + out.size() + "]"));
    }
    return out;
  }

  /** A list of numbers; {@code null} entries are NaN. */
  public double[] numbers(String key) {
    return list(key).stream()
        .mapToDouble(item -> {
          if (item == null) {
            return Double.NaN;
          }
          if (item instanceof Number number) {
            return number.doubleValue();
          }
          throw wrong(key, "a list of numbers");
        })
        .toArray();
  }

  public List<String> texts(String key) {
    List<String> out = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof String text)) {
        throw wrong(key, "a list of texts");
      }
      out.add(text);
    }
    return out;
  }

  /** A list of lists of numbers. */
  public double[][] matrix(String key) {
    List<double[]> out = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof List<?> row)) {
        throw wrong(key, "a list of lists of numbers");
      }
      out.add(
          row.stream()
              .mapToDouble(v -> v instanceof Number n ? n.doubleValue() : Double.NaN)
              .toArray());
    }
    return out.toArray(double[][]::new);
  }

  private List<?> list(String key) {
    return require(key, List.class, "a list");
  }

  private <T> T require(String key, Class<T> type, String what) {
    Object value = tree.get(key);
    if (!type.isInstance(value)) {
      throw wrong(key, what);
    }
    return type.cast(value);
  }

  private InputException wrong(String key, String what) {
    return new InputException(
        tree.containsKey(key)
            ? "%s: \"%s\" is not %s".formatted(where, key, what)
            : "%s: \"%s\" is missing; expected %s".formatted(where, key, what));
  }

  @SuppressWarnings("unchecked") // JSON objects only have text keys
  private static JsonObject wrap(Map<?, ?> map, String where) {
    return new JsonObject((Map<String, @Nullable Object>) map, where);
  }
}
