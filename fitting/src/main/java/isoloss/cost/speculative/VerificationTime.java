package isoloss.cost.speculative;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Time of a target step that verifies n tokens, over one that makes a single token: linear between
 * the sizes that were measured, and the nearest of them outside.
 */
public final class VerificationTime {
  /** Verification costs one step whatever its size: decoding that memory traffic bounds. */
  public static final VerificationTime ONE_STEP = constant(1);

  private final NavigableMap<Integer, Double> times;

  private VerificationTime(NavigableMap<Integer, Double> times) {
    this.times = times;
  }

  /** The same for every number of tokens. */
  public static VerificationTime constant(double steps) {
    return of(Map.of(1, steps));
  }

  /**
   * @param times per number of tokens the time over one step, positive
   */
  public static VerificationTime of(Map<Integer, Double> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("no verification time");
    }
    times.forEach((tokens, steps) -> {
      if (tokens < 1 || !(steps > 0 && steps < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "verifying %d tokens in %s steps: both must be positive".formatted(tokens, steps));
      }
    });
    return new VerificationTime(new TreeMap<>(times));
  }

  /** In target steps. */
  public double of(int tokens) {
    var below = times.floorEntry(tokens);
    var above = times.ceilingEntry(tokens);
    if (below == null || above == null) {
      return below == null ? times.firstEntry().getValue() : below.getValue();
    }
    if (below.getKey().equals(above.getKey())) {
      return below.getValue();
    }
    double part = (tokens - below.getKey()) / (double) (above.getKey() - below.getKey());
    return below.getValue() + part * (above.getValue() - below.getValue());
  }

  /** The most tokens whose time was measured; beyond it the last time is held. */
  public int measuredUpTo() {
    return times.lastKey();
  }

  /** Whether one number stands for every size. */
  public boolean isConstant() {
    Collection<Double> values = times.values();
    return values.stream().distinct().count() == 1;
  }
}
