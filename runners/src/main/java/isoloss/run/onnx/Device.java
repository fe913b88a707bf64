package isoloss.run.onnx;

import isoloss.data.InputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where models are asked to run. */
public sealed interface Device {
  /** CUDA device 0 if it really works, else the CPU. */
  record Auto() implements Device {}

  /** The CPU; never probes anything. */
  record Cpu() implements Device {}

  /** This CUDA device or failure. */
  record Cuda(int index) implements Device {
    public Cuda {
      if (index < 0) {
        throw new IllegalArgumentException("CUDA device " + index + " is negative");
      }
    }
  }

  Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,4}))?");

  /**
   * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:INDEX}.
   *
   * @throws InputException for anything else
   */
  static Device named(String text) {
    if (text.equals("auto")) {
      return new Auto();
    }
    if (text.equals("cpu")) {
      return new Cpu();
    }
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      return new Cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    throw new InputException(
        "unknown device \"%s\"; use auto, cpu, cuda or cuda:INDEX".formatted(text));
  }
}
