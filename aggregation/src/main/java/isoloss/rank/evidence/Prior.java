package isoloss.rank.evidence;

/**
 * What is assumed beside the measurements; only on request, and flagged wherever it is used.
 * Aggregators that know no such prior refuse it.
 */
public sealed interface Prior {

  /** Nothing is assumed. */
  record None() implements Prior {}

  /** Log-strengths are normal around 0: {@code -sum theta^2 / (2 sd^2)}. */
  record Gaussian(double standardDeviation) implements Prior {
    public Gaussian {
      if (!(standardDeviation > 0)) {
        throw new IllegalArgumentException(
            "standard deviation " + standardDeviation + " of the prior is not above 0");
      }
    }
  }

  /** A model of log-strength 0 that won and lost so often against each; connects everything. */
  record PseudoComparisons(double wins) implements Prior {
    public PseudoComparisons {
      if (!(wins > 0)) {
        throw new IllegalArgumentException(wins + " pseudo-wins are not above 0");
      }
    }
  }

  /** A rate added to every ordered pair of models, as choix does with its {@code alpha}. */
  record EveryPair(double wins) implements Prior {
    public EveryPair {
      if (!(wins > 0)) {
        throw new IllegalArgumentException(wins + " wins of every pair are not above 0");
      }
    }
  }
}
