package isoloss.run.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.run.onnx.OnnxGraph.Attribute;
import isoloss.run.onnx.OnnxGraph.ElementType;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Models of other shapes than ours: a table of logits with various inputs. */
class CausalLmTest {
  private static final float[] TABLE = {0, 1, 2, 2, 1, 0, -1, 3, 1};

  @Test
  void a_model_without_cache_mask_and_positions_is_scored() {
    try (CausalLm model = open(table(new OnnxGraph("bigram")))) {
      float[] losses = model.losses(new long[] {0, 2}, new long[] {2, 1}, 1, 2);
      assertThat((double) losses[0])
          .isCloseTo(Math.log(1 + Math.exp(-1) + Math.exp(-2)), within(1e-6));
      assertThat((double) losses[1])
          .isCloseTo(Math.log(1 + Math.exp(-4) + Math.exp(-2)), within(1e-6));
      assertThat(model.parameters()).isEqualTo(9);
      assertThat(model.vocabulary()).isEqualTo(3);
      try (CausalLm.Decoded state = model.start(new long[] {1}, 1, 1)) {
        assertThat(state.logits().get(0)).isEqualTo(2);
        assertThatThrownBy(() -> model.next(new long[] {1}, state))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("without a cache");
      }
    }
  }

  @Test
  void the_branch_switch_of_a_merged_decoder_is_fed() {
    OnnxGraph graph = new OnnxGraph("merged");
    graph.input("use_cache_branch", ElementType.BOOL, 1);
    try (CausalLm model = open(table(graph))) {
      assertThat(model.losses(new long[] {0}, new long[] {2}, 1, 1)).hasSize(1);
    }
  }

  @Test
  void an_unknown_input_is_named_with_what_is_expected() {
    OnnxGraph graph = new OnnxGraph("strange");
    graph.input("pixel_values", ElementType.FLOAT, "batch");
    assertRefused(table(graph), "unknown input \"pixel_values\"");
  }

  @Test
  void an_encoder_decoder_model_is_refused() {
    OnnxGraph graph = new OnnxGraph("seq2seq");
    graph.input("encoder_hidden_states", ElementType.FLOAT, "batch");
    assertRefused(table(graph), "encoder-decoder");
  }

  @Test
  void a_cache_that_is_not_of_floats_is_refused() {
    OnnxGraph graph = new OnnxGraph("odd cache");
    graph.input("past_key_values.0.key", ElementType.INT64, "batch", 1, "past", 2);
    assertRefused(table(graph), "32-bit floats");
  }

  @Test
  void a_cache_without_head_width_is_refused() {
    OnnxGraph graph = new OnnxGraph("dynamic cache");
    graph.input("past_key_values.0.key", ElementType.FLOAT, "batch", 1, "past", "width");
    assertRefused(table(graph), "head width");
  }

  @Test
  void a_graph_without_logits_is_refused() {
    OnnxGraph graph = new OnnxGraph("classifier");
    String x = graph.input("input_ids", ElementType.INT64, "batch", "seq");
    graph.output(x, "scores", ElementType.INT64, "batch", "seq");
    assertRefused(bytes(graph), "no output \"logits\"");
  }

  @Test
  void bytes_that_are_no_model_and_missing_files_are_refused() {
    assertRefused(new byte[] {1, 2, 3}, "not an ONNX file");
    assertThatThrownBy(
            () -> CausalLm.open(Path.of("nowhere/model.onnx"), CausalLm.Settings.defaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void a_cancelled_model_does_not_run() {
    Cancellation cancellation = Cancellation.onRequest();
    CausalLm.Settings settings = new CausalLm.Settings(DeviceVerdict.cpu("test"), 1, cancellation);
    try (CausalLm model = CausalLm.open("bigram", table(new OnnxGraph("bigram")), settings)) {
      cancellation.cancel("enough");
      assertThatThrownBy(() -> model.losses(new long[] {0}, new long[] {2}, 1, 1))
          .isInstanceOf(RunCancelled.class)
          .hasMessage("enough");
    }
  }

  @Test
  void a_deadline_ends_a_call_that_is_already_running() {
    OnnxGraph graph = new OnnxGraph("long");
    String x = graph.input("x", ElementType.FLOAT, 600, 600);
    for (int i = 0; i < 3000; i++) {
      x = graph.node("MatMul", x, "x");
    }
    graph.output(x, "y", ElementType.FLOAT, 600, 600);
    OrtRuntime runtime = OrtRuntime.shared();
    DeviceVerdict cpu = DeviceVerdict.cpu("test");
    try (Cancellation deadline = Cancellation.after(java.time.Duration.ofMillis(200));
        CancellableSession session =
            new CancellableSession("long", runtime.open("long", bytes(graph), cpu, 1), deadline);
        var input =
            ai.onnxruntime.OnnxTensor.createTensor(
                runtime.environment(), DirectBuffers.floats(360_000), new long[] {600, 600})) {
      assertThatThrownBy(() -> session.run(java.util.Map.of("x", input), java.util.Set.of("y")))
          .isInstanceOf(RunCancelled.class)
          .hasMessageContaining("time limit");
    } catch (ai.onnxruntime.OrtException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(byte[] model, String message) {
    assertThatThrownBy(() -> open(model).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private static CausalLm open(byte[] model) {
    return CausalLm.open("test model", model, CausalLm.Settings.defaults());
  }

  private static byte[] table(OnnxGraph graph) {
    String ids = graph.input("input_ids", ElementType.INT64, "batch", "seq");
    String table = graph.weight("table", TABLE, 3, 3);
    String logits = graph.node("Gather", List.of(table, ids), Attribute.of("axis", 0));
    graph.output(logits, "logits", ElementType.FLOAT, "batch", "seq", 3);
    return bytes(graph);
  }

  private static byte[] bytes(OnnxGraph graph) {
    return graph.build(new TreeMap<>());
  }
}
