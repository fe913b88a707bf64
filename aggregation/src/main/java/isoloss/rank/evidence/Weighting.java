package isoloss.rank.evidence;

import java.util.Locale;

/** How much a sample counts that {@code m} models were measured on, beside its own weight. */
public enum Weighting {
  /** Every comparison alike: 1. Samples with many models dominate. */
  COMPARISONS,
  /** Every measurement of a model alike: 1 / (m - 1). */
  MEASUREMENTS,
  /** Every sample alike: 2 / (m (m - 1)). */
  SAMPLES;

  /** The factor of one comparison within a sample of {@code m} models; 0 where there is none. */
  public double ofComparison(int m) {
    if (m < 2) {
      return 0;
    }
    return switch (this) {
      case COMPARISONS -> 1;
      case MEASUREMENTS -> 1.0 / (m - 1);
      case SAMPLES -> 2.0 / ((double) m * (m - 1));
    };
  }

  public String inWords() {
    return name().toLowerCase(Locale.ROOT);
  }
}
