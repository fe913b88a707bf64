package isoloss.rank.vote;

/** Numbers that every battle moves a little. */
interface Rating {

  /**
   * @param result 1 where a won, 0 where b did, one half for a tie
   */
  void battle(int a, int b, double result);

  /** One per model, high ones good. */
  double[] scores();
}
