package isoloss.rank.method;

/**
 * What must join models so that an aggregator can put them into one order. Where it does not, the
 * models fall into components, and each gets a table of its own.
 */
public enum Link {
  /** A chain of shared samples or comparisons, whatever came out. */
  COMPARED,
  /** Chains of wins or ties in both directions: a tie counts for both. */
  WINS_AND_TIES,
  /** Chains of wins in both directions; a tie joins nobody. */
  WINS_ONLY
}
