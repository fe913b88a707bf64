package isoloss.cost.kinetics;

/**
 * An accelerator by its two ceilings.
 *
 * @param flopPerSecond peak arithmetic
 * @param bytesPerSecond peak memory bandwidth
 */
public record Machine(double flopPerSecond, double bytesPerSecond) {

  /**
   * NVIDIA B200 as published: the dense 8-bit peak of 4500 TFLOP/s over 8 TB/s, I = 562.5. With a
   * 16-bit cache this sets the 8-bit peak against 16-bit elements; all in 16 bits I is 281.25.
   */
  public static final Machine B200 = new Machine(4500e12, 8e12);

  public Machine {
    if (!(flopPerSecond > 0 && Double.isFinite(flopPerSecond))) {
      throw new IllegalArgumentException("peak FLOP/s " + flopPerSecond + " is not positive");
    }
    if (!(bytesPerSecond > 0 && Double.isFinite(bytesPerSecond))) {
      throw new IllegalArgumentException("bandwidth " + bytesPerSecond + " is not positive");
    }
  }

  /** {@code I}: operations that the machine does while it reads one byte. */
  public double flopPerByte() {
    return flopPerSecond / bytesPerSecond;
  }
}
