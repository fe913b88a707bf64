package isoloss.rank.pair;

/** What a tie becomes where a model knows only wins. */
enum TieRule {
  /** A full win for each of the two, as ONEBench counts. */
  EACH_WINS(1),
  /** Half a win for each. */
  HALF(0.5),
  /** Nothing. */
  NONE(0);

  private final double wins;

  TieRule(double wins) {
    this.wins = wins;
  }

  /** For each of the two. */
  double wins() {
    return wins;
  }
}
