package isoloss.cost.kinetics;

import isoloss.data.Values;
import java.util.Optional;

/**
 * The cost of generating, with every input apart. By default, for P active parameters, query width
 * H, key width K, cache elements per token {@code D = 2K} and I FLOP per byte:
 *
 * <pre>
 * C_comp = [ 2 P L_out + 2 (2 L_in + L_out) L_out H ] N       FLOP
 * C_mem  = w [ D L_in L_out + N D L_out^2 / 2 ]               bytes, w = 2 per element
 * eFLOPs = C_comp + I C_mem
 * </pre>
 *
 * The prompt's cache is read once a step for all trials. Not charged unless asked for: prefill and
 * reading the parameters; never charged: sampling and communication.
 *
 * @param cacheBytesPerElement w
 * @param sharedPrefix whether the trials read one copy of the prompt's cache
 * @param parameterReads absent where the batch is taken to be large
 * @param prefill whether the prompt is charged, once: {@code 2 P L_in + 2 L_in^2 H} FLOP (causal)
 *     and {@code w D L_in} bytes
 * @see <a href="https://arxiv.org/abs/2506.05333">Sadhukhan et al. (2025), Kinetics</a>; their
 *     C_mem counts bytes at two per element
 */
public record CostModel(
    Machine machine,
    double cacheBytesPerElement,
    boolean sharedPrefix,
    Optional<ParameterReads> parameterReads,
    boolean prefill,
    Combination combination,
    StepSum sum,
    Attention attention,
    Attention.Sum sparseSum) {

  /** How arithmetic and memory add up. */
  public enum Combination {
    /** One after the other. */
    SUM,
    /** Fully overlapped: the slower of the two. */
    ROOFLINE
  }

  /**
   * Parameters are read once a step for a whole batch.
   *
   * @param bytesPerParameter w_p
   * @param batch b, sequences that are decoded together
   */
  public record ParameterReads(double bytesPerParameter, double batch) {
    public ParameterReads {
      if (!(bytesPerParameter > 0 && batch >= 1)) {
        throw new IllegalArgumentException(
            "%s bytes per parameter at batch %s; give more than 0 bytes and a batch of 1 or more"
                .formatted(bytesPerParameter, batch));
      }
    }
  }

  public CostModel {
    if (!(cacheBytesPerElement > 0)) {
      throw new IllegalArgumentException(
          cacheBytesPerElement + " bytes per cached element; give more than 0");
    }
    if (sparseSum == Attention.Sum.AS_PUBLISHED && sum != StepSum.CONTINUOUS) {
      throw new IllegalArgumentException("the published sparse sums are continuous ones");
    }
  }

  /** As published: B200, 16-bit cache, shared prompt, dense attention, nothing else charged. */
  public static CostModel published() {
    return new CostModel(
        Machine.B200,
        2,
        true,
        Optional.empty(),
        false,
        Combination.SUM,
        StepSum.CONTINUOUS,
        new Attention.Dense(),
        Attention.Sum.EXACT);
  }

  public CostModel with(Attention newAttention) {
    return new CostModel(
        machine,
        cacheBytesPerElement,
        sharedPrefix,
        parameterReads,
        prefill,
        combination,
        sum,
        newAttention,
        sparseSum);
  }

  public CostModel with(Attention.Sum newSparseSum) {
    return new CostModel(
        machine,
        cacheBytesPerElement,
        sharedPrefix,
        parameterReads,
        prefill,
        combination,
        sum,
        attention,
        newSparseSum);
  }

  public Cost cost(ServedModel model, Workload workload) {
    double flops = compute(model, workload);
    double bytes = memory(model, workload);
    double memoryFlops = machine.flopPerByte() * bytes;
    return new Cost(flops, bytes, memoryFlops, combined(flops, memoryFlops));
  }

  /**
   * The mean over responses of their costs, not the cost of their mean length: attention grows with
   * the square of the length.
   *
   * @param lengths generated tokens of each response, at least one
   */
  public Cost meanCost(ServedModel model, double promptTokens, Values lengths, double samples) {
    return lengths.stream()
        .mapToObj(length -> cost(model, new Workload(promptTokens, length, samples)))
        .reduce(Cost::plus)
        .orElseThrow(() -> new IllegalArgumentException("no generation lengths"))
        .over(lengths.size());
  }

  private double combined(double flops, double memoryFlops) {
    return switch (combination) {
      case SUM -> flops + memoryFlops;
      case ROOFLINE -> Math.max(flops, memoryFlops);
    };
  }

  private double compute(ServedModel model, Workload work) {
    double perTrial = linear(model, work) + attended(model, work) + search(model, work);
    return perTrial * work.samples() + (prefill ? prefillFlops(model, work) : 0);
  }

  /** {@code 2 P L_out}. */
  private static double linear(ServedModel model, Workload work) {
    return 2 * model.activeParameters() * work.outputTokens();
  }

  /** {@code 4 H} FLOP for each token attended to: its score and its value. */
  private double attended(ServedModel model, Workload work) {
    return 4 * model.queryWidth() * attendedTokens(work);
  }

  /** {@code floor((2 L_in + L_out) / block) L_out H}. */
  private double search(ServedModel model, Workload work) {
    return attention instanceof Attention.BlockTopK blocks
        ? blocks.representatives(2 * work.promptTokens() + sum.twiceMeanStep(work.outputTokens()))
            * work.outputTokens()
            * model.queryWidth()
        : 0;
  }

  /** {@code 2 P L_in + 2 L_in^2 H}. */
  private static double prefillFlops(ServedModel model, Workload work) {
    double prompt = work.promptTokens();
    return 2 * model.activeParameters() * prompt + 2 * prompt * prompt * model.queryWidth();
  }

  private double memory(ServedModel model, Workload work) {
    double elements =
        model.cacheElementsPerToken() * cachedTokensRead(work)
            + model.keyWidth() * representativesRead(work)
            + (prefill ? model.cacheElementsPerToken() * work.promptTokens() : 0);
    return cacheBytesPerElement * elements + parameterBytes(model, work);
  }

  /** {@code L_in L_out + N L_out^2/2}, or S(B) for each trial. */
  private double cachedTokensRead(Workload work) {
    double n = work.samples();
    if (attention.isSparse()) {
      return n * attendedTokens(work);
    }
    double prompt = work.promptTokens() * work.outputTokens();
    return prompt * (sharedPrefix ? 1 : n) + n * sum.ofSteps(work.outputTokens());
  }

  /** {@code floor((2 L_in + N L_out) / block) L_out / 2} keys of blocks. */
  private double representativesRead(Workload work) {
    if (!(attention instanceof Attention.BlockTopK blocks)) {
      return 0;
    }
    double n = work.samples();
    double prompt = 2 * work.promptTokens() * (sharedPrefix ? 1 : n);
    double generated = n * sum.twiceMeanStep(work.outputTokens());
    return blocks.representatives(prompt + generated) * work.outputTokens() / 2;
  }

  /** {@code w_p P_read L_out N / b}. */
  private double parameterBytes(ServedModel model, Workload work) {
    return parameterReads
        .map(reads ->
            reads.bytesPerParameter()
                * model.parametersRead(reads.batch())
                * (work.outputTokens() * work.samples() / reads.batch()))
        .orElse(0.0);
  }

  /** Tokens that one trial attends to over all its steps. */
  private double attendedTokens(Workload work) {
    double prompt = work.promptTokens();
    double output = work.outputTokens();
    return switch (attention) {
      case Attention.Dense() -> sum.ofAttended(prompt, output);
      case Attention.TopK(double budget) ->
          sparseSum == Attention.Sum.EXACT
              ? sum.ofCapped(budget, prompt, output)
              : publishedSum(budget, prompt, output, 1);
      case Attention.BlockTopK blocks ->
          sparseSum == Attention.Sum.EXACT
              ? sum.ofCapped(blocks.budget(), prompt, output)
              : publishedSum(blocks.budget(), prompt, output, -1);
    };
  }

  private static double publishedSum(double budget, double prompt, double output, int sign) {
    double room = Math.max(0, budget - prompt);
    return budget * output + sign * 0.5 * room * room;
  }
}
