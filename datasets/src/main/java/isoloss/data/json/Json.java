package isoloss.data.json;

import isoloss.data.InputException;
import isoloss.data.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints and parses JSON as plain {@link Map}s, {@link Iterable}s, strings, booleans and numbers.
 * Key order is insertion order; doubles keep full precision; non-finite numbers print as {@code
 * null}.
 */
public final class Json {
  private static final JsonMapper COMPACT = JsonMapper.builder().build();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** One line, without a line break. */
  public static String compact(Object tree) {
    return COMPACT.writeValueAsString(plain(tree));
  }

  /** Indented, with a final line break. */
  public static String pretty(Object tree) {
    return PRETTY.writeValueAsString(plain(tree)) + "\n";
  }

  /**
   * @param where named in the error, for example a file or {@code file:line}
   * @throws isoloss.data.InputException if the text is not one JSON object
   */
  public static JsonObject parseObject(String text, String where) {
    try {
      Map<String, @Nullable Object> tree = COMPACT.readValue(text, new TypeReference<>() {});
      if (tree == null) {
        throw new InputException(where + ": the JSON document is null, not an object");
      }
      return new JsonObject(tree, where);
    } catch (JacksonException e) {
      throw new InputException(
          "%s: not a JSON object (%s)".formatted(where, e.getOriginalMessage()), e);
    }
  }

  /**
   * Any JSON document as plain maps, lists, strings, booleans and numbers.
   *
   * @throws isoloss.data.InputException if the text is not JSON
   */
  public static @Nullable Object parse(String text, String where) {
    try {
      return COMPACT.readValue(text, Object.class);
    } catch (JacksonException e) {
      throw new InputException("%s: not JSON (%s)".formatted(where, e.getOriginalMessage()), e);
    }
  }

  /** An ordered map for building documents: {@code object("n", 3, "loss", 1.5)}. */
  public static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }

  private static @Nullable Object plain(@Nullable Object node) {
    return switch (node) {
      case null -> null;
      case Double d -> Double.isFinite(d) ? d : null;
      case Float f -> Float.isFinite(f) ? f : null;
      case Values values -> {
        List<@Nullable Object> copy = new ArrayList<>(values.size());
        values.stream().forEach(value -> copy.add(plain(value)));
        yield copy;
      }
      case Optional<?> optional -> plain(optional.orElse(null));
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
        yield copy;
      }
      case Iterable<?> items -> {
        List<@Nullable Object> copy = new ArrayList<>();
        items.forEach(item -> copy.add(plain(item)));
        yield copy;
      }
      case Number n -> n;
      case Boolean b -> b;
      case String s -> s;
      case Enum<?> e -> e.name();
      default -> throw new IllegalArgumentException("no JSON form for " + node.getClass());
    };
  }
}
