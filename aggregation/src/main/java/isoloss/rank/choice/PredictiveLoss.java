package isoloss.rank.choice;

import java.util.Locale;

/**
 * How well a candidate predicts measurements that it has not seen.
 *
 * @param candidate name of a method
 * @param of what is predicted: {@code cell}, {@code decisive pair} or {@code pair}
 * @param nats mean of minus the log of the chance given to what happened
 * @param baseline what the candidate must not fall behind
 * @param standardError of the difference to the baseline; samples held out together move together
 */
public record PredictiveLoss(
    String candidate,
    String of,
    double nats,
    String baseline,
    double baselineNats,
    double standardError) {
  /** Standard errors beyond which a difference is clear. */
  private static final double CLEAR = 2;

  /** Whether it loses more than the baseline, by over two standard errors of the difference. */
  public boolean isClearlyWorse() {
    return nats - baselineNats > CLEAR * standardError;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %.4f per %s (%s %.4f, se of the difference %.4f)",
        candidate,
        nats,
        of,
        baseline,
        baselineNats,
        standardError);
  }
}
