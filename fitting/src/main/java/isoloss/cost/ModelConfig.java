package isoloss.cost;

import isoloss.data.InputException;
import isoloss.data.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A model's {@code config.json} in the layout of Hugging Face.
 *
 * @param remarks what had to be assumed
 */
public record ModelConfig(DecoderArchitecture architecture, List<String> remarks) {
  private static final Set<String> GATED =
      Set.of(
          "llama",
          "mistral",
          "qwen2",
          "qwen2_parscale",
          "qwen3",
          "gemma",
          "gemma2",
          "phi3",
          "smollm3",
          "olmo2");
  private static final Set<String> NOT_GATED =
      Set.of("gpt_neox", "phi", "starcoder2", "opt", "falcon");

  public ModelConfig {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads {@code hidden_size, num_hidden_layers, num_attention_heads, num_key_value_heads,
   * head_dim, intermediate_size, vocab_size, tie_word_embeddings, attention_bias, qkv_bias,
   * mlp_bias} and what {@code model_type} implies where they are silent.
   *
   * @throws InputException if a size is missing, or the model is a mixture of experts
   */
  public static ModelConfig of(JsonObject config) {
    if (!config.has("hidden_size") && config.optionalObject("text_config").isPresent()) {
      return of(config.object("text_config"));
    }
    for (String key : ConfigFields.EXPERTS) {
      if (config.has(key) && config.integer(key) > 1) {
        throw new InputException(
            "the model has %d experts (%s); parameters and costs are counted for dense models only"
                .formatted(config.integer(key), key));
      }
    }
    ConfigFields fields = new ConfigFields(config);
    return new Reading(fields, fields.type()).read();
  }

  /** One document and the family that it names. */
  private record Reading(ConfigFields fields, String type) {

    ModelConfig read() {
      try {
        return new ModelConfig(architecture(), remarks());
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new InputException("the model's configuration: " + e.getMessage(), e);
      }
    }

    private DecoderArchitecture architecture() {
      int hidden = size("hidden_size");
      int heads = size("num_attention_heads");
      int keyValueHeads = sizeOr("num_key_value_heads", heads);
      if (!fields.json().has("head_dim") && hidden % Math.max(1, heads) != 0) {
        throw new IllegalArgumentException(
            "%d heads do not divide the width %d, and head_dim is missing"
                .formatted(heads, hidden));
      }
      int headDimension = sizeOr("head_dim", hidden / Math.max(1, heads));
      return new DecoderArchitecture(
          size("num_hidden_layers"),
          hidden,
          heads,
          keyValueHeads,
          headDimension,
          size("intermediate_size"),
          size("vocab_size"),
          !NOT_GATED.contains(type),
          biases(),
          normWeights(hidden, heads, keyValueHeads, headDimension),
          fields.isTied());
    }

    /** Qwen2 has biases of queries, keys and values; elsewhere attention_bias covers the output. */
    private DecoderArchitecture.Biases biases() {
      boolean isQwen2 = type.startsWith("qwen2");
      boolean queryKeyValue = fields.flag("qkv_bias", fields.flag("attention_bias", isQwen2));
      return new DecoderArchitecture.Biases(
          queryKeyValue,
          !isQwen2 && fields.flag("attention_bias", false),
          fields.flag("mlp_bias", false));
    }

    /**
     * Two normalisations of the residual stream, four in Gemma 2, and those of queries and keys.
     */
    private int normWeights(int hidden, int heads, int keyValueHeads, int headDimension) {
      return switch (type) {
        case "gemma2" -> 4 * hidden;
        case "qwen3" -> 2 * hidden + 2 * headDimension;
        case "olmo2" -> 2 * hidden + (heads + keyValueHeads) * headDimension;
        default -> 2 * hidden;
      };
    }

    private List<String> remarks() {
      List<String> remarks = new ArrayList<>();
      if (NOT_GATED.contains(type)) {
        remarks.add(
            "model_type %s: biases that config.json does not name and those of normalisations are"
                    .formatted(type)
                + " not counted");
      } else if (!GATED.contains(type)) {
        remarks.add(
            "model_type \"%s\" is not known: counted as a decoder with a gated feed-forward layer"
                    .formatted(type)
                + " and two normalisations a layer");
      }
      return remarks;
    }

    private int size(String key) {
      long value = fields.json().integer(key);
      if (value < 1 || value > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("%s = %d is not a size".formatted(key, value));
      }
      return (int) value;
    }

    private int sizeOr(String key, int otherwise) {
      return fields.json().has(key) ? size(key) : otherwise;
    }
  }
}
