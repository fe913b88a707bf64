package isoloss.run.task;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a text becomes token ids 0..size-1. */
public sealed interface Vocabulary {
  String SCHEMA = "isoloss/vocabulary/1";

  /** Number of distinct tokens. */
  int size();

  /** Token ids of a text. */
  int[] encode(String text);

  /** The description that is stored beside a model. */
  Map<String, @Nullable Object> describe();

  /** One token for each byte of the text in UTF-8. */
  record Bytes() implements Vocabulary {
    @Override
    public int size() {
      return 256;
    }

    @Override
    public int[] encode(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int[] ids = new int[bytes.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = bytes[i] & 0xff;
      }
      return ids;
    }

    @Override
    public Map<String, @Nullable Object> describe() {
      return Json.object("schema", SCHEMA, "kind", "bytes");
    }
  }

  /**
   * Token 0 is any character not listed; token i is the i-th listed code point.
   *
   * @param characters distinct code points
   */
  record Characters(String characters) implements Vocabulary {
    public Characters {
      if (characters.codePoints().distinct().count() != characters.codePoints().count()) {
        throw new IllegalArgumentException("a character is listed twice in \"" + characters + "\"");
      }
    }

    @Override
    public int size() {
      return 1 + characters.codePointCount(0, characters.length());
    }

    @Override
    public int[] encode(String text) {
      Map<Integer, Integer> ids = new HashMap<>();
      characters.codePoints().forEach(c -> ids.put(c, ids.size() + 1));
      return text.codePoints().map(c -> ids.getOrDefault(c, 0)).toArray();
    }

    @Override
    public Map<String, @Nullable Object> describe() {
      return Json.object("schema", SCHEMA, "kind", "characters", "characters", characters);
    }
  }

  /** Symbols of a generated source; they have no text. */
  record Symbols(int size) implements Vocabulary {
    public Symbols {
      if (size < 2) {
        throw new IllegalArgumentException(size + " symbols are too few");
      }
    }

    @Override
    public int[] encode(String text) {
      throw new InputException(
          "this model knows the symbols of a generated source only and cannot read a text");
    }

    @Override
    public Map<String, @Nullable Object> describe() {
      return Json.object("schema", SCHEMA, "kind", "symbols", "size", size);
    }
  }

  /**
   * Reads what {@link #describe} wrote.
   *
   * @throws InputException when the kind is unknown
   */
  static Vocabulary from(JsonObject description, String where) {
    String kind = description.text("kind");
    return switch (kind) {
      case "bytes" -> new Bytes();
      case "characters" -> new Characters(description.text("characters"));
      case "symbols" -> new Symbols(Math.toIntExact(description.integer("size")));
      default ->
          throw new InputException(
              "%s: unknown vocabulary \"%s\"; expected bytes, characters or symbols"
                  .formatted(where, kind));
    };
  }
}
