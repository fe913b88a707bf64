package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.optim.Optimum;
import isoloss.optim.Termination;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One fit in the making: solve, resample, judge, score. */
final class Fitting {
  private final Fitter fitter;
  private final ScalingLaw law;
  private final Procedure procedure;
  private final Imported data;
  private final Observations observations;
  private final Rows rows;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Fitting(Fitter fitter, ScalingLaw law, Procedure procedure, Imported data, Rows rows) {
    this.fitter = fitter;
    this.law = law;
    this.procedure = procedure;
    this.data = data;
    this.observations = data.observations();
    this.rows = rows;
  }

  Fit run() {
    CpuTime cpu = CpuTime.start();
    Solution solution = solve();
    Draws draws = draws(solution);
    if (rows.isWeighted()) {
      diagnostics.add(weighted());
    }
    diagnostics.addAll(Diagnosis.of(law, solution, rows));
    diagnostics.addAll(Diagnosis.ofDraws(draws));
    Scores scores = new Scores(law, solution.theta(), rows);
    return new Fit(
        law,
        procedure.name(),
        fitter.options(),
        data,
        estimates(solution.theta(), draws),
        solution.objective(),
        publishedObjective(solution),
        solution.optimum(),
        solution.converged(),
        fitter.uncertainty(),
        draws.parameters(),
        diagnostics,
        scores.inSample(),
        heldOut(solution, draws),
        manifest(fitter.seed(), fitter.command(), cpu.seconds()));
  }

  /** The estimates alone, without polishing, resampling, judging and scoring. */
  double[] parameters() {
    if (procedure.method() instanceof Procedure.BestOptimum) {
      Coordinates coordinates = law.coordinates(rows, fitter.options());
      Loss loss = procedure.loss(fitter.options());
      int count = procedure.starts(fitter.options());
      List<double[]> starts = coordinates.starts(loss, count, fitter.root().child("search"));
      requireStarts(starts);
      double[] weights = rows.weights();
      return coordinates.natural(
          new Minimiser(coordinates, loss)
              .unpolished(starts, weights, fitter.threads())
              .point()
              .toArray());
    }
    return solve().theta();
  }

  private void requireStarts(List<double[]> starts) {
    if (starts.isEmpty()) {
      throw new InputException(
          "the law %s is not finite on these data at any starting point".formatted(law.name()));
    }
  }

  static Fit.Manifest manifest(long seed, String command, double cpuSeconds) {
    return new Fit.Manifest(
        seed, version(), System.getProperty("java.version", ""), command, cpuSeconds);
  }

