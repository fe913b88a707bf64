package isoloss.cost.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import org.junit.jupiter.api.Test;

class KineticsModelsTest {

  /** 1e9, counted from dimensions in double precision, rounded to six decimals. */
  private static final double[][] QWEN3_TIED_AND_UNTIED = {
    {0.596050, 0.751632},
    {1.720575, 2.031740},
    {4.022468, 4.411424},
    {7.568406, 8.190735},
    {13.990395, 14.768307},
    {31.984211, 32.762123}
  };

  @Test
  void headsThatDoNotDivideTheWidthAreRefusedWhereTheirSizeIsMissing() {
    for (int heads : new int[] {0, 3}) {
      assertThatThrownBy(() ->
              read(
                  """
                  {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2,
                   "num_attention_heads": %d, "intermediate_size": 128, "vocab_size": 100}
                  """
                      .formatted(heads)))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "a-model: %d heads do not divide the width 64, and head_dim is missing", heads);
    }
  }

  /** Parameters that the checkpoints on the hub hold. */
  private static final long[] PYTHIA = {
    70_426_624L,
    162_322_944L,
    405_334_016L,
    1_011_781_632L,
    1_414_647_808L,
    2_775_208_960L,
    6_857_302_016L,
    11_846_072_320L
  };

  private static HuggingFaceConfig read(String json) {
    return HuggingFaceConfig.read(Json.parseObject(json, "config.json"), "a-model");
  }

  @Test
  void theSixDenseQwen3AreCountedFromTheirDimensions() {
    for (int i = 0; i < QWEN3_TIED_AND_UNTIED.length; i++) {
      DecoderShape shape = ModelFamily.QWEN3.members().get(i).shape();
      assertThat(Math.rint(shape.parameters(true) / 1e3) / 1e6)
          .as(shape.name())
          .isEqualTo(QWEN3_TIED_AND_UNTIED[i][0]);
      assertThat(Math.rint(shape.parameters(false) / 1e3) / 1e6)
          .as(shape.name())
          .isEqualTo(QWEN3_TIED_AND_UNTIED[i][1]);
    }
  }

  @Test
  void widthsOfTheFamilyAreThoseOfTheTable() {
    double[] d = {57344, 57344, 73728, 73728, 81920, 131072, 49152, 96256};
    double[] h = {57344, 57344, 147456, 147456, 204800, 524288, 196608, 770048};
    double[] r = {2, 2, 4, 4, 5, 8, 8, 16};
    for (int i = 0; i < d.length; i++) {
      ServedModel model = ModelFamily.QWEN3.members().get(i).served(ModelFamily.Count.PUBLISHED);
      assertThat(model.cacheElementsPerToken()).isEqualTo(d[i]);
      assertThat(model.queryWidth()).isEqualTo(h[i]);
      assertThat(model.queriesPerKey()).isEqualTo(r[i]);
    }
  }

  @Test
  void expertsThatAreNotChosenAreNotActive() {
    DecoderShape shape = ModelFamily.QWEN3.members().get(6).shape();
    assertThat(shape.parameters()).isEqualTo(30_532_122_624L);
    assertThat(shape.activeParameters(false) / 1e9).isBetween(3.2, 3.4);
    DecoderShape large = ModelFamily.QWEN3.members().get(7).shape();
    assertThat(large.parameters()).isEqualTo(235_093_634_560L);
    assertThat(large.activeParameters(false) / 1e9).isBetween(21.9, 22.3);
  }

  @Test
  void pythiaIsCountedToTheParameter() {
    for (int i = 0; i < PYTHIA.length; i++) {
      DecoderShape shape = ModelFamily.PYTHIA.members().get(i).shape();
      assertThat(shape.parameters()).as(shape.name()).isEqualTo(PYTHIA[i]);
    }
  }

  @Test
  void aConfigurationGivesTheModelOfTheFamily() {
    HuggingFaceConfig config =
        read(
            """
            {"model_type": "qwen3", "hidden_size": 4096, "num_hidden_layers": 36,
             "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128,
             "intermediate_size": 12288, "vocab_size": 151936, "tie_word_embeddings": false,
             "attention_bias": false, "use_sliding_window": false, "sliding_window": null}
            """);
    DecoderShape family = ModelFamily.QWEN3.members().get(3).shape();
    assertThat(config.shape().parameters()).isEqualTo(family.parameters());
    assertThat(config.shape().served().queryWidth()).isEqualTo(family.served().queryWidth());
    assertThat(config.shape().name()).isEqualTo("a-model");
    assertThat(config.remarks()).isEmpty();
  }

  @Test
  void aConfigurationWithExpertsGivesItsActiveParameters() {
    HuggingFaceConfig config =
        read(
            """
            {"model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48,
             "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": 128,
             "intermediate_size": 6144, "moe_intermediate_size": 768, "num_experts": 128,
             "num_experts_per_tok": 8, "decoder_sparse_step": 1, "mlp_only_layers": [],
             "vocab_size": 151936, "tie_word_embeddings": false}
            """);
    DecoderShape family = ModelFamily.QWEN3.members().get(6).shape();
    assertThat(config.shape().parameters()).isEqualTo(family.parameters());
    assertThat(config.shape().served().experts()).isEqualTo(family.served().experts());
  }

  /** Parameters that the checkpoints on the hub hold. */
  @Test
  void otherFamiliesAreCountedToTheParameter() {
    assertThat(
            read("""
            {"model_type": "gpt2", "n_embd": 768, "n_layer": 12, "n_head": 12,
             "n_positions": 1024, "vocab_size": 50257}
            """)
                .shape()
                .parameters())
        .isEqualTo(124_439_808L);
    assertThat(
            read("""
            {"model_type": "qwen2", "hidden_size": 896, "num_hidden_layers": 24,
             "num_attention_heads": 14, "num_key_value_heads": 2,
             "intermediate_size": 4864, "vocab_size": 151936,
             "tie_word_embeddings": true}
            """)
                .shape()
                .parameters())
        .isEqualTo(494_032_768L);
    assertThat(
            read("""
            {"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32,
             "num_attention_heads": 32, "num_key_value_heads": 8,
             "intermediate_size": 14336, "vocab_size": 128256}
            """)
                .shape()
                .parameters())
        .isEqualTo(8_030_261_248L);
    DecoderShape mixtral =
        read("""
        {"model_type": "mixtral", "hidden_size": 4096, "num_hidden_layers": 32,
         "num_attention_heads": 32, "num_key_value_heads": 8,
         "intermediate_size": 14336, "vocab_size": 32000, "num_local_experts": 8,
         "num_experts_per_tok": 2}
        """)
            .shape();
    assertThat(mixtral.parameters()).isEqualTo(46_702_792_704L);
  }

  @Test
  void whatIsAssumedIsSaidAndWhatDoesNotFitIsRefused() {
    String sizes =
        """
        "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
        "intermediate_size": 128, "vocab_size": 100
        """;
    assertThat(read("{\"model_type\": \"novel\", " + sizes + "}").remarks().getFirst())
        .contains("novel", "gated decoder");
    assertThat(
            read("{\"model_type\": \"mistral\", \"sliding_window\": 4096, " + sizes + "}")
                .remarks())
        .singleElement()
        .asString()
        .contains("sliding window");
    assertThatThrownBy(() -> read("{\"kv_lora_rank\": 512, " + sizes + "}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("latent");
    assertThatThrownBy(() -> read("{\"hidden_size\": 64, \"num_hidden_layers\": 2}"))
        .hasMessageContaining("num_attention_heads");
    assertThatThrownBy(() -> ModelFamily.named("qwen")).hasMessageContaining("qwen3");
  }
}
