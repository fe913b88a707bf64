package isoloss.run.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import isoloss.data.InputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which inputs a text embedding model has and where its vectors come out.
 *
 * @param output name of the output that is read
 * @param pooled whether the output holds a vector per text, not one per token
 */
record EmbeddingLayout(
    boolean mask, boolean types, boolean positions, String output, boolean pooled) {
  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TYPES = "token_type_ids";
  static final String POSITIONS = "position_ids";
  private static final List<String> POOLED = List.of("sentence_embedding", "sentence_embeddings");
  private static final List<String> BY_TOKEN = List.of("last_hidden_state", "token_embeddings");

  /**
   * @throws InputException when it is not a text embedding model of 32-bit floats
   */
  static EmbeddingLayout of(OrtSession session, String name) {
    try {
      Map<String, NodeInfo> inputs = session.getInputInfo();
      inputs.forEach((input, info) -> check(input, info, name));
      if (!inputs.containsKey(IDS)) {
        throw new InputException(
            "%s: no input \"%s\"; not a text embedding model".formatted(name, IDS));
      }
      Map<String, NodeInfo> outputs = session.getOutputInfo();
      String output = output(outputs, name);
      return new EmbeddingLayout(
          inputs.containsKey(MASK),
          inputs.containsKey(TYPES),
          inputs.containsKey(POSITIONS),
          output,
          POOLED.contains(output));
    } catch (OrtException e) {
      throw new RunFailure(name + ": inputs and outputs cannot be listed", e);
    }
  }

  private static void check(String input, NodeInfo info, String name) {
    if (!List.of(IDS, MASK, TYPES, POSITIONS).contains(input)) {
      throw new InputException(
          "%s: unknown input \"%s\"; a text embedding model takes %s, %s, %s and %s"
              .formatted(name, input, IDS, MASK, TYPES, POSITIONS));
    }
    if (type(info) != OnnxJavaType.INT64) {
      throw new InputException(
          "%s: input \"%s\" is %s, only INT64 can be fed".formatted(name, input, type(info)));
    }
  }

  private static String output(Map<String, NodeInfo> outputs, String name) {
    String found =
        Stream.concat(POOLED.stream(), BY_TOKEN.stream())
            .filter(outputs::containsKey)
            .findFirst()
            .orElseThrow(() ->
                new InputException(
                    "%s: none of the outputs %s holds embeddings; expected %s or %s"
                        .formatted(
                            name,
                            String.join(", ", outputs.keySet()),
                            POOLED.getFirst(),
                            BY_TOKEN.getFirst())));
    NodeInfo info = outputs.get(found);
    if (info != null && type(info) != OnnxJavaType.FLOAT) {
      throw new InputException(
          "%s: output \"%s\" is %s, only 32-bit floats can be read; export the model in fp32"
              .formatted(name, found, type(info)));
    }
    return found;
  }

  private static OnnxJavaType type(NodeInfo info) {
    return info.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN;
  }
}
