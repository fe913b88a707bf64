package isoloss.run.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import isoloss.data.InputException;
import java.util.List;
import java.util.Set;

/**
 * Adds to a causal language model the loss of each token, so that only {@code nll[batch,seq]}
 * leaves the graph and not the logits, which for a large vocabulary are thousands of times larger.
 *
 * <pre>
 * nll = -log softmax(logits)[labels]   in nats, with the new input labels[batch,seq]
 * </pre>
 *
 * All other outputs are dropped. Added nodes carry a prefix, so they never clash with the model's.
 */
final class NllHead {
  static final String LABELS = "isoloss_labels";
  static final String OUTPUT = "isoloss_nll";
  private static final String LOGITS = "logits";
  private static final String PREFIX = "isoloss_nll/";
  private static final int TYPE_FLOAT = 1;
  private static final int OLDEST_OPSET = 11;

  /** FLOAT, FLOAT16, DOUBLE and BFLOAT16 in the ONNX format. */
  private static final Set<Integer> FLOATING_TYPES = Set.of(1, 10, 11, 16);

  private NllHead() {}

  /**
   * @param name of the file, for errors
   * @throws InputException when the bytes are no ONNX model with an output {@code logits}
   */
  static byte[] append(byte[] model, String name) {
    ModelProto.Builder whole = parse(model, name).toBuilder();
    requireOpset(whole, name);
    GraphProto.Builder graph = whole.getGraphBuilder();
    if (graph.getOutputList().stream().map(ValueInfoProto::getName).noneMatch(LOGITS::equals)) {
      throw new InputException(
          "%s: no output \"logits\"; a causal language model exported by optimum has one"
              .formatted(name));
    }
    GraphProto head = head();
    graph.addAllInput(head.getInputList());
    graph.addAllInitializer(head.getInitializerList());
    graph.addAllNode(head.getNodeList());
    graph.clearOutput().addAllOutput(head.getOutputList());
    return whole.build().toByteArray();
  }

  /** Entries of all floating-point tensors that the file stores, scalars apart. */
  static long weights(byte[] model, String name) {
    long weights = 0;
    for (TensorProto tensor : parse(model, name).getGraph().getInitializerList()) {
      if (FLOATING_TYPES.contains(tensor.getDataType()) && tensor.getDimsCount() > 0) {
        weights += tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
      }
    }
    return weights;
  }

  private static ModelProto parse(byte[] model, String name) {
    try {
      return ModelProto.parseFrom(model);
    } catch (InvalidProtocolBufferException e) {
      throw new InputException("%s: not an ONNX file".formatted(name), e);
    }
  }

  private static void requireOpset(ModelProto.Builder model, String name) {
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      boolean standard = set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx");
      if (standard && set.getVersion() < OLDEST_OPSET) {
        throw new InputException(
            "%s: opset %d is too old, %d is needed; export the model again"
                .formatted(name, set.getVersion(), OLDEST_OPSET));
      }
    }
  }

  /** Only operators whose form has not changed since opset 11: the model decides the opset. */
  private static GraphProto head() {
    OnnxGraph head = new OnnxGraph("head", PREFIX);
    head.input(LABELS, OnnxGraph.ElementType.INT64, "batch", "seq");
    String logits = head.node("Cast", List.of(LOGITS), OnnxGraph.Attribute.of("to", TYPE_FLOAT));
    String logProbabilities =
        head.node("LogSoftmax", List.of(logits), OnnxGraph.Attribute.of("axis", 2));
    String chosen =
        head.node(
            "GatherElements",
            List.of(logProbabilities, head.reshape(LABELS, 0, 0, 1)),
            OnnxGraph.Attribute.of("axis", 2));
    head.output(
        head.reshape(head.node("Neg", chosen), 0, 0),
        OUTPUT,
        OnnxGraph.ElementType.FLOAT,
        "batch",
        "seq");
    return head.part();
  }
}
