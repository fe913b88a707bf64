package isoloss.run.train;

import static isoloss.run.onnx.OnnxGraph.ElementType.FLOAT;
import static isoloss.run.onnx.OnnxGraph.ElementType.INT64;

import isoloss.run.onnx.OnnxGraph;
import isoloss.run.onnx.OnnxGraph.Attribute;
import isoloss.run.train.Architecture.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * A trained model as a causal language model with the names that Hugging Face optimum uses:
 *
 * <pre>
 * input_ids[batch,seq] attention_mask[batch,total] position_ids[batch,seq]
 * past_key_values.i.key|value[batch,heads,past,d/heads]
 *   -> logits[batch,seq,V]  present.i.key|value[batch,heads,total,d/heads],   total = past + seq
 * </pre>
 *
 * The arithmetic is that of the {@link TrainingGraph}.
 */
final class DecoderGraph {
  private static final float MASKED = -1e9f;
  private static final int TYPE_BOOL = 9;

  private final OnnxGraph graph = new OnnxGraph("decoder");
  private final Architecture architecture;

  private DecoderGraph(Architecture architecture) {
    this.architecture = architecture;
  }

  /** The bytes of the model file. */
  static byte[] build(
      Architecture architecture, float[] parameters, SortedMap<String, String> metadata) {
    DecoderGraph decoder = new DecoderGraph(architecture);
    decoder.storeWeights(parameters);
    decoder.connect();
    return decoder.graph.build(metadata);
  }

  private void storeWeights(float[] parameters) {
    for (Tensor tensor : architecture.tensors()) {
      float[] values =
          Arrays.copyOfRange(parameters, tensor.offset(), tensor.offset() + tensor.size());
      graph.weight(tensor.name(), values, tensor.shape());
    }
  }

  private void connect() {
    graph.input("input_ids", INT64, "batch", "seq");
    graph.input("attention_mask", INT64, "batch", "total");
    graph.input("position_ids", INT64, "batch", "seq");
    String bias = attentionBias();
    String x = graph.add(look("E", "input_ids"), look("P", "position_ids"));
    for (int layer = 0; layer < architecture.layers(); layer++) {
      String projected = graph.node("MatMul", rmsNorm(x, "g1." + layer), "Wqkv." + layer);
      x = graph.add(x, graph.node("MatMul", attention(projected, bias, layer), "Wo." + layer));
      String hidden = graph.node("MatMul", rmsNorm(x, "g2." + layer), "W1." + layer);
      String active = graph.multiply(hidden, graph.node("Sigmoid", hidden));
      x = graph.add(x, graph.node("MatMul", active, "W2." + layer));
    }
    String logits = graph.node("MatMul", rmsNorm(x, "gf"), graph.transpose("E", 1, 0));
    graph.output(logits, "logits", FLOAT, "batch", "seq", architecture.vocabulary());
  }

  /** 0 where a query may look, a very negative number elsewhere; [batch,1,seq,total]. */
  private String attentionBias() {
    String total = length("attention_mask");
    String firstQuery = graph.subtract(total, length("input_ids"));
    String queries = graph.node("Unsqueeze", range(firstQuery, total), graph.integers(1));
    String causal = graph.node("LessOrEqual", range(graph.integer(0), total), queries);
    String real = graph.node("Cast", List.of("attention_mask"), Attribute.of("to", TYPE_BOOL));
    String allowed = graph.node("And", causal, graph.node("Unsqueeze", real, graph.integers(1, 2)));
    return graph.node("Where", allowed, graph.scalar(0), graph.scalar(MASKED));
  }

  private String attention(String projected, String bias, int layer) {
    int d = architecture.width();
    List<String> parts =
        graph.nodes(
            "Split", 3, List.of(projected, graph.integers(d, d, d)), Attribute.of("axis", -1));
    String queries = byHead(parts.get(0));
    String keys = cached(byHead(parts.get(1)), layer + ".key");
    String values = cached(byHead(parts.get(2)), layer + ".value");
    String scale = graph.scalar((float) (1 / Math.sqrt(architecture.headWidth())));
    String scores =
        graph.multiply(graph.node("MatMul", queries, graph.transpose(keys, 0, 1, 3, 2)), scale);
    String weights =
        graph.node("Softmax", List.of(graph.add(scores, bias)), Attribute.of("axis", -1));
    return graph.reshape(
        graph.transpose(graph.node("MatMul", weights, values), 0, 2, 1, 3), 0, 0, d);
  }

  /** Joins what the cache holds and what is new, and publishes both together. */
  private String cached(String fresh, String name) {
    int heads = architecture.heads();
    int headWidth = architecture.headWidth();
    String past = graph.input("past_key_values." + name, FLOAT, "batch", heads, "past", headWidth);
    String all = graph.node("Concat", List.of(past, fresh), Attribute.of("axis", 2));
    graph.output(all, "present." + name, FLOAT, "batch", heads, "total", headWidth);
    return all;
  }

  private String byHead(String x) {
    return graph.transpose(
        graph.reshape(x, 0, 0, architecture.heads(), architecture.headWidth()), 0, 2, 1, 3);
  }

  private String rmsNorm(String x, String gain) {
    String inverse = graph.inverseRootMeanSquare(x, TrainingGraph.NORM_EPSILON);
    return graph.multiply(graph.multiply(x, inverse), gain);
  }

  private String look(String table, String ids) {
    return graph.node("Gather", List.of(table, ids), Attribute.of("axis", 0));
  }

  /** Size of the second dimension, as a scalar. */
  private String length(String value) {
    return graph.node(
        "Gather", List.of(graph.node("Shape", value), graph.integer(1)), Attribute.of("axis", 0));
  }

  private String range(String from, String to) {
    return graph.node("Range", from, to, graph.integer(1));
  }
}
