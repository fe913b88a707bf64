package isoloss.sampling.selection;

import isoloss.stat.LogFactorials;
import java.util.Arrays;

/**
 * The expected accuracy of the most frequent answer among N of n samples, exactly. Answers with
 * equal votes share the credit evenly. For each number m of votes of the winner, answers are taken
 * up one after the other: the number of samples with this answer among those still to be drawn is
 * hypergeometric; more than m votes are not allowed, m votes make one more winner. As the credit of
 * t winners is the mean of theirs, the state needs beside the samples drawn only t and the expected
 * sum of credits.
 *
 * <p>Equal to the coefficient of {@code x^N} in {@code prod_a (sum_{j<m} C(c_a,j) x^j + C(c_a,m)
 * x^m y z^{o_a})}, divided by {@code C(n,N)}, without numbers that overflow.
 */
public final class MajorityVote {
  private final int[] counts;
  private final double[] credit;
  private final int samples;
  private final LogFactorials logs;

  /**
   * @param counts samples with each distinct answer
   * @param credit of each answer, 1 where it is right
   */
  public MajorityVote(int[] counts, double[] credit) {
    if (counts.length == 0 || counts.length != credit.length) {
      throw new IllegalArgumentException(counts.length + " answers, " + credit.length + " credits");
    }
    this.counts = counts.clone();
    this.credit = credit.clone();
    this.samples = Arrays.stream(counts).sum();
    this.logs = LogFactorials.upTo(samples);
  }

  /**
   * The expected credit of the vote among {@code drawn} samples.
   *
   * @param drawn N, from 1 to n
   */
  public double accuracy(int drawn) {
    if (drawn < 1 || drawn > samples) {
      throw new IllegalArgumentException("cannot draw %d of %d".formatted(drawn, samples));
    }
    double sum = 0;
    for (int votes = 1; votes <= drawn; votes++) {
      sum += creditOfWinnersWith(votes, drawn);
    }
    return sum;
  }

  /** Probability and expected sum of credits by samples drawn and number of winners. */
  private record State(double[][] probability, double[][] credits) {
    static State empty(int drawn, int mostWinners) {
      return new State(
          new double[drawn + 1][mostWinners + 1], new double[drawn + 1][mostWinners + 1]);
    }

    boolean isReached(int drawn) {
      return Arrays.stream(probability[drawn]).anyMatch(p -> p > 0);
    }

    void add(int drawn, int winners, double moreProbability, double moreCredits) {
      probability[drawn][winners] += moreProbability;
      credits[drawn][winners] += moreCredits;
    }
  }

  private double creditOfWinnersWith(int votes, int drawn) {
    int mostWinners = Math.min(counts.length, drawn / votes);
    State state = State.empty(drawn, mostWinners);
    state.add(0, 0, 1, 0);
    int rest = samples;
    for (int answer = 0; answer < counts.length; answer++) {
      rest -= counts[answer];
      State next = State.empty(drawn, mostWinners);
      for (int x = 0; x <= drawn; x++) {
        if (state.isReached(x)) {
          advance(state, next, x, answer, rest, votes, drawn);
        }
      }
      state = next;
    }
    double sum = 0;
    for (int t = 1; t <= mostWinners; t++) {
      sum += state.credits()[drawn][t] / t;
    }
    return sum;
  }

  private void advance(State from, State to, int x, int answer, int rest, int votes, int drawn) {
    int missing = drawn - x;
    int most = Math.min(Math.min(votes, counts[answer]), missing);
    for (int j = Math.max(0, missing - rest); j <= most; j++) {
      double share = logs.hypergeometric(j, counts[answer], rest, missing);
      boolean wins = j == votes;
      for (int t = 0; t < to.probability()[x].length - (wins ? 1 : 0); t++) {
        double probability = from.probability()[x][t];
        double won = wins ? probability * credit[answer] : 0;
        to.add(x + j, wins ? t + 1 : t, share * probability, share * (from.credits()[x][t] + won));
      }
    }
  }
}
