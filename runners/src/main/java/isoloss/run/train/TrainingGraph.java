package isoloss.run.train;

import static isoloss.run.onnx.OnnxGraph.ElementType.FLOAT;
import static isoloss.run.onnx.OnnxGraph.ElementType.INT64;

import isoloss.run.onnx.OnnxGraph;
import isoloss.run.onnx.OnnxGraph.Attribute;
import isoloss.run.train.Architecture.Role;
import isoloss.run.train.Architecture.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One optimiser step as one ONNX graph: forward pass, reverse-mode gradients, clipping of their
 * global norm to 1, and Adam.
 *
 * <p>Inputs: {@code x[B,T]}, {@code y[B,T]} token ids; the scalars {@code lr}, {@code c1 = 1/(1 -
 * 0.9^t)}, {@code c2 = 1/(1 - 0.99^t)} and {@code decay}; the vectors {@code p}, {@code m}, {@code
 * v} of length N. Outputs: {@code loss} (mean nats per token before the step), {@code gnorm}, and
 * the new vectors {@code p2}, {@code m2}, {@code v2}. The count t of steps stays outside, so one
 * graph serves all steps.
 *
 * <pre>
 * g <- g min(1, 1/(|g| + 1e-6));  m2 = 0.9 m + 0.1 g;  v2 = 0.99 v + 0.01 g^2
 * p2 = p - lr (c1 m2 / (sqrt(c2 v2) + 1e-8) + decay w p),  w = 1 for matrices, 0 for gains and embeddings
 * </pre>
 *
 * <p>Every forward step pushes the step of the backward pass that belongs to it on a tape; running
 * the tape backwards yields the gradients.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba (2015)</a> for Adam
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter (2019)</a> for the decay
 */
final class TrainingGraph {
  static final double FIRST_MOMENT_DECAY = 0.9;
  static final double SECOND_MOMENT_DECAY = 0.99;
  static final float NORM_EPSILON = 1e-5f;
  private static final float ADAM_EPSILON = 1e-8f;
  private static final float CLIP_EPSILON = 1e-6f;
  private static final float MASKED = -1e9f;

  private final OnnxGraph graph = new OnnxGraph("training step");
  private final Map<String, String> gradients = new HashMap<>();
  private final Deque<Runnable> tape = new ArrayDeque<>();
  private final Architecture architecture;
  private final int batch;
  private final boolean weightDecay;
  private final int rows;

  private TrainingGraph(Architecture architecture, int batch, boolean weightDecay) {
    this.architecture = architecture;
    this.batch = batch;
    this.weightDecay = weightDecay;
    this.rows = batch * architecture.contextLength();
  }

  /** The bytes of the step's model; without weight decay the input {@code decay} is left out. */
  static byte[] build(Architecture architecture, int batch, boolean weightDecay) {
    return new TrainingGraph(architecture, batch, weightDecay).build();
  }

  private byte[] build() {
    declareInputs();
    Map<String, String> weights = splitParameters();
    String logits = forward(weights);
    startBackward(logits);
    while (!tape.isEmpty()) {
      tape.pop().run();
    }
    optimise(allGradients(weights));
    return graph.build(new TreeMap<>());
  }

  private void declareInputs() {
    int n = architecture.parameters();
    graph.input("x", INT64, batch, architecture.contextLength());
    graph.input("y", INT64, batch, architecture.contextLength());
    List.of("lr", "c1", "c2").forEach(name -> graph.input(name, FLOAT));
    if (weightDecay) {
      graph.input("decay", FLOAT);
    }
    List.of("p", "m", "v").forEach(name -> graph.input(name, FLOAT, n));
  }

