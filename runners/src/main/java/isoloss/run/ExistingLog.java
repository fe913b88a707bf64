package isoloss.run;

/** What to do with a run log that is already there. */
public enum ExistingLog {
  /** Fail. */
  REFUSE,
  /** Keep what is complete, do the rest. */
  RESUME,
  /** Begin anew. */
  REPLACE
}
