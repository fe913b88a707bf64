package isoloss.cli;

import isoloss.cost.Accelerator;
import isoloss.cost.Precision;
import picocli.CommandLine.Option;

/** The device that a model runs on, and how many bytes its numbers take. */
final class AcceleratorOptions {
  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "a100",
      description =
          "a100-sxm-80gb, a100-pcie-40gb, h100-sxm-80gb, h200-sxm-141gb, v100-sxm2-32gb, l4-24gb or"
              + " rtx-4090-24gb, or how one begins (default: ${DEFAULT-VALUE}).")
  String device = "a100";

  @Option(
      names = "--device-memory",
      paramLabel = "BYTES",
      description = "Its memory, where it is another.")
  double memory = Double.NaN;

  @Option(
      names = "--bandwidth",
      paramLabel = "BYTES/S",
      description = "Peak bandwidth of its memory.")
  double bandwidth = Double.NaN;

  @Option(
      names = "--flop-rate",
      paramLabel = "FLOP/S",
      description = "Peak rate of its matrix products at this precision.")
  double flops = Double.NaN;

  @Option(
      names = "--memory-efficiency",
      paramLabel = "share",
      defaultValue = "0.9",
      description = "Share of the bandwidth that is reached (default: ${DEFAULT-VALUE}).")
  double memoryEfficiency;

  @Option(
      names = "--flop-efficiency",
      paramLabel = "share",
      defaultValue = "0.7",
      description = "Share of the rate that is reached (default: ${DEFAULT-VALUE}).")
  double flopEfficiency;

  @Option(
      names = "--weight-bytes",
      paramLabel = "n",
      defaultValue = "2",
      description = "Bytes a weight, .5 for four bits (default: ${DEFAULT-VALUE}).")
  double weightBytes;

  @Option(
      names = "--activation-bytes",
      paramLabel = "n",
      defaultValue = "2",
      description = "Bytes an activation (default: ${DEFAULT-VALUE}).")
  double activationBytes;

  @Option(
      names = "--kv-bytes",
      paramLabel = "n",
      defaultValue = "2",
      description = "Bytes a number of the cache of keys and values (default: ${DEFAULT-VALUE}).")
  double keyValueBytes;

  Accelerator accelerator() {
    Accelerator named =
        Accelerator.named(device).withEfficiencies(memoryEfficiency, flopEfficiency);
    boolean isOther = !Double.isNaN(memory) || !Double.isNaN(bandwidth) || !Double.isNaN(flops);
    return isOther
        ? named.withPeaks(
            named.name() + ", changed",
            Double.isNaN(memory) ? named.memoryBytes() : memory,
            Double.isNaN(bandwidth) ? named.bandwidth() : bandwidth,
            Double.isNaN(flops) ? named.flops() : flops)
        : named;
  }

  Precision precision() {
    return new Precision(weightBytes, activationBytes, keyValueBytes);
  }
}
