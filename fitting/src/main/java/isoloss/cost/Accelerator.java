package isoloss.cost;

import isoloss.data.InputException;
import isoloss.data.Names;
import java.util.List;

/**
 * A device and the share of its peaks that programs reach.
 *
 * @param name on the command line
 * @param memoryBytes capacity
 * @param bandwidth peak bytes per second to and from memory
 * @param flops peak FLOP per second of dense fp16/bf16 matrix products
 * @param memoryEfficiency share of {@code bandwidth} that is reached
 * @param flopEfficiency share of {@code flops} that is reached
 */
public record Accelerator(
    String name,
    double memoryBytes,
    double bandwidth,
    double flops,
    double memoryEfficiency,
    double flopEfficiency) {

  /** The shares that the authors of ParScale assume for an A100. */
  private static final double USUAL_MEMORY_EFFICIENCY = 0.9;

  private static final double USUAL_FLOP_EFFICIENCY = 0.7;

  /** Peaks by the vendor's data sheets, without sparsity; fp16 products summed in fp32. */
  public static final List<Accelerator> CATALOGUE =
      List.of(
          ofDataSheet("a100-sxm-80gb", 80e9, 2039e9, 312e12),
          ofDataSheet("a100-pcie-40gb", 40e9, 1555e9, 312e12),
          ofDataSheet("h100-sxm-80gb", 80e9, 3350e9, 989.4e12),
          ofDataSheet("h200-sxm-141gb", 141e9, 4800e9, 989.4e12),
          ofDataSheet("v100-sxm2-32gb", 32e9, 900e9, 125e12),
          ofDataSheet("l4-24gb", 24e9, 300e9, 121e12),
          ofDataSheet("rtx-4090-24gb", 24e9, 1008e9, 165.2e12));

  public Accelerator {
    requirePositive("memory", memoryBytes);
    requirePositive("bandwidth", bandwidth);
    requirePositive("FLOP rate", flops);
    requireShare("memory efficiency", memoryEfficiency);
    requireShare("FLOP efficiency", flopEfficiency);
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("%s %s is not positive".formatted(what, value));
    }
  }

  private static void requireShare(String what, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException("%s %s is not in (0, 1]".formatted(what, value));
    }
  }

  private static Accelerator ofDataSheet(
      String name, double memoryBytes, double bandwidth, double flops) {
    return new Accelerator(
        name, memoryBytes, bandwidth, flops, USUAL_MEMORY_EFFICIENCY, USUAL_FLOP_EFFICIENCY);
  }

  /** The device of the reference computation. */
  public static Accelerator a100() {
    return CATALOGUE.getFirst();
  }

  /**
   * The first of the catalogue whose name is this or begins with it: {@code a100}.
   *
   * @throws InputException naming those that exist
   */
  public static Accelerator named(String name) {
    List<String> known = CATALOGUE.stream().map(Accelerator::name).toList();
    return CATALOGUE.stream()
        .filter(each -> each.name().equals(name) || each.name().startsWith(name + "-"))
        .findFirst()
        .orElseThrow(() -> new InputException("no device " + name + Names.suggestion(name, known)));
  }

  public Accelerator withEfficiencies(double memory, double flop) {
    return new Accelerator(name, memoryBytes, bandwidth, flops, memory, flop);
  }

  public Accelerator withPeaks(String newName, double memory, double bytes, double flop) {
    return new Accelerator(newName, memory, bytes, flop, memoryEfficiency, flopEfficiency);
  }

  /** Bytes per second that programs reach. */
  public double reachedBandwidth() {
    return bandwidth * memoryEfficiency;
  }

  /** FLOP per second that programs reach. */
  public double reachedFlops() {
    return flops * flopEfficiency;
  }
}
