package isoloss.fit;

import isoloss.data.Observations;
import isoloss.data.Seed;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A named way to find a law's parameters.
 *
 * @param name on the command line, {@code default} or {@code published}
 * @param description in words, one sentence, with the source and what differs from it
 * @param options what the caller may set beside the name
 */
public record Procedure(String name, String description, List<Option> options, Method method) {

  public static final String DEFAULT = "default";
  public static final String PUBLISHED = "published";

  /** The choice between least squares and Huber's function that most procedures offer. */
  public static final Option LOSS =
      Option.choice("loss", "what is summed over the rows", "squared", "huber");

  /** Where Huber's function turns linear, on the scale of the residuals. */
  public static final Option DELTA =
      Option.number("delta", "where Huber's function turns linear; used with loss=huber", 1e-3, 0);

  /** How many starting points are searched from. */
  public static final Option STARTS =
      Option.number("starts", "number of starting points, a whole number", 24, 0.5);

  public Procedure {
    options = List.copyOf(options);
  }

  /** How the numbers are found: by minimising a sum over rows, or by a sequence of steps. */
  public sealed interface Method {}

  /**
   * The best minimum from the law's own starting points, polished until the first-order condition
   * holds; options {@code loss}, {@code delta}, {@code starts}.
   */
  public record BestOptimum() implements Method {}

  /**
   * A fixed loss from a fixed list of starting points, best kept.
   *
   * @param starts in natural parameters, in the published order, for the rows at hand
   * @param resamples which rows the bootstrap of the procedure draws
   */
  public record FixedStarts(Loss loss, Function<Rows, List<double[]>> starts, Resamples resamples)
      implements Method {}

  /** Where the rows of bootstrap draws come from. */
  public enum Resamples {
    /** A seed of its own for each draw. */
    KEYED,
    /** One sequence of NumPy's legacy generator, on which published standard errors rest. */
    NUMPY
  }

  /** The steps of a paper or of its authors' code, without one objective that is minimised. */
  public record Staged(Steps steps) implements Method {}

  /** An algorithm that ends in natural parameters. */
  public interface Steps {

    /** What {@link #objective} measures, in words. */
    String objectiveName();

    /**
     * The measure that the last steps make small, at any natural parameters; NaN where the rows do
     * not admit it.
     */
    double objective(double[] theta, Observations observations);

    /**
     * @param multiplicity how often each row counts: ones for a fit, the counts of a resample else
     * @throws isoloss.data.InputException if the design of the data does not admit the steps
     */
    Outcome run(Observations observations, int[] multiplicity, Map<String, String> options);

    /** The role whose equal values must be drawn together when rows are resampled. */
    String resamplingUnit();
  }

  /**
   * What steps found.
   *
   * @param remarks what happened on the way: rows used, errors of the stages
   * @param diagnostics what a reader must know beside the remarks, for example rival minima
   * @param held names of the parameters that the steps keep at given values
   */
  public record Outcome(
      double[] theta,
      double objective,
      long evaluations,
      List<String> remarks,
      List<Diagnostic> diagnostics,
      List<String> held) {
    public Outcome {
      theta = theta.clone();
      remarks = List.copyOf(remarks);
      diagnostics = List.copyOf(diagnostics);
      held = List.copyOf(held);
    }

    public Outcome(double[] theta, double objective, long evaluations, List<String> remarks) {
      this(theta, objective, evaluations, remarks, List.of(), List.of());
    }

    @Override
    public double[] theta() {
      return theta.clone();
    }
  }

  /** Our default: least squares or Huber's function with a certified optimum. */
  public static Procedure bestOptimum() {
    return new Procedure(
        DEFAULT,
        "least squares (or Huber) from many starts in well-scaled coordinates,"
            + " polished until the first-order condition holds",
        List.of(LOSS, DELTA, STARTS),
        new BestOptimum());
  }

  /** The loss that the options choose. */
  static Loss loss(Map<String, String> options) {
    return "huber".equals(options.getOrDefault(LOSS.key(), "squared"))
        ? new Loss.Huber(DELTA.numberIn(options))
        : new Loss.Squared();
  }

  /** The seed of a search, apart from that of a bootstrap. */
  static Seed searchSeed(long seed) {
    return new Seed(seed).child("search");
  }
}
