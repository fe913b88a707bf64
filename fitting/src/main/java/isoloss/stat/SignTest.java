package isoloss.stat;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Whether wins and losses are equally likely, from their numbers; ties say nothing and are left
 * out. McNemar's test of two systems is this one on the samples that exactly one of them solves.
 * Without a win or a loss every p-value is 1.
 *
 * @param wins b, samples that the first alone solves
 * @param losses c, samples that the second alone solves
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar (1947)</a>
 */
public record SignTest(long wins, long losses) {
  public SignTest {
    if (wins < 0 || losses < 0 || wins + losses > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(wins + " wins and " + losses + " losses");
    }
  }

  /** {@code min(1, 2 P(X <= min(b, c)))}, X binomial with b + c trials of 1/2. */
  public double exact() {
    return Math.min(1, 2 * binomial().cumulativeProbability(fewer()));
  }

  /**
   * {@code 2 P(X <= min(b, c)) - P(X = min(b, c))}: less cautious than {@link #exact}, and its
   * error rate is nearly the stated one.
   *
   * @see <a href="https://doi.org/10.1186/1471-2288-13-91">Fagerland, Lydersen and Laake (2013)</a>
   */
  public double midP() {
    BinomialDistribution x = binomial();
    return Math.min(1, 2 * x.cumulativeProbability(fewer()) - x.probability(fewer()));
  }

  /** {@code (b - c)^2 / (b + c)}; 0 without a win or a loss. */
  public double chiSquared() {
    return squareOver(wins - losses);
  }

  /** {@code (|b - c| - 1)^2 / (b + c)}, Edwards' correction for continuity; 0 where b = c. */
  public double chiSquaredCorrected() {
    return squareOver(Math.max(0, Math.abs(wins - losses) - 1));
  }

  private double squareOver(double difference) {
    return wins + losses == 0 ? 0 : difference * difference / (wins + losses);
  }

  private int fewer() {
    return (int) Math.min(wins, losses);
  }

  private BinomialDistribution binomial() {
    return new BinomialDistribution(null, (int) (wins + losses), 0.5);
  }
}
