package isoloss.run.onnx;

import java.util.OptionalInt;

/**
 * Where models will run, and why.
 *
 * @param cudaIndex empty for the CPU
 * @param reason one sentence; for a fall-back what ONNX Runtime answered
 */
public record DeviceVerdict(OptionalInt cudaIndex, String reason) {
  public static DeviceVerdict cpu(String reason) {
    return new DeviceVerdict(OptionalInt.empty(), reason);
  }

  /** {@code cpu} or {@code cuda:INDEX}. */
  public String device() {
    return cudaIndex.isPresent() ? "cuda:" + cudaIndex.getAsInt() : "cpu";
  }
}
