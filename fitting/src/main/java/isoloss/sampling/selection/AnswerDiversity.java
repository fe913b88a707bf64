package isoloss.sampling.selection;

/**
 * The probability that two different samples of a problem disagree: {@code 1 - sum_a c_a (c_a - 1)
 * / (n (n - 1))}, Simpson's index without bias. NaN for a single sample.
 */
public final class AnswerDiversity {
  private AnswerDiversity() {}

  public static double simpson(int[] counts) {
    double n = 0;
    double agreeing = 0;
    for (int count : counts) {
      n += count;
      agreeing += (double) count * (count - 1);
    }
    return n < 2 ? Double.NaN : 1 - agreeing / (n * (n - 1));
  }
}
