package isoloss.rank.vote;

/** What a tie is worth to each of the two. */
public enum TieCredit {
  /** Half a win. */
  HALF(0.5, "half"),
  /** Nothing: only wins count, and a tie is as bad as a loss. */
  NONE(0, "nothing");

  private final double wins;
  private final String words;

  TieCredit(double wins, String words) {
    this.wins = wins;
    this.words = words;
  }

  public double wins() {
    return wins;
  }

  String inWords() {
    return words;
  }
}
