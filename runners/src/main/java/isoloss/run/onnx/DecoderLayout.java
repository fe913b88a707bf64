package isoloss.run.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import isoloss.data.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which inputs a causal language model has: discovered from the file, because exports differ.
 *
 * @param caches one entry per {@code past_key_values.*} input, empty for an export without cache
 * @param attentionMask whether there is an input {@code attention_mask}
 * @param positions whether there is an input {@code position_ids}
 * @param cacheBranch whether there is an input {@code use_cache_branch} (a merged decoder)
 */
record DecoderLayout(
    List<Cache> caches, boolean attentionMask, boolean positions, boolean cacheBranch) {
  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String POSITIONS = "position_ids";
  static final String BRANCH = "use_cache_branch";
  private static final String PAST = "past_key_values.";
  private static final String PRESENT = "present.";

  /**
   * A part of the key-value cache, of shape [batch, heads, past, headWidth].
   *
   * @param past input's name
   * @param present name of the output that feeds it in the next step
   */
  record Cache(String past, String present, long heads, long headWidth) {}

  DecoderLayout {
    caches = List.copyOf(caches);
  }

  /**
   * @throws InputException when the model needs something that a decoder-only language model of
   *     32-bit floats does not
   */
  static DecoderLayout of(OrtSession session, String name) {
    try {
      return of(session.getInputInfo(), name);
    } catch (OrtException e) {
      throw new RunFailure(name + ": inputs cannot be listed", e);
    }
  }

  private static DecoderLayout of(Map<String, NodeInfo> inputs, String name) {
    List<Cache> caches = new ArrayList<>();
    for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
      check(input.getKey(), input.getValue(), name);
      if (input.getKey().startsWith(PAST)) {
        caches.add(cache(input.getKey(), input.getValue(), name));
      }
    }
    if (!inputs.containsKey(IDS)) {
      throw new InputException(
          "%s: no input \"%s\"; not a causal language model".formatted(name, IDS));
    }
    return new DecoderLayout(
        caches,
        inputs.containsKey(MASK),
        inputs.containsKey(POSITIONS),
        inputs.containsKey(BRANCH));
  }

  private static void check(String input, NodeInfo info, String name) {
    if (input.contains("encoder")) {
      throw new InputException(
          "%s: input \"%s\" belongs to an encoder-decoder model; only decoder-only models can run"
              .formatted(name, input));
    }
    OnnxJavaType needed =
        switch (input) {
          case IDS, MASK, POSITIONS, NllHead.LABELS -> OnnxJavaType.INT64;
          case BRANCH -> OnnxJavaType.BOOL;
          default -> {
            if (input.startsWith(PAST)) {
              yield OnnxJavaType.FLOAT;
            }
            throw new InputException(
                "%s: unknown input \"%s\"; expected %s, %s, %s, %s or %s*"
                    .formatted(name, input, IDS, MASK, POSITIONS, BRANCH, PAST));
          }
        };
    OnnxJavaType actual =
        info.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN;
    if (actual != needed) {
      throw new InputException(
          "%s: input \"%s\" is %s, only %s can be fed; export the model in 32-bit floats"
              .formatted(name, input, actual, needed));
    }
  }

  private static Cache cache(String input, NodeInfo info, String name) {
    long[] shape = ((TensorInfo) info.getInfo()).getShape();
    if (shape.length != 4 || shape[1] < 1 || shape[3] < 1) {
      throw new InputException(
          "%s: input \"%s\" does not tell its number of heads and head width (shape %s)"
              .formatted(name, input, java.util.Arrays.toString(shape)));
    }
    return new Cache(input, PRESENT + input.substring(PAST.length()), shape[1], shape[3]);
  }
}
