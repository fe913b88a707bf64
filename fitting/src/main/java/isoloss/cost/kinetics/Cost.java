package isoloss.cost.kinetics;

/**
 * What one question costs.
 *
 * @param flops C_comp, arithmetic
 * @param bytes C_mem, bytes read from memory
 * @param memoryFlops {@code I C_mem}: operations that the machine could have done meanwhile
 * @param equivalentFlops eFLOPs: the sum of arithmetic and memory, or the larger of the two
 */
public record Cost(double flops, double bytes, double memoryFlops, double equivalentFlops) {

  /** FLOPs and eFLOPs are printed in units of this. */
  public static final double TERA = 1e12;

  Cost plus(Cost other) {
    return new Cost(
        flops + other.flops,
        bytes + other.bytes,
        memoryFlops + other.memoryFlops,
        equivalentFlops + other.equivalentFlops);
  }

  Cost over(double count) {
    return new Cost(flops / count, bytes / count, memoryFlops / count, equivalentFlops / count);
  }

  /** {@code eFLOPs / peak}, seconds of a machine that is never idle. */
  public double seconds(Machine machine) {
    return equivalentFlops / machine.flopPerSecond();
  }
}
