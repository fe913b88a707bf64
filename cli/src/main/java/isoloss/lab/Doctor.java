package isoloss.lab;

import isoloss.data.InputException;
import isoloss.optim.Vectorisation;
import isoloss.run.onnx.Device;
import isoloss.run.onnx.DeviceVerdict;
import isoloss.run.onnx.OrtRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Examines the machine by using what it has. */
public final class Doctor {

  /** One thing that was tried. */
  public record Check(String name, boolean good, String detail) {}

  private Doctor() {}

  /**
   * @param device {@code cpu}, {@code auto} or {@code cuda:INDEX}; a CUDA device is tried by
   *     running a model on it
   */
  public static List<Check> examine(String device) {
    Device wanted = Device.named(device);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("isoloss", true, Lab.version()));
    checks.add(java());
    checks.add(new Check("vector unit", true, Vectorisation.describe()));
    checks.add(tried("DuckDB", () -> "version " + Lab.duckDbVersion()));
    checks.add(tried("ONNX Runtime", Doctor::onnxRuntime));
    checks.add(tried("device", () -> deviceInWords(wanted)));
    checks.add(memory());
    checks.add(writable("work folder", Path.of("")));
    checks.add(writable("temporary folder", Path.of(System.getProperty("java.io.tmpdir"))));
    return checks;
  }

  private static Check java() {
    return new Check(
        "Java",
        Runtime.version().feature() >= 25,
        "%s, %s, %s %s, %d processors"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }

  private static String onnxRuntime() {
    OrtRuntime runtime = OrtRuntime.shared();
    runtime.requireWorkingCpu();
    return "version %s ran a model on the CPU; built with %s"
        .formatted(runtime.version(), String.join(", ", runtime.compiledProviders()));
  }

  private static String deviceInWords(Device wanted) {
    DeviceVerdict verdict = OrtRuntime.shared().resolve(wanted);
    return verdict.device() + ": " + verdict.reason();
  }

  private static Check memory() {
    long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
    return new Check("memory", mebibytes >= 200, "heap of up to " + mebibytes + " MiB");
  }

  private static Check writable(String name, Path folder) {
    Path absolute = folder.toAbsolutePath();
    try {
      Files.delete(Files.createTempFile(absolute, ".isoloss-", ".probe"));
      return new Check(name, true, "can be written: " + absolute);
    } catch (IOException e) {
      return new Check(name, false, "cannot be written: " + absolute);
    }
  }

  private static Check tried(String name, Supplier<String> attempt) {
    try {
      return new Check(name, true, attempt.get());
    } catch (InputException e) {
      return new Check(name, false, String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return new Check(name, false, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
