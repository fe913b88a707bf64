package isoloss.fit;

/** What an interval around a prediction is meant to hold, and how often. */
public record Predict(Kind kind, double level) {

  /** What the interval is about. */
  public enum Kind {
    /** The law's own curve: draws of the parameters alone. */
    MEAN,
    /** One further run: draws of the parameters and the scatter of runs around the curve. */
    NEW_RUN
  }

  public Predict {
    Uncertainty.requireLevel(level);
  }

  /** A new run at level 0.9. */
  public static Predict withDefaults() {
    return new Predict(Kind.NEW_RUN, 0.9);
  }

  public Predict withKind(Kind newKind) {
    return new Predict(newKind, level);
  }

  public Predict withLevel(double newLevel) {
    return new Predict(kind, newLevel);
  }
}
