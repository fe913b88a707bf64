package isoloss.run.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import isoloss.run.onnx.CancellableSession;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.DeviceVerdict;
import isoloss.run.onnx.DirectBuffers;
import isoloss.run.onnx.OrtRuntime;
import isoloss.run.onnx.RunFailure;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one model: each {@link #step} is one run of the {@link TrainingGraph}. Parameters and
 * moments lie in two sets of buffers that take turns as input and output, so a step allocates
 * nothing. Not thread-safe; several trainers may run side by side.
 */
public final class Trainer implements AutoCloseable {
  /**
   * How to run.
   *
   * @param weightDecay decoupled decay of the weight matrices per unit of learning rate, 0 for none
   * @param threads of the session; results do not depend on it
   */
  public record Settings(double weightDecay, int threads, DeviceVerdict device) {
    public Settings {
      if (!(weightDecay >= 0) || threads < 1) {
        throw new IllegalArgumentException(
            "weight decay %s, threads %d".formatted(weightDecay, threads));
      }
    }

    /** No decay, one thread, CPU. */
    public static Settings defaults() {
      return new Settings(0, 1, DeviceVerdict.cpu("default"));
    }
  }

  private static final List<String> STATE = List.of("p", "m", "v");

  private final Architecture architecture;
  private final CancellableSession session;
  private final LongBuffer inputs;
  private final LongBuffer labels;
  private final Map<String, FloatBuffer> scalars = new HashMap<>();
  private final List<Side> sides = new ArrayList<>();
  private final List<OnnxTensor> tensors = new ArrayList<>();
  private int current;
  private int steps;

  /** One of the two sets of state buffers, with the maps that feed it in and write the other. */
  private record Side(
      Map<String, FloatBuffer> state,
      Map<String, OnnxTensor> feeds,
      Map<String, OnnxValue> results) {}

  /**
   * @param batch windows per step
   * @param start a model's state, of which a copy is trained
   */
  public Trainer(
      Architecture architecture,
      int batch,
      Checkpoint start,
      Settings settings,
      Cancellation cancellation) {
    this.architecture = architecture;
    int size = batch * architecture.contextLength();
    inputs = DirectBuffers.longs(size);
    labels = DirectBuffers.longs(size);
    boolean decays = settings.weightDecay() > 0;
    byte[] graph = TrainingGraph.build(architecture, batch, decays);
    OrtSession opened =
        OrtRuntime.shared().open("training step", graph, settings.device(), settings.threads());
    session = new CancellableSession("training step", opened, cancellation);
    try {
      createTensors(batch, decays);
    } catch (OrtException e) {
      close();
      throw new RunFailure("tensors of the training step", e);
    }
    if (decays) {
      scalar("decay").put(0, (float) settings.weightDecay());
    }
    restore(start);
  }

  /**
   * Sets one window of the next batch.
   *
   * @param tokens T + 1 ids: the model sees the first T and predicts the last T
   */
  public void window(int row, int[] tokens) {
    int length = architecture.contextLength();
    if (tokens.length != length + 1) {
      throw new IllegalArgumentException(
          "a window holds %d tokens, not %d".formatted(length + 1, tokens.length));
    }
    int offset = row * length;
    for (int i = 0; i < length; i++) {
      inputs.put(offset + i, tokens[i]);
      labels.put(offset + i, tokens[i + 1]);
    }
  }

  /** Makes one update; returns the mean loss of the batch before it, in nats per token. */
  public double step(double learningRate) {
    double loss = run(learningRate);
    steps++;
    current = 1 - current;
    return loss;
  }

  /** The mean loss of the batch in nats per token; changes nothing. */
  public double loss() {
    return run(0);
  }

  /** Global norm of the last gradient before clipping. */
  public double gradientNorm() {
    return scalar("gnorm").get(0);
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(steps, copy("p"), copy("m"), copy("v"));
  }

  /** Goes on from the given state. */
  public void restore(Checkpoint state) {
    float[] parameters = state.parameters();
    if (parameters.length != architecture.parameters()) {
      throw new IllegalArgumentException(
          "%d parameters given, the model has %d"
              .formatted(parameters.length, architecture.parameters()));
    }
    steps = state.steps();
    buffer("p").put(0, parameters);
    buffer("m").put(0, state.firstMoments());
    buffer("v").put(0, state.secondMoments());
  }

  @Override
  public void close() {
    session.close();
    tensors.forEach(OnnxTensor::close);
  }

  private double run(double learningRate) {
    scalar("lr").put(0, (float) learningRate);
    scalar("c1").put(0, biasCorrection(TrainingGraph.FIRST_MOMENT_DECAY));
    scalar("c2").put(0, biasCorrection(TrainingGraph.SECOND_MOMENT_DECAY));
    Side side = sides.get(current);
    session.runInto(side.feeds(), side.results());
    return scalar("loss").get(0);
  }

  /** {@code 1 / (1 - decay^t)} for the step t about to be made. */
  private float biasCorrection(double decay) {
    return (float) (1 / (1 - Math.pow(decay, steps + 1.0)));
  }

  private void createTensors(int batch, boolean decays) throws OrtException {
    OrtEnvironment environment = OrtRuntime.shared().environment();
    long[] shape = {batch, architecture.contextLength()};
    Map<String, OnnxTensor> common = new HashMap<>();
    common.put("x", keep(OnnxTensor.createTensor(environment, inputs, shape)));
    common.put("y", keep(OnnxTensor.createTensor(environment, labels, shape)));
    for (String name : List.of("lr", "c1", "c2")) {
      common.put(name, scalarTensor(environment, name));
    }
    if (decays) {
      common.put("decay", scalarTensor(environment, "decay"));
    }
    Map<String, OnnxValue> measured = new HashMap<>();
    measured.put("loss", scalarTensor(environment, "loss"));
    measured.put("gnorm", scalarTensor(environment, "gnorm"));
    createSides(environment, common, measured);
  }

  private void createSides(
      OrtEnvironment environment, Map<String, OnnxTensor> common, Map<String, OnnxValue> measured)
      throws OrtException {
    int n = architecture.parameters();
    for (int i = 0; i < 2; i++) {
      Side side = new Side(new HashMap<>(), new HashMap<>(common), new HashMap<>(measured));
      for (String name : STATE) {
        FloatBuffer buffer = DirectBuffers.floats(n);
        side.state().put(name, buffer);
        side.feeds().put(name, keep(OnnxTensor.createTensor(environment, buffer, new long[] {n})));
      }
      sides.add(side);
    }
    for (String name : STATE) {
      sides.get(0).results().put(name + "2", feed(sides.get(1), name));
      sides.get(1).results().put(name + "2", feed(sides.get(0), name));
    }
  }

  private OnnxTensor scalarTensor(OrtEnvironment environment, String name) throws OrtException {
    FloatBuffer buffer = DirectBuffers.floats(1);
    scalars.put(name, buffer);
    return keep(OnnxTensor.createTensor(environment, buffer, new long[0]));
  }

  private OnnxTensor keep(OnnxTensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  private static OnnxTensor feed(Side side, String name) {
    return known(side.feeds(), name);
  }

  private FloatBuffer scalar(String name) {
    return known(scalars, name);
  }

  private FloatBuffer buffer(String name) {
    return known(sides.get(current).state(), name);
  }

  private float[] copy(String name) {
    float[] copy = new float[architecture.parameters()];
    buffer(name).get(0, copy);
    return copy;
  }

  private static <T> T known(Map<String, T> map, String name) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalStateException("nothing named " + name);
    }
    return value;
  }
}
