package isoloss.data.json;

import isoloss.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON objects as rows of a table: each key a column, each value the text that stood there. Numbers
 * keep every digit; {@code null} is an empty cell; {@code NaN} and {@code Infinity}, which other
 * languages write, pass as text; nested values become compact JSON.
 */
public final class JsonCells {
  private static final int MAX_TEXT = 16 << 20;
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};
  private static final JsonMapper EXACT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Takes what a document holds, in order. */
  public interface Sink {
    /**
     * @param line 1-based line on which the object begins
     */
    void row(long line, Map<String, @Nullable String> cells) throws IOException;

    /** What stood here is not an object. */
    void broken(long line, String reason) throws IOException;
  }

  private JsonCells() {}

  /**
   * One object from one line.
   *
   * @throws InputException if the text is not exactly one JSON object; the message is only the
   *     reason, for a caller who knows the place
   */
  public static Map<String, @Nullable String> parse(String text) {
    try {
      Map<String, @Nullable Object> tree = EXACT.readValue(text, OBJECT);
      if (tree == null) {
        throw new InputException("null is not a JSON object");
      }
      return cells(tree);
    } catch (JacksonException e) {
      throw new InputException("not a JSON object: " + firstSentence(e), e);
    }
  }

  /**
   * The objects of a document: one array of them, or several one after another. A syntax error ends
   * the reading, since what follows cannot be told apart, and is the last thing that the sink
   * receives.
   */
  public static void stream(InputStream document, Sink sink) throws IOException {
    try (JsonParser parser =
        EXACT
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .createParser(document)) {
      boolean inArray = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        long line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_OBJECT) {
          sink.row(
              line,
              cells(
                  EXACT
                      .readerFor(OBJECT)
                      .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                      .readValue(parser)));
        } else if (token == JsonToken.START_ARRAY && !inArray) {
          inArray = true;
        } else if (token == JsonToken.END_ARRAY) {
          inArray = false;
        } else {
          sink.broken(line, "not a JSON object");
          parser.skipChildren();
        }
      }
      if (inArray) {
        sink.broken(parser.currentLocation().getLineNr(), "the JSON array is never closed");
      }
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      sink.broken(
          line, "the JSON ends or breaks here, nothing after it was read: " + firstSentence(e));
    }
  }

  private static Map<String, @Nullable String> cells(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable String> cells = new LinkedHashMap<>();
    tree.forEach((key, value) -> cells.put(key, cell(value)));
    return cells;
  }

  private static @Nullable String cell(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> Json.compact(value);
    };
  }

  private static String firstSentence(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
