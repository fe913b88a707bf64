package isoloss.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.law.PublicData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderArchitectureTest {

  private static DecoderArchitecture published(int hidden, int feedForward) {
    return DecoderArchitecture.qwen2(36, hidden, 16, 2, feedForward, 151_936);
  }

  /** Non-embedding parameters as Chen et al. (2025) print them. */
  @ParameterizedTest
  @CsvSource({
    "896, 4864, 535813376, 538195842, 540577412",
    "1024, 5504, 693753856, 696738818, 699722756",
    "1280, 6912, 1088376320, 1092762882, 1097148164",
    "1536, 8320, 1571472384, 1577522690, 1583571460",
    "2048, 11008, 2774773760, 2784937986, 2795100164",
    "2560, 13824, 4353203200, 4368529922, 4383854084"
  })
  void publishedCountsComeOutExactly(int hidden, int feedForward, long one, long two, long four) {
    DecoderArchitecture model = published(hidden, feedForward);
    assertThat(model.nonEmbeddingParameters()).isEqualTo(one);
    assertThat(ParallelStreams.of(1).nonEmbeddingParameters(model)).isEqualTo(one);
    assertThat(ParallelStreams.of(2).nonEmbeddingParameters(model)).isEqualTo(two);
    assertThat(ParallelStreams.of(4).nonEmbeddingParameters(model)).isEqualTo(four);
  }

  /** The authors' script on llm-analysis: A100-SXM-80GB, fp16. */
  @Test
  void all192RowsOfTheReferenceComeOut() {
    List<double[]> rows = PublicData.parscaleCosts();
    assertThat(rows).hasSize(192);
    for (double[] row : rows) {
      DecoderArchitecture model = published((int) row[1], (int) row[2]);
      assertThat(model.nonEmbeddingParameters()).isEqualTo((long) row[0]);
      InferenceCost cost =
          InferenceCost.of(model, Accelerator.named("a100")).with(ParallelStreams.of((int) row[3]));
      Workload work = new Workload((int) row[4], (int) row[5], (int) row[6]);
      assertThat(cost.of(work).memoryBytes() / (1L << 30)).isCloseTo(row[7], within(1e-9));
      assertThat(cost.of(work).latencySeconds()).isCloseTo(row[8], within(1e-9));
    }
  }

  /** 1.6e9 with 8 streams takes 1.134 s at batch 8, an ordinary model of 2.8e9 .927 s. */
  @Test
  void largeBatchesTurnTheTradeAround() {
    InferenceCost parallel =
        InferenceCost.of(published(1536, 8320), Accelerator.a100()).with(ParallelStreams.of(8));
    InferenceCost dense = InferenceCost.of(published(2048, 11008), Accelerator.a100());
    assertThat(mean(parallel, 8)).isCloseTo(1.134, within(5e-4));
    assertThat(mean(dense, 8)).isCloseTo(0.927, within(5e-4));
    assertThat(mean(parallel, 1)).isLessThan(mean(dense, 1));
  }

  private static double mean(InferenceCost cost, int batch) {
    return List.of(64, 128, 256, 512).stream()
        .mapToDouble(tokens -> cost.latencySeconds(new Workload(batch, tokens, tokens)))
        .average()
        .orElseThrow();
  }

  /** All parameters as the models' cards and files have them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1543714304 | `model_type`:`qwen2`,`hidden_size`:1536,`num_hidden_layers`:28,"
            + "`num_attention_heads`:12,`num_key_value_heads`:2,`intermediate_size`:8960,"
            + "`vocab_size`:151936,`tie_word_embeddings`:true",
        "8030261248 | `model_type`:`llama`,`hidden_size`:4096,`num_hidden_layers`:32,"
            + "`num_attention_heads`:32,`num_key_value_heads`:8,`intermediate_size`:14336,"
            + "`vocab_size`:128256,`tie_word_embeddings`:false,`attention_bias`:false",
        "7241732096 | `model_type`:`mistral`,`hidden_size`:4096,`num_hidden_layers`:32,"
            + "`num_attention_heads`:32,`num_key_value_heads`:8,`intermediate_size`:14336,"
            + "`vocab_size`:32000",
        "596049920 | `model_type`:`qwen3`,`hidden_size`:1024,`num_hidden_layers`:28,"
            + "`num_attention_heads`:16,`num_key_value_heads`:8,`head_dim`:128,"
            + "`intermediate_size`:3072,`vocab_size`:151936,`tie_word_embeddings`:true,"
            + "`attention_bias`:false",
        "2614341888 | `model_type`:`gemma2`,`hidden_size`:2304,`num_hidden_layers`:26,"
            + "`num_attention_heads`:8,`num_key_value_heads`:4,`head_dim`:256,"
            + "`intermediate_size`:9216,`vocab_size`:256000",
        "3075098624 | `model_type`:`smollm3`,`hidden_size`:2048,`num_hidden_layers`:36,"
            + "`num_attention_heads`:16,`num_key_value_heads`:4,`intermediate_size`:11008,"
            + "`vocab_size`:128256"
      })
  void publicModelsAreCountedExactly(long parameters, String keys) {
    ModelConfig config = ModelConfig.of(Json.parseObject("{" + keys.replace('`', '"') + "}", "x"));
    assertThat(config.architecture().parameters()).isEqualTo(parameters);
    assertThat(config.remarks()).isEmpty();
  }

  @Test
  void aModelThatIsNotKnownIsRemarkedUponAndOneOfExpertsRefused() {
    String sizes =
        "\"hidden_size\":64,\"num_hidden_layers\":2,\"num_attention_heads\":4,"
            + "\"intermediate_size\":128,\"vocab_size\":100";
    ModelConfig other =
        ModelConfig.of(Json.parseObject("{\"model_type\":\"x\"," + sizes + "}", ""));
    assertThat(other.remarks()).hasSize(1);
    assertThat(other.architecture().keyValueHeads()).isEqualTo(4);
    assertThatThrownBy(
            () -> ModelConfig.of(Json.parseObject("{\"num_local_experts\":8," + sizes + "}", "f")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("8 experts");
    assertThatThrownBy(() -> ModelConfig.of(Json.parseObject("{\"hidden_size\":64}", "c.json")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"num_attention_heads\" is missing");
    assertThatThrownBy(() ->
            ModelConfig.of(
                Json.parseObject(
                    "{"
                        + sizes.replace("\"num_attention_heads\":4", "\"num_attention_heads\":6")
                        + "}",
                    "f")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("head_dim");
  }

  @Test
  void widthsGrowTheParametersByTheirSquare() {
    DecoderArchitecture model = published(1536, 8320);
    double grown = model.widened(Math.sqrt(2)).nonEmbeddingParameters();
    assertThat(grown / model.nonEmbeddingParameters()).isCloseTo(2, within(0.01));
    assertThat(model.widened(1)).isEqualTo(model);
  }

  @Test
  void fewerBytesAndAnotherDeviceHaveTheirEffect() {
    Workload work = new Workload(1, 128, 128);
    DecoderArchitecture model = published(1536, 8320);
    InferenceCost half = InferenceCost.of(model, Accelerator.a100());
    InferenceCost four =
        new InferenceCost(
            model, ParallelStreams.of(1), new Precision(0.5, 2, 2), Accelerator.a100());
    assertThat(four.memory(work).weights()).isEqualTo(half.memory(work).weights() / 4);
    assertThat(four.latencySeconds(work)).isLessThan(half.latencySeconds(work));
    assertThat(InferenceCost.of(model, Accelerator.named("h100")).latencySeconds(work))
        .isLessThan(half.latencySeconds(work));
    assertThatThrownBy(() -> Accelerator.named("a10"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no device a10");
  }
}