  private Map<String, String> splitParameters() {
    List<Tensor> tensors = architecture.tensors();
    long[] sizes = tensors.stream().mapToLong(Tensor::size).toArray();
    List<String> parts =
        graph.nodes(
            "Split", sizes.length, List.of("p", graph.integers(sizes)), Attribute.of("axis", 0));
    Map<String, String> weights = new HashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      Tensor tensor = tensors.get(i);
      String part = parts.get(i);
      weights.put(
          tensor.name(), tensor.columns() == 0 ? part : graph.reshape(part, tensor.shape()));
    }
    return weights;
  }

  // ---- the model ----

  private String forward(Map<String, String> weights) {
    String mask = causalMask();
    String x = embed(weight(weights, "E"), weight(weights, "P"));
    for (int layer = 0; layer < architecture.layers(); layer++) {
      String normed = rmsNorm(x, weight(weights, "g1." + layer));
      String mixed = attention(linear(normed, weight(weights, "Wqkv." + layer)), mask);
      x = residual(x, linear(mixed, weight(weights, "Wo." + layer)));
      String hidden =
          linear(rmsNorm(x, weight(weights, "g2." + layer)), weight(weights, "W1." + layer));
      x = residual(x, linear(silu(hidden), weight(weights, "W2." + layer)));
    }
    return tiedHead(rmsNorm(x, weight(weights, "gf")), weight(weights, "E"));
  }

  private static String weight(Map<String, String> weights, String name) {
    String value = weights.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return value;
  }

  private String causalMask() {
    int length = architecture.contextLength();
    float[] mask = new float[length * length];
    for (int query = 0; query < length; query++) {
      for (int key = query + 1; key < length; key++) {
        mask[query * length + key] = MASKED;
      }
    }
    return graph.weight("mask", mask, 1, 1, length, length);
  }

  private String attention(String queriesKeysValues, String mask) {
    int d = architecture.width();
    List<String> parts =
        graph.nodes(
            "Split",
            3,
            List.of(queriesKeysValues, graph.integers(d, d, d)),
            Attribute.of("axis", 1));
    tape.push(() -> {
      List<String> parted = parts.stream().map(this::gradient).toList();
      accumulate(queriesKeysValues, graph.node("Concat", parted, Attribute.of("axis", 1)));
    });
    String queries = byHead(parts.get(0));
    String keys = byHead(parts.get(1));
    String values = byHead(parts.get(2));
    float scale = (float) (1 / Math.sqrt(architecture.headWidth()));
    String weights = softmax(scores(queries, keys, scale), mask);
    return fromHeads(mix(weights, values));
  }

  // ---- forward steps with their backward steps ----

  private String embed(String tokens, String positions) {
    int d = architecture.width();
    String ids = graph.reshape("x", rows);
    String looked = graph.node("Gather", List.of(tokens, ids), Attribute.of("axis", 0));
    String x =
        graph.reshape(
            graph.add(graph.reshape(looked, batch, architecture.contextLength(), d), positions),
            rows,
            d);
    tape.push(() -> {
      String zeros =
          graph.weight(
              "zeros", new float[architecture.vocabulary() * d], architecture.vocabulary(), d);
      accumulate(
          tokens,
          graph.node(
              "ScatterND",
              List.of(zeros, graph.reshape("x", rows, 1), gradient(x)),
              Attribute.of("reduction", "add")));
      String perPosition = graph.reshape(gradient(x), batch, architecture.contextLength(), d);
      accumulate(positions, graph.sum(perPosition, 0, false));
    });
    return x;
  }

  /** {@code Y = X W; dX = dY W', dW = X' dY}. */
  private String linear(String x, String w) {
    String y = graph.node("Gemm", x, w);
    tape.push(() -> {
      accumulate(x, gemm(gradient(y), w, false, true));
      accumulate(w, gemm(x, gradient(y), true, false));
    });
    return y;
  }

  /** {@code Y = X E'; dX = dY E, dE = dY' X}. */
  private String tiedHead(String x, String embedding) {
    String y = gemm(x, embedding, false, true);
    tape.push(() -> {
      accumulate(x, gemm(gradient(y), embedding, false, false));
      accumulate(embedding, gemm(gradient(y), x, true, false));
    });
    return y;
  }

  private String residual(String stream, String update) {
    String y = graph.add(stream, update);
    tape.push(() -> {
      accumulate(stream, gradient(y));
      accumulate(update, gradient(y));
    });
    return y;
  }

  /** {@code xh = x r, y = xh g; u = dy g, dx = r (u - xh mean(u xh)), dg = sum of dy xh}. */
  private String rmsNorm(String x, String gain) {
    String inverse = graph.inverseRootMeanSquare(x, NORM_EPSILON);
    String normalised = graph.multiply(x, inverse);
    String y = graph.multiply(normalised, gain);
    tape.push(() -> {
      String dy = gradient(y);
      accumulate(gain, graph.sum(graph.multiply(dy, normalised), 0, false));
      String u = graph.multiply(dy, gain);
      String mean = graph.meanOfLastAxis(graph.multiply(u, normalised));
      accumulate(x, graph.multiply(inverse, graph.subtract(u, graph.multiply(normalised, mean))));
    });
    return y;
  }

  /** {@code s = sigmoid(x), y = x s; dx = dy s (1 + x - y)}. */
  private String silu(String x) {
    String s = graph.node("Sigmoid", x);
    String y = graph.multiply(x, s);
    tape.push(() -> {
      String slope = graph.multiply(s, graph.add(graph.scalar(1), graph.subtract(x, y)));
      accumulate(x, graph.multiply(gradient(y), slope));
    });
    return y;
  }

  /** {@code S = a Q K'; dQ = a dS K, dK = a dS' Q}. */
  private String scores(String queries, String keys, float scale) {
    String s = product(queries, keys, false, true, scale);
    tape.push(() -> {
      accumulate(queries, product(gradient(s), keys, false, false, scale));
      accumulate(keys, product(gradient(s), queries, true, false, scale));
    });
    return s;
  }

  /** {@code P = softmax(S + mask); t = dP P, dS = t - P sum(t)}. */
  private String softmax(String scores, String mask) {
    String p = graph.node("Softmax", List.of(graph.add(scores, mask)), Attribute.of("axis", -1));
    tape.push(() -> {
      String t = graph.multiply(gradient(p), p);
      accumulate(scores, graph.subtract(t, graph.multiply(p, graph.sum(t, -1, true))));
    });
    return p;
  }

  /** {@code O = P V; dP = dO V', dV = P' dO}. */
  private String mix(String weights, String values) {
    String o = product(weights, values, false, false, 1);
    tape.push(() -> {
      accumulate(weights, product(gradient(o), values, false, true, 1));
      accumulate(values, product(weights, gradient(o), true, false, 1));
    });
    return o;
  }

  /** [B T, d] to [B, heads, T, d / heads]. */
  private String byHead(String x) {
    String y = toHeads(x);
    tape.push(() -> accumulate(x, toRows(gradient(y))));
    return y;
  }

  /** [B, heads, T, d / heads] to [B T, d]. */
  private String fromHeads(String x) {
    String y = toRows(x);
    tape.push(() -> accumulate(x, toHeads(gradient(y))));
    return y;
  }

  private String toHeads(String x) {
    String split =
        graph.reshape(
            x, batch, architecture.contextLength(), architecture.heads(), architecture.headWidth());
    return graph.transpose(split, 0, 2, 1, 3);
  }

  private String toRows(String x) {
    return graph.reshape(graph.transpose(x, 0, 2, 1, 3), rows, architecture.width());
  }

  // ---- loss and optimiser ----

  /** Publishes the mean of {@code -ln softmax(logits)[y]} and starts from its gradient. */
  private void startBackward(String logits) {
    String logProbabilities = graph.node("LogSoftmax", List.of(logits), Attribute.of("axis", -1));
    String chosen =
        graph.node(
            "GatherElements",
            List.of(logProbabilities, graph.reshape("y", rows, 1)),
            Attribute.of("axis", 1));
    String mean =
        graph.node("ReduceMean", List.of(graph.node("Neg", chosen)), Attribute.of("keepdims", 0));
    graph.output(mean, "loss", FLOAT);
    String labels =
        graph.node(
            "OneHot",
            List.of(
                graph.reshape("y", rows),
                graph.integer(architecture.vocabulary()),
                graph.weight("off and on", new float[] {0, 1}, 2)),
            Attribute.of("axis", -1));
    String error = graph.subtract(graph.node("Exp", logProbabilities), labels);
    accumulate(logits, graph.multiply(error, graph.scalar(1f / rows)));
  }

  private String allGradients(Map<String, String> weights) {
    List<String> flat = new ArrayList<>();
    for (Tensor tensor : architecture.tensors()) {
      flat.add(graph.reshape(gradient(weight(weights, tensor.name())), -1));
    }
    return graph.node("Concat", flat, Attribute.of("axis", 0));
  }

  private void optimise(String rawGradient) {
    int n = architecture.parameters();
    String norm =
        graph.node(
            "Sqrt",
            graph.node("ReduceSumSquare", List.of(rawGradient), Attribute.of("keepdims", 0)));
    graph.output(norm, "gnorm", FLOAT);
    String g = graph.multiply(rawGradient, clipFactor(norm));
    String m = decaying("m", g, FIRST_MOMENT_DECAY);
    String v = decaying("v", graph.multiply(g, g), SECOND_MOMENT_DECAY);
    String spread =
        graph.add(graph.node("Sqrt", graph.multiply(v, "c2")), graph.scalar(ADAM_EPSILON));
    String update = graph.divide(graph.multiply(m, "c1"), spread);
    if (weightDecay) {
      update = graph.add(update, graph.multiply(graph.multiply("p", decayedEntries()), "decay"));
    }
    graph.output(graph.subtract("p", graph.multiply("lr", update)), "p2", FLOAT, n);
    graph.output(m, "m2", FLOAT, n);
    graph.output(v, "v2", FLOAT, n);
  }

  /** {@code min(1, 1 / (norm + 1e-6))}. */
  private String clipFactor(String norm) {
    String inverse = graph.divide(graph.scalar(1), graph.add(norm, graph.scalar(CLIP_EPSILON)));
    return graph.node("Min", graph.scalar(1), inverse);
  }

  private String decaying(String old, String fresh, double decay) {
    return graph.add(
        graph.multiply(old, graph.scalar((float) decay)),
        graph.multiply(fresh, graph.scalar((float) (1 - decay))));
  }

  private String decayedEntries() {
    float[] mask = new float[architecture.parameters()];
    for (Tensor tensor : architecture.tensors()) {
      if (tensor.role() == Role.MATRIX || tensor.role() == Role.RESIDUAL_MATRIX) {
        java.util.Arrays.fill(mask, tensor.offset(), tensor.offset() + tensor.size(), 1f);
      }
    }
    return graph.weight("decayed", mask, mask.length);
  }

  // ---- bookkeeping of gradients ----

  private String gradient(String value) {
    String known = gradients.get(value);
    if (known == null) {
      throw new IllegalStateException("the backward pass has not reached " + value);
    }
    return known;
  }

  private void accumulate(String value, String part) {
    gradients.merge(value, part, graph::add);
  }

  private String gemm(String a, String b, boolean transposeA, boolean transposeB) {
    return graph.node(
        "Gemm",
        List.of(a, b),
        Attribute.of("transA", transposeA ? 1 : 0),
        Attribute.of("transB", transposeB ? 1 : 0));
  }

  private String product(String a, String b, boolean transposeA, boolean transposeB, float factor) {
    return graph.contrib(
        "FusedMatMul",
        List.of(a, b),
        Attribute.of("transA", transposeA ? 1 : 0),
        Attribute.of("transB", transposeB ? 1 : 0),
        Attribute.of("alpha", factor));
  }
}
