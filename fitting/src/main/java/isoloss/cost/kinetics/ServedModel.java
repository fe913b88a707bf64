package isoloss.cost.kinetics;

import java.util.Optional;

/**
 * What the cost of generation needs to know of a transformer: its active parameters P and the sizes
 * of its attention.
 *
 * @param activeParameters P, parameters that work on one token
 * @param layers Ly
 * @param queryHeads n_q, heads of one layer
 * @param keyValueHeads n_kv, heads of one layer that are cached
 * @param headSize d, elements of one head
 * @param experts absent for a dense model, and where a table does not tell
 * @param parameterConvention how P was counted, in words
 * @see <a href="https://arxiv.org/abs/2506.05333">Sadhukhan et al. (2025), Kinetics</a>
 */
public record ServedModel(
    String name,
    double activeParameters,
    double layers,
    double queryHeads,
    double keyValueHeads,
    double headSize,
    Optional<Experts> experts,
    String parameterConvention) {

  public ServedModel {
    positive(name, "active parameters", activeParameters);
    positive(name, "layers", layers);
    positive(name, "query heads", queryHeads);
    positive(name, "key-value heads", keyValueHeads);
    positive(name, "head size", headSize);
    if (keyValueHeads > queryHeads) {
      throw new IllegalArgumentException(
          "%s: %s key-value heads for %s query heads".formatted(name, keyValueHeads, queryHeads));
    }
  }

  private static void positive(String name, String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("%s: %s %s is not positive".formatted(name, what, value));
    }
  }

  /** {@code H = n_q d Ly}: width of the queries over all layers. */
  public double queryWidth() {
    return queryHeads * headSize * layers;
  }

  /** {@code K = n_kv d Ly}: width of the keys over all layers. */
  public double keyWidth() {
    return keyValueHeads * headSize * layers;
  }

  /** {@code D = 2 K}: elements of keys and values that one token leaves in the cache. */
  public double cacheElementsPerToken() {
    return 2 * keyWidth();
  }

  /** {@code r = n_q / n_kv}: queries that share a key. */
  public double queriesPerKey() {
    return queryHeads / keyValueHeads;
  }

  /**
   * {@code L* = P / (H + I K)}: the generated tokens at which attention costs as much as the linear
   * layers, for one trial, 16-bit elements and no prompt.
   *
   * @param flopPerByte I of the machine
   */
  public double balancedLength(double flopPerByte) {
    return activeParameters / (queryWidth() + flopPerByte * keyWidth());
  }

  /**
   * Parameters read in one decoding step of a batch: P for a dense model; where there are experts,
   * the expected number that any sequence of the batch touches.
   */
  public double parametersRead(double batch) {
    return experts
        .map(each ->
            activeParameters + (each.touched(batch) - each.perToken()) * each.parametersOfOne())
        .orElse(activeParameters);
  }

  public ServedModel withActiveParameters(double parameters, String convention) {
    return new ServedModel(
        name, parameters, layers, queryHeads, keyValueHeads, headSize, experts, convention);
  }

  /**
   * Experts among which each token chooses.
   *
   * @param count E, experts of one layer
   * @param perToken k, experts that work on one token
   * @param parametersOfOne of one expert, summed over the layers that have experts
   */
  public record Experts(double count, double perToken, double parametersOfOne) {
    public Experts {
      if (!(perToken > 0 && perToken <= count && parametersOfOne > 0)) {
        throw new IllegalArgumentException(
            "%s of %s experts of %s parameters".formatted(perToken, count, parametersOfOne));
      }
    }

    /** {@code E (1 - (1 - k/E)^b)}: distinct experts of b tokens that choose evenly. */
    public double touched(double batch) {
      return perToken == count ? count : -count * Math.expm1(batch * Math.log1p(-perToken / count));
    }
  }
}
