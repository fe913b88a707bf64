package isoloss.sampling.passuntil;

import isoloss.data.InputException;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.sampling.DesignCheck;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The options of {@link PassUntilAnalysis}, read. */
record Settings(
    PassRate estimator,
    int successes,
    String design,
    Level level,
    String predict,
    Scale scale,
    Map<String, Double> sizes,
    boolean byVariance,
    InstanceLaws.Single single,
    double temperature) {
  private static final String RECOGNISED = "recognised";
  private static final String NONE = "none";
  private static final String LARGEST = "largest";
  private static final int MOST_SUCCESSES = 1_000_000;

  private static final Option SUCCESSES =
      Option.number(
          "successes", "r, the successes at which sampling stopped; 0 as the design says", 0, -1);
  private static final Option DESIGN =
      Option.text(
          "design",
          "how sampling ended: fixed, stop:SUCCESSES:CAP, batch:SIZE:CAP or adaptive",
          RECOGNISED);
  private static final Option LEVEL =
      Option.choice("level", "which laws predict", "both", "dataset", "instance");
  private static final Option PREDICT =
      Option.text(
          "predict", "size to predict from the smaller ones: largest, none, or as 6.9B", LARGEST);
  private static final Option SCALE = Option.choice("x", "what the law runs over", "N", "C", "L");
  private static final Option SIZES =
      Option.text("sizes", "MODEL=SIZE,... where the table has no column of sizes", "");
  private static final Option WEIGHTS =
      Option.choice("weights", "weights of F: equal, or delta (1/Var F)", "equal", "delta");
  private static final Option SINGLE =
      Option.choice("single", "least squares of a problem with one usable size", "carry", "zero");
  private static final Option TEMPERATURE =
      Option.number("temperature", "T of the soft minimum of two circuits", 0.1, 0);

  static final List<Option> ALL =
      List.of(SUCCESSES, DESIGN, LEVEL, PREDICT, SCALE, SIZES, WEIGHTS, SINGLE, TEMPERATURE);

  /** Which laws predict. */
  enum Level {
    BOTH,
    DATASET,
    INSTANCE;

    boolean dataset() {
      return this != INSTANCE;
    }

    boolean instances() {
      return this != DATASET;
    }
  }

  static Settings of(Fitter fitter) {
    Map<String, String> options = fitter.options();
    double successes = SUCCESSES.numberIn(options);
    if (successes != Math.rint(successes) || successes < 0 || successes > MOST_SUCCESSES) {
      throw new InputException(
          "option successes=%s is not a whole number of at least 0".formatted(successes));
    }
    String sizes = SIZES.textIn(options);
    return new Settings(
        fitter.procedure().equals(Procedure.PUBLISHED) ? PassRate.PUBLISHED : PassRate.UNBIASED,
        (int) successes,
        DESIGN.textIn(options),
        Level.valueOf(LEVEL.textIn(options).toUpperCase(Locale.ROOT)),
        PREDICT.textIn(options),
        Scale.named(SCALE.textIn(options)),
        sizes.isBlank() ? Map.of() : ModelSizes.parse(sizes),
        WEIGHTS.textIn(options).equals("delta"),
        InstanceLaws.Single.valueOf(SINGLE.textIn(options).toUpperCase(Locale.ROOT)),
        TEMPERATURE.numberIn(options));
  }

  /** The size to predict; empty for none. */
  OptionalDouble target(Ladder ladder) {
    if (predict.equals(NONE)) {
      return OptionalDouble.empty();
    }
    if (predict.equals(LARGEST)) {
      return ladder.rungs() < 3
          ? OptionalDouble.empty()
          : OptionalDouble.of(ladder.size(ladder.rungs() - 1));
    }
    OptionalDouble size = ModelSizes.number(predict);
    if (size.isEmpty()) {
      throw new InputException(
          "predict=%s is no size; write largest, none, or a number such as 7e9 or 6.9B"
              .formatted(predict));
    }
    return size;
  }

  /** The design that was named, else what the counts look like. */
  SamplingDesign design(Ladder ladder) {
    List<ProblemCounts> all = ladder.counts().stream().flatMap(List::stream).toList();
    if (!design.equals(RECOGNISED)) {
      SamplingDesign named = SamplingDesign.parse(design);
      if (successes > 0
          && !(named instanceof SamplingDesign.StopAtSuccesses stop
              && stop.successes() == successes)) {
        throw new InputException(
            "successes=%d contradicts design=%s; give one of them".formatted(successes, design));
      }
      return named;
    }
    if (successes > 0) {
      int cap = all.stream().mapToInt(ProblemCounts::samples).max().orElseThrow();
      return new SamplingDesign.StopAtSuccesses(successes, cap);
    }
    return DesignCheck.of(all)
        .map(each -> SamplingDesign.parse(each.spelled()))
        .orElseGet(SamplingDesign.FixedN::new);
  }
}
