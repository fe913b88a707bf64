package isoloss.sampling.passuntil;

import isoloss.data.Seed;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.optim.IndexedWork;
import isoloss.sampling.resample.Clusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The task law of all sizes, its curvature and the forecasts, each with its bootstrap over
 * problems.
 *
 * @param forecasts of a target size; empty where none was asked for
 * @param draws one entry per resample
 */
record TaskLawFit(
    DatasetLevel dataset,
    TaskLaw law,
    Optional<Curvature> curvature,
    Optional<Forecasts> forecasts,
    Map<String, Double> predicted,
    Draw[] draws) {

  /**
   * What one resample gives; NaN where it had too few sizes with 0 &lt; PU &lt; 1.
   *
   * @param bend the quadratic coefficient
   */
  record Draw(
      double coefficient,
      double exponent,
      double intercept,
      double bend,
      Map<String, Double> predicted) {}

  static TaskLawFit of(DatasetLevel dataset, Optional<Forecasts> forecasts, Fitter fitter) {
    int count =
        fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap ? bootstrap.draws() : 0;
    Ladder ladder = dataset.ladder();
    Clusters clusters = ladder.clusters();
    Draw[] draws = new Draw[count];
    Seed seed = fitter.root().child("pass-until");
    IndexedWork.run(
        count,
        fitter.threads(),
        () -> clusters,
        (shared, index) -> draws[index] = draw(dataset, forecasts, shared.draw(seed.child(index))));
    int[] once = DatasetLevel.once(ladder.problems());
    TaskLaw law = dataset.law(once);
    return new TaskLawFit(
        dataset,
        law,
        curvature(dataset, law, draws),
        forecasts,
        forecasts.map(each -> each.of(once)).orElseGet(LinkedHashMap::new),
        draws);
  }

  private static Draw draw(
      DatasetLevel dataset, Optional<Forecasts> forecasts, int[] multiplicities) {
    Map<String, Double> predicted =
        forecasts.map(each -> each.of(multiplicities)).orElseGet(LinkedHashMap::new);
    int usable = TaskLaw.usablePoints(dataset.means(multiplicities)).length;
    if (usable < 2) {
      return new Draw(Double.NaN, Double.NaN, Double.NaN, Double.NaN, predicted);
    }
    TaskLaw law = dataset.law(multiplicities);
    return new Draw(
        law.coefficient(),
        law.exponent(),
        law.line().intercept(),
        usable < 3 ? Double.NaN : dataset.parabola(multiplicities).curvature(),
        predicted);
  }

  private static Optional<Curvature> curvature(DatasetLevel dataset, TaskLaw law, Draw[] draws) {
    int[] once = DatasetLevel.once(dataset.ladder().problems());
    int[] usable = TaskLaw.usablePoints(dataset.means(once));
    if (usable.length < 3) {
      return Optional.empty();
    }
    double[] x = dataset.ladder().x();
    return Optional.of(
        Curvature.of(
            Arrays.stream(usable).mapToDouble(j -> x[j]).toArray(),
            law.line(),
            dataset.parabola(once),
            Arrays.stream(draws).mapToDouble(Draw::bend).toArray()));
  }

  /** Draws of one prediction that exist. */
  double[] drawsOf(String method) {
    return Arrays.stream(draws)
        .mapToDouble(draw -> draw.predicted().getOrDefault(method, Double.NaN))
        .filter(Double::isFinite)
        .toArray();
  }
}
