package isoloss.cli;

import isoloss.cost.kinetics.Attention;
import isoloss.cost.kinetics.CostModel;
import isoloss.cost.kinetics.CostModel.Combination;
import isoloss.cost.kinetics.CostModel.ParameterReads;
import isoloss.cost.kinetics.Machine;
import isoloss.cost.kinetics.StepSum;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is charged for generation, and on which machine. */
final class CostModelOptions {
  private static final double PUBLISHED_SELECTED = 16384;

  @Option(
      names = "--peak-flops",
      paramLabel = "FLOP/s",
      defaultValue = "4500e12",
      description = "Peak arithmetic (default: ${DEFAULT-VALUE}, 8-bit on a B200).")
  double peakFlops;

  @Option(
      names = "--bandwidth",
      paramLabel = "BYTES/s",
      defaultValue = "8e12",
      description = "Memory bandwidth (default: ${DEFAULT-VALUE}).")
  double bandwidth;

  @Option(
      names = "--kv-bytes",
      paramLabel = "BYTES",
      defaultValue = "2",
      description = "Bytes of a cached element (default: ${DEFAULT-VALUE}).")
  double cacheBytes;

  @Option(
      names = "--no-prefix-sharing",
      description = "Every sample reads a copy of the prompt's cache.")
  boolean noPrefixSharing;

  @Option(names = "--prefill", description = "Charge the prompt too, once.")
  boolean prefill;

  @Option(
      names = "--parameter-bytes",
      paramLabel = "BYTES",
      description = "Charge reading the parameters, so many bytes each; needs --batch.")
  double parameterBytes = Double.NaN;

  @Option(
      names = "--batch",
      paramLabel = "b",
      description = "Sequences that are decoded together; needs --parameter-bytes.")
  double batch = Double.NaN;

  @Option(
      names = "--roofline",
      description = "Charge the slower of compute and memory, not their sum.")
  boolean roofline;

  @Option(
      names = "--sum",
      paramLabel = "continuous|from-zero|from-one",
      defaultValue = "continuous",
      description =
          "How attended tokens are summed over the steps: L^2/2, L(L-1)/2 or L(L+1)/2 (default:"
              + " ${DEFAULT-VALUE}).")
  String sum = "continuous";

  @Option(
      names = "--sparse",
      paramLabel = "dense|top-k|block-top-k",
      defaultValue = "dense",
      description = "Which cached tokens are read (default: ${DEFAULT-VALUE}).")
  String sparse = "dense";

  @Option(
      names = "--kv-budget",
      paramLabel = "TOKENS",
      description = "Cached tokens that sparse attention reads a step.")
  double budget = Double.NaN;

  @Option(
      names = "--block",
      paramLabel = "TOKENS",
      description = "Tokens of a block (default: 16384 over the budget, as published).")
  double block = Double.NaN;

  @Option(
      names = "--local",
      paramLabel = "TOKENS",
      description = "Last tokens that block top-k reads beside the budget (default: 0).")
  double local = Double.NaN;

  @Option(
      names = "--smooth-blocks",
      description = "Count parts of blocks in the search over representatives.")
  boolean smoothBlocks;

  @Option(
      names = "--as-published",
      description = "Sum sparse attention as the repository does, wrong sign and all.")
  boolean asPublished;

  CostModel costModel() {
    return new CostModel(
        new Machine(peakFlops, bandwidth),
        cacheBytes,
        !noPrefixSharing,
        parameterReads(),
        prefill,
        roofline ? Combination.ROOFLINE : Combination.SUM,
        stepSum(),
        attention(),
        asPublished ? Attention.Sum.AS_PUBLISHED : Attention.Sum.EXACT);
  }

  private Optional<ParameterReads> parameterReads() {
    if (Double.isNaN(parameterBytes) != Double.isNaN(batch)) {
      throw new UsageException(
          "--parameter-bytes and --batch go together: parameters are read once a step for a batch");
    }
    return Double.isNaN(batch)
        ? Optional.empty()
        : Optional.of(new ParameterReads(parameterBytes, batch));
  }

  private StepSum stepSum() {
    return switch (sum) {
      case "continuous" -> StepSum.CONTINUOUS;
      case "from-zero" -> StepSum.FROM_ZERO;
      case "from-one" -> StepSum.FROM_ONE;
      default ->
          throw new UsageException(
              "--sum " + sum + " does not exist; there are continuous, from-zero and from-one");
    };
  }

  private Attention attention() {
    boolean forBlocks = !Double.isNaN(block) || !Double.isNaN(local) || smoothBlocks;
    if (!sparse.equals("block-top-k") && forBlocks) {
      throw new UsageException(
          "--block, --local and --smooth-blocks are of --sparse block-top-k, not of " + sparse);
    }
    return switch (sparse) {
      case "dense" -> dense();
      case "top-k" -> topK();
      case "block-top-k" -> blocks();
      default ->
          throw new UsageException(
              "--sparse " + sparse + " does not exist; there are dense, top-k and block-top-k");
    };
  }

  private Attention dense() {
    if (!Double.isNaN(budget) || asPublished) {
      throw new UsageException(
          "--kv-budget and --as-published are of sparse attention; add --sparse top-k or"
              + " block-top-k");
    }
    return new Attention.Dense();
  }

  private Attention topK() {
    requireBudget();
    if (noPrefixSharing) {
      throw new UsageException(
          "--no-prefix-sharing has no effect on --sparse top-k: each sample reads tokens of its own"
              + " anyway");
    }
    return new Attention.TopK(budget);
  }

  private Attention blocks() {
    requireBudget();
    double ends = Double.isNaN(local) ? 0 : local;
    double size = Double.isNaN(block) ? Math.floor(PUBLISHED_SELECTED / budget) : block;
    double chosen = budget / size;
    if (!(size >= 1 && chosen == Math.rint(chosen))) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--kv-budget %.0f is no whole number of blocks of %.0f tokens; change --block",
              budget,
              size));
    }
    return new Attention.BlockTopK(ends, size, chosen, !smoothBlocks);
  }

  private void requireBudget() {
    if (Double.isNaN(budget)) {
      throw new UsageException("--sparse " + sparse + " needs --kv-budget TOKENS, for example 512");
    }
  }
}
