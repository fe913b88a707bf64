package isoloss.fit;

import isoloss.data.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The part of JSON Schema that our schemas use: type, required, properties, items, enum, const. */
final class SchemaCheck {
  private final List<String> found = new ArrayList<>();

  private SchemaCheck() {}

  static List<String> violations(JsonObject schema, JsonObject document) {
    SchemaCheck check = new SchemaCheck();
    check.object(schema, document, "$");
    return check.found;
  }

  private void object(JsonObject schema, JsonObject value, String at) {
    if (schema.has("required")) {
      schema.texts("required").stream()
          .filter(key -> !value.keys().contains(key))
          .forEach(key -> found.add(at + ": " + key + " is missing"));
    }
    for (String key : value.keys()) {
      JsonObject property =
          schema
              .optionalObject("properties")
              .flatMap(properties -> properties.optionalObject(key))
              .or(() -> schema.optionalObject("additionalProperties"))
              .orElse(null);
      if (property == null) {
        found.add(at + ": " + key + " is not in the schema");
      } else {
        member(property, value, key, at + "." + key);
      }
    }
  }

  private void member(JsonObject schema, JsonObject parent, String key, String at) {
    if (!parent.has(key)) {
      if (!types(schema).contains("null")) {
        found.add(at + ": is null");
      }
      return;
    }
    if (schema.has("const") && !parent.text(key).equals(schema.text("const"))) {
      found.add(at + ": is not " + schema.text("const"));
    }
    if (schema.has("enum") && !schema.texts("enum").contains(parent.text(key))) {
      found.add(at + ": " + parent.text(key) + " is none of " + schema.texts("enum"));
    }
    for (String type : types(schema)) {
      if (matches(type, schema, parent, key, at)) {
        return;
      }
    }
    if (!types(schema).isEmpty()) {
      found.add(at + ": is no " + String.join(" or ", types(schema)));
    }
  }

  private static List<String> types(JsonObject schema) {
    if (!schema.has("type")) {
      return List.of();
    }
    try {
      return schema.texts("type");
    } catch (RuntimeException single) {
      return List.of(schema.text("type"));
    }
  }

  private boolean matches(
      String type, JsonObject schema, JsonObject parent, String key, String at) {
    try {
      switch (type) {
        case "string" -> requirePattern(schema, parent.text(key), at);
        case "boolean" -> parent.bool(key);
        case "number" -> parent.number(key);
        case "integer" -> {
          if (parent.number(key) != Math.rint(parent.number(key))) {
            return false;
          }
        }
        case "object" -> object(schema, parent.object(key), at);
        case "array" -> array(schema.object("items"), parent, key, at);
        default -> {
          return false;
        }
      }
      return true;
    } catch (RuntimeException otherType) {
      return false;
    }
  }

  private void requirePattern(JsonObject schema, String text, String at) {
    if (schema.has("pattern") && !Pattern.compile(schema.text("pattern")).matcher(text).find()) {
      found.add(at + ": " + text + " does not match " + schema.text("pattern"));
    }
  }

  private void array(JsonObject items, JsonObject parent, String key, String at) {
    switch (types(items).getFirst()) {
      case "object" -> {
        List<JsonObject> all = parent.objects(key);
        for (int i = 0; i < all.size(); i++) {
          object(items, all.get(i), at + "[" + i + "]");
        }
      }
      case "string" -> parent.texts(key);
      case "array" -> parent.matrix(key);
      default -> parent.numbers(key);
    }
  }
}
