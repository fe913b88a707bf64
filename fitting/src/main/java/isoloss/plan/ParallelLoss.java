package isoloss.plan;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.fit.PublishedConstants;
import isoloss.fit.ScalingLaw;
import isoloss.law.ParScale;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A law of N non-embedding parameters and P parallel streams with its parameters, read forwards and
 * backwards.
 *
 * @param draws parameters of bootstrap draws; empty where there are none
 * @param origin of the parameters, in words
 * @param domain where they were learned
 */
public record ParallelLoss(
    ScalingLaw law, Values theta, List<Values> draws, String origin, Domain domain) {

  /** Where sizes are looked for when a law has no closed form, as natural logarithms. */
  private static final double GREATEST_LOG_SIZE = Math.log(1e30);

  private static final double GREATEST_LOG_STREAMS = Math.log(1e12);

  private static final int HALVINGS = 200;

  /** The range of the measurements behind the parameters. */
  public record Domain(double leastN, double greatestN, double greatestP) {}

  public ParallelLoss {
    draws = List.copyOf(draws);
    List<String> inputs = law.inputs().stream().map(Variable::symbol).toList();
    if (!inputs.equals(List.of("N", "P"))) {
      throw new InputException(
          "the law %s is one of %s; trade-offs of parallel streams need a law of N and P, such as"
                  .formatted(law.name(), String.join(", ", inputs))
              + " parscale");
    }
  }

  /**
   * The constants of Chen et al. (2025) for a data set.
   *
   * @throws InputException naming those that exist
   */
  public static ParallelLoss published(String dataset) {
    ParScale law = new ParScale();
    PublishedConstants set =
        law.constants().stream()
            .filter(each -> each.name().equals(dataset))
            .findFirst()
            .orElseThrow(() ->
                new InputException(
                    "no constants %s of parscale; there are %s"
                        .formatted(
                            dataset,
                            String.join(
                                ", ",
                                law.constants().stream().map(PublishedConstants::name).toList()))));
    return new ParallelLoss(
        law,
        set.theta(),
        List.of(),
        "published constants " + dataset,
        new Domain(535_813_376, 4_353_203_200.0 * 1.02, 8));
  }

  /** A fit, with the range of its rows. */
  public static ParallelLoss of(Fit fit) {
    ParallelLoss loss =
        new ParallelLoss(
            fit.law(),
            Values.of(fit.theta()),
            fit.draws(),
            "fit of %s to %d rows".formatted(fit.law().name(), fit.observations().size()),
            new Domain(0, 0, 0));
    return loss.within(
        new Domain(
            Arrays.stream(fit.observations().column("N")).min().orElse(0),
            Arrays.stream(fit.observations().column("N")).max().orElse(0),
            Arrays.stream(fit.observations().column("P")).max().orElse(0)));
  }

  private ParallelLoss within(Domain newDomain) {
    return new ParallelLoss(law, theta, draws, origin, newDomain);
  }

  public double at(double n, double p) {
    return law.value(theta.toArray(), new double[] {n, p});
  }

  /** The central interval of the curve over the draws; empty without draws. */
  public Optional<Quantile.Interval> interval(double n, double p, double level) {
    if (draws.size() < 2) {
      return Optional.empty();
    }
    double[] values =
        draws.stream()
            .mapToDouble(draw -> law.value(draw.toArray(), new double[] {n, p}))
            .toArray();
    return Optional.of(Quantile.centralInterval(values, level));
  }

  /** The loss that P streams tend to as N grows. */
  public double floor(double p) {
    return at(Math.exp(GREATEST_LOG_SIZE), p);
  }

  /** N at which P streams reach the loss; infinite where no size does. */
  public double parametersFor(double loss, double p) {
    return law instanceof ParScale
        ? ParScale.parametersFor(theta.toArray(), loss, p)
        : Math.exp(firstBelow(loss, u -> at(Math.exp(u), p), GREATEST_LOG_SIZE));
  }

  /**
   * P, a real number, at which N parameters reach the loss: 1 where one stream does, infinite where
   * no number of streams does.
   */
  public double streamsFor(double loss, double n) {
    return law instanceof ParScale
        ? Math.max(1, ParScale.streamsFor(theta.toArray(), loss, n))
        : Math.exp(firstBelow(loss, u -> at(n, Math.exp(u)), GREATEST_LOG_STREAMS));
  }

  /** The least argument in [0, end] at which a falling function is at most the loss. */
  private static double firstBelow(double loss, DoubleUnaryOperator falling, double end) {
    if (!(falling.applyAsDouble(end) <= loss)) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = end;
    if (falling.applyAsDouble(low) <= loss) {
      return low;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (falling.applyAsDouble(middle) <= loss) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
