package isoloss.fit;

import isoloss.data.Observations;
import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

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

  /** The choice of the loss that most procedures offer, least squares at first. */
  public static final Option LOSS =
      Option.choice("loss", "what is summed over the rows", "squared", "huber", "soft-l1");

  /** Where Huber's function turns linear, on the scale of the residuals. */
  public static final Option DELTA =
      Option.number("delta", "where Huber's function turns linear; used with loss=huber", 1e-3, 0);

  /** Where the soft-L1 loss turns linear, on the scale of the residuals. */
  public static final Option SCALE =
      Option.number("scale", "where soft-L1 turns linear; used with loss=soft-l1", 3e-3, 0);

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
   * holds; options {@code loss}, {@code delta}, {@code scale}, {@code starts}.
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

  /** Our default: least squares or a robust loss with a certified optimum. */
  public static Procedure bestOptimum() {
    return new Procedure(
        DEFAULT,
        "least squares (or Huber, or soft-L1) from many starts in well-scaled coordinates,"
            + " polished until the first-order condition holds",
        List.of(LOSS, DELTA, SCALE, STARTS),
        new BestOptimum());
  }

  /** The same with soft-L1 as the loss unless the caller chooses another. */
  public Procedure withSoftL1(double scale) {
    return with(Option.choice("loss", LOSS.meaning(), "soft-l1", "squared", "huber"))
        .with(Option.number(SCALE.key(), SCALE.meaning(), scale, 0));
  }

  /** The same with another default of an option, or with one option more. */
  public Procedure with(Option option) {
    List<Option> all = new ArrayList<>(options);
    int at =
        IntStream.range(0, all.size())
            .filter(i -> isCalled(option.key(), i))
            .findFirst()
            .orElse(-1);
    if (at < 0) {
      all.add(option);
    } else {
      all.set(at, option);
    }
    return new Procedure(name, description, all, method);
  }

  private boolean isCalled(String key, int option) {
    return options.get(option).key().equals(key);
  }

  /** The same, described in other words. */
  public Procedure describedAs(String words) {
    return new Procedure(name, words, options, method);
  }

  /** The option of this key as this procedure has it, else as most have it. */
  private Option option(Option usual) {
    return options.stream()
        .filter(each -> each.key().equals(usual.key()))
        .findFirst()
        .orElse(usual);
  }

  /** The loss that the options choose. */
  Loss loss(Map<String, String> chosen) {
    return switch (option(LOSS).textIn(chosen)) {
      case "huber" -> new Loss.Huber(option(DELTA).numberIn(chosen));
      case "soft-l1" -> new Loss.SoftL1(option(SCALE).numberIn(chosen));
      default -> new Loss.Squared();
    };
  }

  /** The number of starting points that the options choose. */
  int starts(Map<String, String> chosen) {
    return (int) Math.ceil(option(STARTS).numberIn(chosen));
  }

  /** The seed of a search, apart from that of a bootstrap. */
  static Seed searchSeed(long seed) {
    return new Seed(seed).child("search");
  }
}
