package isoloss.law.hyper;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.fit.Fitter;
import isoloss.fit.Procedure;
import isoloss.fit.Uncertainty;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param method whose law is the result
 * @param tolerance of that method
 * @param kind of resampling behind the intervals, {@link Resamples#ROWS} or {@link Resamples#CELLS}
 */
record StepSetting(
    ExtractionMethod method,
    double tolerance,
    Optional<Uncertainty.Bootstrap> bootstrap,
    String kind,
    Seed seed,
    int threads) {

  static StepSetting of(Fitter fitter) {
    boolean published = fitter.procedure().equals(Procedure.PUBLISHED);
    ExtractionMethod method =
        published
            ? ExtractionMethod.NEAR_OPTIMAL
            : ExtractionMethod.named(StepLaw.METHOD.textIn(fitter.options()));
    Optional<Uncertainty.Bootstrap> bootstrap =
        fitter.uncertainty() instanceof Uncertainty.Bootstrap chosen
            ? Optional.of(chosen)
            : Optional.empty();
    return new StepSetting(
        method,
        tolerance(fitter, method),
        bootstrap,
        kind(bootstrap.map(Uncertainty.Bootstrap::cluster).orElse(""), published),
        fitter.root(),
        fitter.threads());
  }

  private static double tolerance(Fitter fitter, ExtractionMethod method) {
    String key = StepLaw.TOLERANCE.key();
    if (!fitter.options().containsKey(key)) {
      return method.standardTolerance();
    }
    if (method == ExtractionMethod.ARGMIN) {
      throw new IllegalArgumentException(
          "option %s: the method argmin takes the best run and has no tolerance; leave it out"
              .formatted(key));
    }
    return StepLaw.TOLERANCE.numberIn(fitter.options());
  }

  private static String kind(String cluster, boolean published) {
    return switch (cluster) {
      case "" -> published ? Resamples.ROWS : Resamples.CELLS;
      case "cell" -> Resamples.CELLS;
      case "run" -> Resamples.ROWS;
      default ->
          throw new InputException(
              "step-law resamples by cell or by run, not by %s; say --by cell or --by run"
                  .formatted(cluster));
    };
  }

  /** The tolerance that a method runs with: the chosen one its own, the others their standard. */
  double toleranceOf(ExtractionMethod each) {
    return each == method ? tolerance : each.standardTolerance();
  }
}
