package isoloss.fit;

/** What a fit adds up over the rows. */
public sealed interface Loss {

  /** In words, for example {@code sum Huber(1e-3) of log residuals}. */
  String describe();

  /** Half the square of the residual of the logarithm of the response. */
  record SquaredLog() implements Loss {
    @Override
    public String describe() {
      return "sum of squared log residuals";
    }
  }

  /** Huber's function of the residual of the logarithm of the response. */
  record HuberLog(double delta) implements Loss {
    public HuberLog {
      if (!(delta > 0)) {
        throw new IllegalArgumentException("Huber's delta " + delta + " is not positive");
      }
    }

    @Override
    public String describe() {
      return "sum Huber(" + (delta == 1e-3 ? "1e-3" : String.valueOf(delta)) + ") of log residuals";
    }
  }
}
