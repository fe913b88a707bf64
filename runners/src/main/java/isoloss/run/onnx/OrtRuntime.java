package isoloss.run.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import isoloss.data.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ONNX Runtime of this process: loaded at first use, quiet, with sessions of one thread that do not
 * spin. Work is spread over several such sessions, not over the threads of one: two threads inside
 * a small session gain nothing and cost twice the CPU time.
 */
public final class OrtRuntime {
  private static final String PROBE_NAME = "device probe";
  private static final float[] PROBE_INPUT = {1.5f, -2f, 0.25f};

  private final OrtEnvironment environment;
  private final Map<Integer, DeviceVerdict> cudaVerdicts = new ConcurrentHashMap<>();

  private OrtRuntime() {
    NativeLibraries.prepare();
    environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "isoloss");
  }

  private static final class Holder {
    private static final OrtRuntime INSTANCE = new OrtRuntime();
  }

  /** The one runtime of this process. */
  public static OrtRuntime shared() {
    return Holder.INSTANCE;
  }

  /** ONNX Runtime's version, for example {@code 1.29.0}. */
  public String version() {
    return environment.getVersion();
  }

  /** Providers compiled into the library: says nothing about which of them work here. */
  public List<String> compiledProviders() {
    return OrtEnvironment.getAvailableProviders().stream()
        .map(OrtProvider::getName)
        .sorted()
        .toList();
  }

  /**
   * Decides where models run. A CUDA device counts as working only when a session of one node has
   * run there and given the CPU's result; the first such probe may take 15 seconds. Verdicts are
   * remembered for the process.
   *
   * @throws InputException when a CUDA device was demanded and does not work
   */
  public DeviceVerdict resolve(Device device) {
    return switch (device) {
      case Device.Cpu() -> DeviceVerdict.cpu("the CPU was asked for");
      case Device.Auto() -> probe(0);
      case Device.Cuda(int index) -> {
        DeviceVerdict verdict = probe(index);
        if (verdict.cudaIndex().isEmpty()) {
          throw new InputException(
              "cuda:%d does not work: %s; use --device cpu or auto"
                  .formatted(index, verdict.reason()));
        }
        yield verdict;
      }
    };
  }

  /**
   * Runs a model of one node on the CPU.
   *
   * @throws RunFailure if it cannot run
   * @throws IllegalStateException if it gives a wrong result
   */
  public void requireWorkingCpu() {
    float[] doubled = runProbe(DeviceVerdict.cpu("a test of the CPU"));
    for (int i = 0; i < doubled.length; i++) {
      if (doubled[i] != 2 * PROBE_INPUT[i]) {
        throw new IllegalStateException(
            "the CPU gave %s for twice %s"
                .formatted(Arrays.toString(doubled), Arrays.toString(PROBE_INPUT)));
      }
    }
  }

  /** What happened when the CUDA device was tried; never fails. */
  public DeviceVerdict probe(int cudaIndex) {
    return cudaVerdicts.computeIfAbsent(cudaIndex, this::tryCuda);
  }

  /**
   * Opens a session on a model held in memory.
   *
   * @param folder where the model's external weight files lie, if it has any
   */
  OrtSession open(
      String name, byte[] model, DeviceVerdict device, int threads, Optional<Path> folder) {
    try (SessionOptions options = options(device, threads)) {
      if (folder.isPresent()) {
        options.addConfigEntry(
            "session.model_external_initializers_file_folder_path", folder.get().toString());
      }
      return environment.createSession(model, options);
    } catch (OrtException e) {
      throw new RunFailure(name + " cannot be opened", e);
    }
  }

  /** Opens a session on a graph built here. */
  public OrtSession open(String name, byte[] model, DeviceVerdict device, int threads) {
    return open(name, model, device, threads, Optional.empty());
  }

  /** For creating tensors. */
  public OrtEnvironment environment() {
    return environment;
  }

  private static SessionOptions options(DeviceVerdict device, int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    if (device.cudaIndex().isPresent()) {
      options.addCUDA(device.cudaIndex().getAsInt());
    }
    return options;
  }

  private DeviceVerdict tryCuda(int index) {
    DeviceVerdict candidate =
        new DeviceVerdict(java.util.OptionalInt.of(index), "a test session gave the CPU's result");
    try {
      float[] expected = runProbe(DeviceVerdict.cpu("reference of the probe"));
      float[] actual = runProbe(candidate);
      return Arrays.equals(expected, actual)
          ? candidate
          : DeviceVerdict.cpu(
              "cuda:%d gave %s where the CPU gives %s"
                  .formatted(index, Arrays.toString(actual), Arrays.toString(expected)));
    } catch (RunFailure | UnsatisfiedLinkError e) {
      return DeviceVerdict.cpu("cuda:%d is not usable (%s)".formatted(index, e.getMessage()));
    }
  }

  private float[] runProbe(DeviceVerdict device) {
    OnnxGraph graph = new OnnxGraph("probe");
    String x = graph.input("x", OnnxGraph.ElementType.FLOAT, PROBE_INPUT.length);
    graph.output(graph.add(x, x), "y", OnnxGraph.ElementType.FLOAT, PROBE_INPUT.length);
    try (OrtSession session = open(PROBE_NAME, graph.build(new TreeMap<>()), device, 1);
        OnnxTensor input = OnnxTensor.createTensor(environment, PROBE_INPUT);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      return (float[]) result.get(0).getValue();
    } catch (OrtException e) {
      throw new RunFailure(PROBE_NAME, e);
    }
  }
}
