package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.report.Ink;
import isoloss.report.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A fitted law of exactly N and D over the box of its data. Compute is {@code C = 6 N D}.
 *
 * @param firstIsN whether the law's inputs are (N, D) or (D, N)
 */
record Surface(Fit fit, boolean firstIsN, Range n, Range d) {
  /** FLOP per parameter and token of a forward and backward pass. */
  static final double FLOP_PER_PARAMETER_TOKEN = 6;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Grid points along ln N, enough to tell the valley from ripples. */
  private static final int GRID = 96;

  private static final int FRONTIER_POINTS = 81;

  /** Golden-section steps: 0.618^60 of a grid cell is below rounding. */
  private static final int REFINEMENTS = 60;

  /** Ends in natural units. */
  record Range(double low, double high) {
    static Range of(double[] values) {
      return new Range(
          Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
    }

    boolean isWide() {
      return high > low * (1 + 1e-9);
    }

    /** Logarithmically even values, ends included. */
    double[] logSpaced(int count) {
      double[] out = new double[count];
      for (int i = 0; i < count; i++) {
        out[i] = low * Math.pow(high / low, i / (count - 1.0));
      }
      out[count - 1] = high;
      return out;
    }
  }

  /** The best way to spend a compute budget. */
  record Best(double n, double d, double compute, double loss) {}

  /** Why a fit has no surface over N and D; empty when it has one. */
  static Optional<String> whyNot(Fit fit) {
    List<String> inputs = fit.law().inputs().stream().map(Variable::symbol).toList();
    if (inputs.size() != 2 || !inputs.contains("N") || !inputs.contains("D")) {
      return Optional.of(
          "the law %s is a function of %s, not of N and D alone"
              .formatted(fit.law().name(), String.join(", ", inputs)));
    }
    if (fit.observations().isEmpty()) {
      return Optional.of("there is no row to draw");
    }
    if (!Range.of(fit.observations().column("N")).isWide()
        || !Range.of(fit.observations().column("D")).isWide()) {
      return Optional.of("all rows have the same N or the same D");
    }
    return Optional.empty();
  }

  static Surface of(Fit fit) {
    whyNot(fit)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(reason);
        });
    return new Surface(
        fit,
        fit.law().inputs().getFirst().symbol().equals("N"),
        Range.of(fit.observations().column("N")),
        Range.of(fit.observations().column("D")));
  }

  double loss(double parameters, double tokens) {
    return fit.law()
        .value(
            fit.theta(),
            firstIsN ? new double[] {parameters, tokens} : new double[] {tokens, parameters});
  }

  /**
   * The N of least loss at this compute with N and D inside the data; empty where that least loss
   * lies on the edge of the data, since then the data do not show a minimum.
   */
  Optional<Best> best(double compute) {
    double product = compute / FLOP_PER_PARAMETER_TOKEN;
    double low = Math.log(Math.max(n.low(), product / d.high()));
    double high = Math.log(Math.min(n.high(), product / d.low()));
    if (!(high > low)) {
      return Optional.empty();
    }
    double step = (high - low) / GRID;
    int least = 0;
    for (int i = 1; i <= GRID; i++) {
      if (along(low + i * step, product) < along(low + least * step, product)) {
        least = i;
      }
    }
    if (least == 0 || least == GRID) {
      return Optional.empty();
    }
    double logN = goldenSection(low + (least - 1) * step, low + (least + 1) * step, product);
    double parameters = Math.exp(logN);
    return Optional.of(new Best(parameters, product / parameters, compute, along(logN, product)));
  }

  private double along(double logN, double product) {
    double parameters = Math.exp(logN);
    return loss(parameters, product / parameters);
  }

  private double goldenSection(double low, double high, double product) {
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = along(left, product);
    double atRight = along(right, product);
    for (int i = 0; i < REFINEMENTS; i++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = along(left, product);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = along(right, product);
      }
    }
    return (low + high) / 2;
  }

  /** The compute-optimal points along logarithmically even budgets, where a minimum is interior. */
  List<Best> frontier(int budgets) {
    Range compute =
        new Range(
            FLOP_PER_PARAMETER_TOKEN * n.low() * d.low(),
            FLOP_PER_PARAMETER_TOKEN * n.high() * d.high());
    return Arrays.stream(compute.logSpaced(budgets))
        .mapToObj(this::best)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The frontier in two of its quantities; empty where fewer than two budgets have a minimum. */
  Optional<Layer> frontierLine(ToDoubleFunction<Best> x, ToDoubleFunction<Best> y) {
    List<Best> frontier = frontier(FRONTIER_POINTS);
    return frontier.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Layer.Line(
                "frontier",
                Ink.VERMILION,
                Layer.Stroke.SOLID,
                Layer.Weight.STRONG,
                Values.of(frontier.stream().mapToDouble(x).toArray()),
                Values.of(frontier.stream().mapToDouble(y).toArray())));
  }
}
