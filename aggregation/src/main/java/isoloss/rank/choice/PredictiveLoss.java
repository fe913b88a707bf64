package isoloss.rank.choice;

import java.util.Locale;

/**
 * How well a candidate predicts measurements that it has not seen.
 *
 * @param candidate name of a method
 * @param kind what is predicted
 * @param loss the lower the better
 * @param baseline what the candidate must not fall behind
 * @param standardError of the difference to the baseline
 */
public record PredictiveLoss(
    String candidate,
    Kind kind,
    double loss,
    String baseline,
    double baselineLoss,
    double standardError) {
  /** Standard errors beyond which a difference is clear. */
  private static final double CLEAR = 2;

  /** What is predicted, and how a prediction is judged. */
  public enum Kind {
    /** Log loss in nats of single scores between 0 and 1. */
    CELL("log loss per cell"),
    /** Squared error of the mean of a model's held-out scores, times their number. */
    MEAN("squared error of held-out means"),
    /** Log loss in nats of who wins, where somebody does. */
    DECISIVE("log loss per decisive pair"),
    /** Log loss in nats of win, loss or tie. */
    THREE_RESULTS("log loss per pair, ties included");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String inWords() {
      return words;
    }
  }

  /** Whether it loses more than the baseline, by over two standard errors of the difference. */
  public boolean isClearlyWorse() {
    return loss - baselineLoss > CLEAR * standardError;
  }

  /** For example {@code rasch .3196, item mean .3640 (difference -.0444, se .0027)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %.4f, %s %.4f (difference %.4f, se %.4f)",
        candidate,
        loss,
        baseline,
        baselineLoss,
        loss - baselineLoss,
        standardError);
  }
}