  private static String version() {
    String version = Fitting.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private Solution solve() {
    return switch (procedure.method()) {
      case Procedure.BestOptimum() -> {
        Coordinates coordinates = law.coordinates(rows, fitter.options());
        Loss loss = procedure.loss(fitter.options());
        int count = procedure.starts(fitter.options());
        yield minimise(
            coordinates, loss, coordinates.starts(loss, count, fitter.root().child("search")));
      }
      case Procedure.FixedStarts(Loss loss, var starts, var resamples) -> {
        Coordinates coordinates = law.coordinates(rows, fitter.options());
        yield minimise(
            coordinates, loss, starts.apply(rows).stream().map(coordinates::search).toList());
      }
      case Procedure.Staged(Procedure.Steps steps) -> staged(steps);
    };
  }

  private Solution minimise(Coordinates coordinates, Loss loss, List<double[]> starts) {
    requireStarts(starts);
    double[] weights = rows.weights();
    Minimiser.Exploration found =
        new Minimiser(coordinates, loss).best(starts, weights, fitter.threads());
    Optimum optimum = found.optimum();
    return new Solution(
        coordinates.natural(optimum.point().toArray()),
        coordinates,
        Optional.of(loss),
        new Fit.ObjectiveValue(loss.describe(rows.logarithmic()), optimum.value()),
        optimum,
        Minimiser.isConverged(optimum.firstOrder()),
        found.ends(),
        List.of());
  }

  private Solution staged(Procedure.Steps steps) {
    int[] once = new int[rows.size()];
    Arrays.fill(once, 1);
    Procedure.Outcome outcome = steps.run(observations, once, fitter.options());
    diagnostics.addAll(outcome.diagnostics());
    Coordinates coordinates =
        HeldCoordinates.of(
            law.coordinates(rows, fitter.options()), outcome.held(), outcome.theta());
    Optimum optimum =
        new Optimum(
            Values.of(coordinates.search(outcome.theta())),
            outcome.objective(),
            Double.NaN,
            1,
            1,
            1,
            outcome.evaluations(),
            Termination.CLOSED_FORM);
    return new Solution(
        outcome.theta(),
        coordinates,
        Optional.empty(),
        new Fit.ObjectiveValue(steps.objectiveName(), outcome.objective()),
        optimum,
        Arrays.stream(outcome.theta()).allMatch(Double::isFinite),
        List.of(),
        outcome.remarks());
  }

  private Diagnostic weighted() {
    return procedure.method() instanceof Procedure.Staged
        ? new Diagnostic.Remark(
            "weights-ignored",
            Diagnostic.Severity.WARNING,
            "the data have weights and the "
                + procedure.name()
                + " procedure of "
                + law.name()
                + " has no place for them; every row counted once")
        : new Diagnostic.Remark(
            "weighted",
            Diagnostic.Severity.NOTE,
            "rows count by the column weight in the objective; errors and R2 in sample do not");
  }

  private Fit.ObjectiveValue publishedObjective(Solution solution) {
    return law.procedures().stream()
        .filter(each -> each.name().equals(Procedure.PUBLISHED))
        .findFirst()
        .map(published -> publishedObjective(published, solution))
        .orElse(solution.objective());
  }

  private Fit.ObjectiveValue publishedObjective(Procedure published, Solution solution) {
    return switch (published.method()) {
      case Procedure.FixedStarts(Loss loss, var starts, var resamples) ->
          new Fit.ObjectiveValue(
              loss.describe(rows.logarithmic()), new Scores(law, solution.theta(), rows).sum(loss));
      case Procedure.Staged(Procedure.Steps steps) ->
          new Fit.ObjectiveValue(
              steps.objectiveName(), steps.objective(solution.theta(), observations));
      case Procedure.BestOptimum() -> solution.objective();
    };
  }

  private Draws draws(Solution solution) {
    return switch (fitter.uncertainty()) {
      case Uncertainty.None() -> Draws.NONE;
      case Uncertainty.Bootstrap bootstrap -> draws(solution, bootstrap);
    };
  }

  private Resampling resampling(String cluster) {
    Resampling keyed = Resampling.of(observations, cluster, fitter.root().child("bootstrap"));
    boolean numPy =
        procedure.method() instanceof Procedure.FixedStarts(var loss, var starts, var resamples)
            && resamples == Procedure.Resamples.NUMPY;
    return numPy ? keyed.asNumPyDraws(fitter.seed()) : keyed;
  }

  private Draws draws(Solution solution, Uncertainty.Bootstrap how) {
    String cluster = how.cluster();
    if (procedure.method() instanceof Procedure.Staged(Procedure.Steps steps)) {
      String unit = steps.resamplingUnit();
      if (!cluster.equals(unit)) {
        diagnostics.add(
            new Diagnostic.Remark(
                "resampled-by-cluster",
                Diagnostic.Severity.NOTE,
                "the published procedure needs whole series of one "
                    + unit
                    + ", so these were drawn in place of "
                    + (cluster.isEmpty() ? "rows" : cluster)));
      }
      return BootstrapRefits.ofSteps(
          steps,
          observations,
          fitter.options(),
          Resampling.of(observations, unit, fitter.root().child("bootstrap")),
          how.draws(),
          fitter.threads());
    }
    return new BootstrapRefits(
            law,
            solution.coordinates(),
            solution.loss().orElseThrow(),
            solution.optimum().point().toArray(),
            resampling(cluster),
            fitter.root().child("refits"),
            fitter.threads())
        .run(how.draws());
  }

  private List<Estimate> estimates(double[] theta, Draws draws) {
    List<Estimate> estimates = new ArrayList<>();
    for (int p = 0; p < theta.length; p++) {
      String name = law.parameters().get(p).name();
      estimates.add(
          switch (fitter.uncertainty()) {
            case Uncertainty.Bootstrap how when draws.parameters().size() >= 2 ->
                interval(name, theta[p], draws.of(p), how.level());
            case Uncertainty.Bootstrap how -> Estimate.point(name, theta[p]);
            case Uncertainty.None() -> Estimate.point(name, theta[p]);
          });
    }
    return estimates;
  }

  private static Estimate interval(String name, double value, double[] draws, double level) {
    Quantile.Interval ends = Quantile.centralInterval(draws, level);
    return new Estimate(
        name,
        value,
        Moments.of(draws).standardDeviation(),
        OptionalDouble.of(ends.low()),
        OptionalDouble.of(ends.high()),
        OptionalDouble.of(level));
  }

  private Optional<Fit.HeldOut> heldOut(Solution solution, Draws draws) {
    Observations held = data.split().heldOut();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Rows heldRows = Rows.of(law, held);
    Predict how =
        fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap
            ? Predict.withDefaults().withLevel(bootstrap.level())
            : Predict.withDefaults();
    Predictor predictor =
        new Predictor(law, rows, solution.theta(), draws.parameters(), fitter.seed());
    List<Prediction> predictions = new ArrayList<>();
    for (int row = 0; row < heldRows.size(); row++) {
      predictions.add(predictor.at(how, heldRows.x(row)));
    }
    return Optional.of(
        new Fit.HeldOut(
            data.split().rule(),
            new Scores(law, solution.theta(), heldRows).inSample(),
            predictions,
            Values.of(held.column(law.response().symbol()))));
  }
}
