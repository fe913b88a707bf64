package isoloss.sampling.verifier;

/**
 * Whether a weak model with a verifier gets as good as one sample of a stronger model, and what it
 * takes: {@code c r / a >= accuracy of the stronger}.
 *
 * @param stronger accuracy of one sample of the stronger model
 * @param bound what resampling the weak model cannot exceed
 * @param soundness the least at which the bound reaches the stronger model; NaN where a perfect
 *     verifier does not
 */
public record BreakEven(double stronger, double bound, double soundness) {
  private static final int HALVINGS = 60;
  private static final int MOST_ATTEMPTS = 1 << 24;

  public BreakEven {
    Verifier.requireProbability("accuracy of the stronger model", stronger);
  }

  public static BreakEven of(Resampling weak, double stronger) {
    return new BreakEven(stronger, weak.upperBound(), soundnessNeeded(weak, stronger));
  }

  public boolean isReachable() {
    return bound >= stronger;
  }

  /** The bound grows with the soundness of all types together. */
  private static double soundnessNeeded(Resampling weak, double stronger) {
    if (boundAt(weak, 1) < stronger) {
      return Double.NaN;
    }
    if (boundAt(weak, 0) >= stronger) {
      return 0;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (boundAt(weak, middle) >= stronger) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static double boundAt(Resampling weak, double soundness) {
    return new Resampling(
            weak.types().stream()
                .map(t ->
                    new ProblemType(t.weight(), t.correct(), t.verifier().withSoundness(soundness)))
                .toList(),
            weak.payoff())
        .upperBound();
  }

  /**
   * The least number of attempts after which a right answer is returned as often as the stronger
   * model gives one; 0 where that takes more than {@code most} or 2^24.
   */
  public static int attempts(AttemptCurve weak, double stronger, int most) {
    int limit = Math.min(most, MOST_ATTEMPTS);
    if (weak.correct(limit) < stronger) {
      return 0;
    }
    int low = 0;
    int high = limit;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (weak.correct(middle) >= stronger) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
