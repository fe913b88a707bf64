package isoloss.sampling.passuntil;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Predictions of the mean pass rate at one size, from the rungs below it, by every method. */
final class Forecasts {
  static final String TWO_POINTS = "instance, least squares (2 or more sizes)";
  static final String THREE_POINTS = "instance, least squares (3 or more sizes)";
  static final String LIKELIHOOD = "instance, likelihood";

  private final Ladder ladder;
  private final DatasetLevel dataset;
  private final double target;
  private final Settings.Level level;
  private final Map<String, double[]> instances = new LinkedHashMap<>();
  private final InstanceLikelihood.Maximum[] maxima;
  private final double[] byLines;
  private final Optional<GoldLoss> goldLoss;

  /**
   * @param dataset of the rungs below the target
   */
  Forecasts(DatasetLevel dataset, double target, Settings settings) {
    this.dataset = dataset;
    this.ladder = dataset.ladder();
    this.target = target;
    this.level = settings.level();
    if (level.instances()) {
      double x = x();
      byLines = InstanceLaws.leastSquares(ladder, dataset.passRates(), x, 2, settings.single());
      instances.put(TWO_POINTS, byLines);
      instances.put(
          THREE_POINTS,
          InstanceLaws.leastSquares(ladder, dataset.passRates(), x, 3, settings.single()));
      maxima = InstanceLaws.likelihood(ladder, InstanceLikelihood.Prior.NONE);
      instances.put(LIKELIHOOD, InstanceLaws.predicted(ladder, maxima, x));
      goldLoss =
          ladder.goldLosses().map(losses -> new GoldLoss(ladder, dataset.passRates(), losses, x));
    } else {
      byLines = new double[0];
      goldLoss = Optional.empty();
      maxima = new InstanceLikelihood.Maximum[0];
    }
  }

  private double x() {
    return ladder.scale().x(target);
  }

  /** By name of the method, when problems count as often as told; NaN where there is no law. */
  Map<String, Double> of(int[] multiplicities) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (level.dataset()) {
      values.put("dataset", byDataset(multiplicities));
    }
    instances.forEach((name, rates) -> values.put(name, DatasetLevel.mean(rates, multiplicities)));
    if (level.instances()) {
      values.put("instance, shrunk", DatasetLevel.mean(shrunk(multiplicities), multiplicities));
      goldLoss.ifPresent(each ->
          values.put(
              "instance, loss-assisted",
              DatasetLevel.mean(each.assisted(byLines, multiplicities), multiplicities)));
    }
    return values;
  }

  private double byDataset(int[] multiplicities) {
    return TaskLaw.usablePoints(dataset.means(multiplicities)).length < 2
        ? Double.NaN
        : dataset.law(multiplicities).at(target);
  }

  /** Each problem's alpha drawn towards what the problems have in common. */
  double[] shrunk(int[] multiplicities) {
    InstanceLikelihood.Prior prior = SharedExponent.of(ladder, maxima, multiplicities);
    double[] predicted = new double[maxima.length];
    for (int i = 0; i < predicted.length; i++) {
      if (multiplicities[i] > 0 && InstanceLaws.everSolved(ladder, i)) {
        predicted[i] = InstanceLaws.maximum(ladder, i, prior).passRate(x());
      }
    }
    return predicted;
  }

  /** Predicted pass rates per problem of the methods that need no common prior. */
  Map<String, double[]> perProblem() {
    return instances;
  }

  /** How many solved problems have their alpha on the border of its box. */
  long onBorder() {
    return IntStream.range(0, maxima.length)
        .filter(i -> InstanceLaws.everSolved(ladder, i))
        .filter(i -> Math.abs(maxima[i].exponent()) >= InstanceLikelihood.GREATEST_EXPONENT)
        .count();
  }

  double[][] passRates() {
    return dataset.passRates();
  }

  InstanceLikelihood.Maximum[] maxima() {
    return maxima;
  }

  Ladder ladder() {
    return ladder;
  }
}
