package isoloss.data.json;

import isoloss.data.InputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML as plain maps, for configurations written by people. */
public final class Yaml {
  private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

  private Yaml() {}

  /** The document as YAML text; the same trees as {@link Json} prints. */
  public static String print(Map<String, ?> tree) {
    return MAPPER.writeValueAsString(Json.plain(tree));
  }

  /**
   * @param where named in the error, usually the file
   * @throws InputException if the text is not one YAML mapping; an empty document is an empty map
   */
  public static Map<String, @Nullable Object> parse(String text, String where) {
    try {
      Map<String, @Nullable Object> tree = MAPPER.readValue(text, new TypeReference<>() {});
      return tree == null ? new LinkedHashMap<>() : tree;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new InputException(
          "%s%s: not a YAML mapping of option names to values (%s)"
              .formatted(where, line > 0 ? ":" + line : "", e.getOriginalMessage()),
          e);
    }
  }
}
