package isoloss.cost;

import isoloss.data.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The fields of a model's {@code config.json}, with what holds where they are silent. */
public record ConfigFields(JsonObject json) {
  /** Keys under which a mixture counts its experts. */
  static final List<String> EXPERTS =
      List.of("num_experts", "num_local_experts", "n_routed_experts");

  private static final Set<String> TIED_UNLESS_SAID =
      Set.of("gpt2", "gemma", "gemma2", "gemma3_text", "smollm3");

  /** {@code model_type}; empty where it is not given. */
  public String type() {
    return json.optionalText("model_type").orElse("");
  }

  public boolean flag(String key, boolean otherwise) {
    return json.has(key) ? json.bool(key) : otherwise;
  }

  /** The first of these keys that is there. */
  public long integer(long otherwise, String... keys) {
    return Arrays.stream(keys).filter(json::has).findFirst().map(json::integer).orElse(otherwise);
  }

  /** Experts of a layer; 0 where the document names none. */
  public long experts() {
    return integer(0, EXPERTS.toArray(String[]::new));
  }

  /** Whether the output matrix is the embedding. */
  public boolean isTied() {
    return flag("tie_word_embeddings", TIED_UNLESS_SAID.contains(type()));
  }
}
