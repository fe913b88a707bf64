package isoloss.run.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.run.onnx.OnnxGraph.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose embeddings of three words are known, and what is refused. */
class OnnxTextEmbedderTest {
  private static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "sun", "moon", "sea");

  /** By token: [PAD] is far away, so that a mask that is not heeded shows. */
  private static final float[] TABLE = {50, 50, 0, 0, 0, 0, 0, 0, 3, 0, 0, 4, -4, 3};

  @TempDir Path folder;

  /** Words by white space; {@code [CLS]} before and {@code [SEP]} after, if wanted. */
  private void tokenizer(boolean special) throws IOException {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < WORDS.size(); i++) {
      words.append(i == 0 ? "" : ",").append("\"%s\":%d".formatted(WORDS.get(i), i));
    }
    String template =
        """
        {"type":"TemplateProcessing",
         "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                   {"SpecialToken":{"id":"[SEP]","type_id":0}}],
         "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
         "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
                           "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}}
        """;
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
         "normalizer":{"type":"Lowercase"},"pre_tokenizer":{"type":"Whitespace"},
         "post_processor":%s,"decoder":null,
         "model":{"type":"WordLevel","vocab":{%s},"unk_token":"[UNK]"}}
        """
            .formatted(special ? template : "null", words));
  }

  /** Looks each token up; with {@code pooled} gives the sum over tokens under its usual name. */
  private void model(String file, boolean mask, boolean types, String output, boolean pooled)
      throws IOException {
    OnnxGraph graph = new OnnxGraph("embedder");
    String ids = graph.input("input_ids", ElementType.INT64, "batch", "length");
    if (mask) {
      graph.input("attention_mask", ElementType.INT64, "batch", "length");
    }
    if (types) {
      graph.input("token_type_ids", ElementType.INT64, "batch", "length");
    }
    String table = graph.weight("table", TABLE, WORDS.size(), 2);
    String found = graph.node("Gather", table, ids);
    if (pooled) {
      graph.output(graph.sum(found, 1, false), output, ElementType.FLOAT, "batch", 2);
    } else {
      graph.output(found, output, ElementType.FLOAT, "batch", "length", 2);
    }
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.write(target, graph.build(new TreeMap<>()));
  }

  private List<float[]> embed(String... texts) {
    try (OnnxTextEmbedder embedder = OnnxTextEmbedder.open(folder, CausalLm.Settings.defaults())) {
      return embedder.embed(List.of(texts));
    }
  }

  private static void assertVector(float[] found, double x, double y) {
    assertThat(found).hasSize(2);
    assertThat((double) found[0]).isCloseTo(x, within(1e-6));
    assertThat((double) found[1]).isCloseTo(y, within(1e-6));
  }

  @Test
  void tokensAreAveragedUnderTheMaskAndBroughtToLengthOne() throws IOException {
    tokenizer(true);
    model("onnx/model.onnx", true, true, "last_hidden_state", false);
    List<float[]> found = embed("Sun moon", "sun", "the moon", "moon sea sea sea");
    assertVector(found.get(0), 0.6, 0.8); // (3, 0) + (0, 4), special tokens add nothing
    assertVector(found.get(1), 1, 0);
    assertVector(found.get(2), 0, 1);
    double length = Math.hypot(-12, 13);
    assertVector(found.get(3), -12 / length, 13 / length);
  }

  @Test
  void aModelThatPoolsItselfIsTakenAtItsWord() throws IOException {
    tokenizer(false);
    model("model.onnx", false, false, "sentence_embedding", true);
    List<float[]> found = embed("sea", "sun moon", "sun sea", "moon moon moon");
    assertVector(found.get(0), -0.8, 0.6);
    assertVector(found.get(1), 0.6, 0.8);
    assertVector(found.get(2), -1 / Math.hypot(1, 3), 3 / Math.hypot(1, 3));
    assertVector(found.get(3), 0, 1);
  }

  @Test
  void aVectorDoesNotDependOnTheOtherTexts() throws IOException {
    tokenizer(true);
    model("model.onnx", true, false, "last_hidden_state", false);
    String[] many = new String[50];
    for (int i = 0; i < many.length; i++) {
      many[i] = "sun ".repeat(1 + i % 7) + "moon";
    }
    List<float[]> together = embed(many);
    assertThat(together.get(33)).isEqualTo(embed(many[33]).getFirst());
  }

  @Test
  void longTextsAreCutAtTheLengthThatTheModelStates() throws IOException {
    tokenizer(true);
    model("model.onnx", true, false, "last_hidden_state", false);
    Files.writeString(folder.resolve("config.json"), "{\"max_position_embeddings\":3}");
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\":1e30}");
    assertVector(embed("sun moon moon moon").getFirst(), 1, 0); // [CLS] sun [SEP]
  }

  @Test
  void nothingToEmbedGivesNothing() throws IOException {
    tokenizer(true);
    model("model.onnx", true, false, "last_hidden_state", false);
    assertThat(embed()).isEmpty();
  }

  private void assertRefused(String part) {
    assertThatThrownBy(() -> embed("sun"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(part);
  }

  @Test
  void whatIsNoEmbeddingModelIsRefused() throws IOException {
    assertRefused("no model; expected one of onnx/model.onnx");
    model("model.onnx", true, false, "last_hidden_state", false);
    assertRefused("tokenizer.json: missing");
    Files.writeString(folder.resolve("tokenizer.json"), "{\"version\":1}");
    assertRefused("not a tokenizer that can be read");
    tokenizer(true);
    model("model.onnx", true, false, "logits", false);
    assertRefused("none of the outputs logits holds embeddings");
    OnnxGraph other = new OnnxGraph("other");
    other.output(
        other.input("pixels", ElementType.FLOAT, "n"), "last_hidden_state", ElementType.FLOAT, "n");
    Files.write(folder.resolve("model.onnx"), other.build(new TreeMap<>()));
    assertRefused("unknown input \"pixels\"");
    assertThatThrownBy(
            () -> OnnxTextEmbedder.open(folder.resolve("nowhere"), CausalLm.Settings.defaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such directory");
  }

  @Test
  void textsWithoutATokenOrALengthAreRefused() throws IOException {
    tokenizer(false);
    model("model.onnx", false, false, "last_hidden_state", false);
    assertThatThrownBy(() -> embed("sun", "  "))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no token");
    assertThatThrownBy(() -> embed("unknown words"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("length 0.0");
  }

  @Test
  void theTokenizerStaysOffTheNetwork() throws IOException {
    tokenizer(true);
    TextTokenizer.open(folder).close();
    assertThat(ai.djl.util.Utils.isOfflineMode()).isTrue();
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }
}
