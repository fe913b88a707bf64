package isoloss.cost.kinetics;

import isoloss.cost.ConfigFields;
import isoloss.data.InputException;
import isoloss.data.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The dimensions of a model from its {@code config.json}. Exact for the families named below; a
 * model of another type is counted as a gated decoder without biases, and a remark says so.
 *
 * @param remarks what had to be assumed or is left out of the cost
 */
public record HuggingFaceConfig(DecoderShape shape, List<String> remarks) {
  private static final Set<String> GATED =
      Set.of("llama", "mistral", "mixtral", "qwen3", "qwen3_moe", "phi3", "smollm3", "gemma");
  private static final Set<String> KNOWN_OTHERS =
      Set.of("qwen2", "qwen2_moe", "gemma2", "gemma3_text", "olmo2", "gpt_neox", "gpt2");

  public HuggingFaceConfig {
    remarks = List.copyOf(remarks);
  }

  /**
   * The dimensions that a configuration gives.
   *
   * @param name of the model where the document has no {@code _name_or_path}
   * @throws InputException if a dimension is missing, or the cache is not one of keys and values
   */
  public static HuggingFaceConfig read(JsonObject document, String name) {
    JsonObject config = document.optionalObject("text_config").orElse(document);
    requireKeysAndValues(config, name);
    ConfigFields fields = new ConfigFields(config);
    String model = document.optionalText("_name_or_path").filter(n -> !n.isBlank()).orElse(name);
    return new HuggingFaceConfig(
        fields.type().equals("gpt2") ? gpt2(fields, model) : decoder(fields, model),
        remarks(fields));
  }

  private static void requireKeysAndValues(JsonObject config, String name) {
    if (config.has("is_encoder_decoder") && config.bool("is_encoder_decoder")) {
      throw new InputException(name + ": an encoder-decoder; the cost is that of a decoder alone");
    }
    if (config.has("kv_lora_rank")) {
      throw new InputException(
          name
              + ": its cache holds one latent a token (kv_lora_rank), not keys and values; the cost"
              + " model does not cover that");
    }
  }

  private static DecoderShape gpt2(ConfigFields fields, String name) {
    JsonObject config = fields.json();
    long width = config.integer("n_embd");
    long heads = config.integer("n_head");
    return new DecoderShape(
        name,
        width,
        config.integer("n_layer"),
        heads,
        heads,
        headSize(name, width, heads),
        fields.integer(4 * width, "n_inner"),
        config.integer("vocab_size"),
        config.integer("n_positions"),
        fields.isTied(),
        DecoderShape.Style.GPT,
        Optional.empty());
  }

  private static DecoderShape decoder(ConfigFields fields, String name) {
    JsonObject config = fields.json();
    long width = config.integer("hidden_size");
    long heads = config.integer("num_attention_heads");
    long layers = config.integer("num_hidden_layers");
    return new DecoderShape(
        name,
        width,
        layers,
        heads,
        fields.integer(heads, "num_key_value_heads"),
        config.has("head_dim") ? config.integer("head_dim") : headSize(name, width, heads),
        fields.integer(0, "intermediate_size", "moe_intermediate_size"),
        config.integer("vocab_size"),
        0,
        fields.isTied(),
        style(fields),
        experts(fields, layers));
  }

  private static long headSize(String name, long width, long heads) {
    if (heads < 1 || width % heads != 0) {
      throw new InputException(
          "%s: %d heads do not divide the width %d, and head_dim is missing"
              .formatted(name, heads, width));
    }
    return width / heads;
  }

  private static DecoderShape.Style style(ConfigFields fields) {
    String type = fields.type();
    if (type.equals("gpt_neox")) {
      boolean bias = fields.flag("attention_bias", true);
      return new DecoderShape.Style(
          false, bias, bias, true, DecoderShape.QueryKeyNorm.NONE, 2, true);
    }
    boolean attentionBias = fields.flag("attention_bias", false);
    boolean isQwen2 = type.equals("qwen2") || type.equals("qwen2_moe");
    return new DecoderShape.Style(
        true,
        attentionBias || isQwen2,
        attentionBias && !isQwen2,
        fields.flag("mlp_bias", false),
        queryKeyNorm(type),
        type.equals("gemma2") || type.equals("gemma3_text") ? 4 : 2,
        false);
  }

  private static DecoderShape.QueryKeyNorm queryKeyNorm(String type) {
    return switch (type) {
      case "qwen3", "qwen3_moe", "gemma3_text" -> DecoderShape.QueryKeyNorm.PER_HEAD;
      case "olmo2" -> DecoderShape.QueryKeyNorm.ALL_HEADS;
      default -> DecoderShape.QueryKeyNorm.NONE;
    };
  }

  private static Optional<DecoderShape.ExpertLayers> experts(ConfigFields fields, long layers) {
    long count = fields.experts();
    if (count <= 1) {
      return Optional.empty();
    }
    long size = fields.integer(0, "moe_intermediate_size", "intermediate_size");
    long shared =
        fields.integer(
            size * fields.integer(0, "n_shared_experts", "num_shared_experts"),
            "shared_expert_intermediate_size");
    return Optional.of(
        new DecoderShape.ExpertLayers(
            expertLayers(fields, layers),
            count,
            fields.json().integer("num_experts_per_tok"),
            size,
            shared,
            fields.json().has("shared_expert_intermediate_size")));
  }

  /** Layers that choose: every {@code decoder_sparse_step}-th that is not named as dense. */
  private static long expertLayers(ConfigFields fields, long layers) {
    JsonObject config = fields.json();
    long step = Math.max(1, fields.integer(1, "decoder_sparse_step"));
    long firstDense = fields.integer(0, "first_k_dense_replace");
    double[] dense =
        config.has("mlp_only_layers") ? config.numbers("mlp_only_layers") : new double[0];
    return LongStream.range(firstDense, layers)
        .filter(layer -> (layer + 1) % step == 0)
        .filter(layer -> LongStream.range(0, dense.length).noneMatch(i -> dense[(int) i] == layer))
        .count();
  }

  private static List<String> remarks(ConfigFields fields) {
    String type = fields.type();
    List<String> remarks = new ArrayList<>();
    if (!GATED.contains(type) && !KNOWN_OTHERS.contains(type)) {
      remarks.add(
          "model_type \"%s\" is not known here; its parameters are counted as those of a gated"
                  .formatted(type)
              + " decoder without biases");
    }
    if (slides(fields)) {
      remarks.add("layers with a sliding window are charged as if they read the whole cache");
    }
    return remarks;
  }

  private static boolean slides(ConfigFields fields) {
    JsonObject config = fields.json();
    boolean used = fields.flag("use_sliding_window", true);
    boolean mixed =
        config.has("layer_types")
            && config.texts("layer_types").stream().anyMatch(each -> each.contains("sliding"));
    return mixed || (used && config.has("sliding_window") && !config.has("layer_types"));
  }
}
