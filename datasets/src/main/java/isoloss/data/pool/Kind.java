package isoloss.data.pool;

import java.util.Locale;

/** What a sample measures. */
public enum Kind {
  /** Every score is 0 or 1. */
  BINARY,
  /** Scores on a scale; differences and means have a meaning. */
  NUMERIC,
  /** Places in an ordering, 1 for the best; only their order has a meaning. */
  ORDINAL,
  /** Two models at a time: one wins, or they tie. */
  PAIRWISE;

  /** In lower case, as files and texts write it. */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT);
  }
}
