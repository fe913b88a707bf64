package isoloss.sampling.pretraining;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Fitter;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.MultiStart;
import isoloss.optim.Optimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Approach 2 by maximum likelihood on the raw counts.
 *
 * @param theta theta0 to theta4, then E, A, alpha, B, beta of the loss (NaN where it was a column)
 * @param draws the same of every resample
 */
record BetaFit(
    LossOption loss,
    Values theta,
    double negativeLogLikelihood,
    Optimum optimum,
    List<Values> draws) {
  private static final int STARTS = 12;
  private static final double CERTIFIED = 1e-5;
  private static final Lbfgs SEARCH =
      Lbfgs.withDefaults().withGradientTolerance(1e-8).withDecreaseTolerance(1e-14);

  /** Refits begin at the optimum and need not go far. */
  private static final Lbfgs REFIT =
      Lbfgs.withDefaults()
          .withGradientTolerance(1e-5)
          .withDecreaseTolerance(1e-8)
          .withMaxIterations(60);

  BetaFit {
    draws = List.copyOf(draws);
  }

  static BetaFit of(List<Checkpoint> checkpoints, LossOption loss, Fitter fitter) {
    if (checkpoints.size() < 4
        || checkpoints.stream()
            .flatMap(each -> each.problems().stream())
            .allMatch(problem -> problem.correct() == 0)) {
      throw new InputException(
          "%d checkpoints, or counts without a success, do not determine approach 2; lower"
                  .formatted(checkpoints.size())
              + " min-tokens or give more checkpoints");
    }
    CountLikelihood all = CountLikelihood.of(checkpoints, loss);
    Optimum best =
        MultiStart.withDefaults()
            .withLocal(SEARCH)
            .withThreads(fitter.threads())
            .minimize(() -> all, starts(all, checkpoints, loss, fitter.root()), all.bounds());
    return new BetaFit(
        loss,
        natural(best.point().toArray(), loss),
        best.value(),
        best,
        draws(all, best, checkpoints, loss, fitter));
  }

  private static List<Values> draws(
      CountLikelihood all,
      Optimum best,
      List<Checkpoint> checkpoints,
      LossOption loss,
      Fitter fitter) {
    List<int[]> counts = Resampled.multiplicities(checkpoints, fitter);
    Values[] draws = new Values[counts.size()];
    IndexedWork.run(
        draws.length,
        fitter.threads(),
        () -> all,
        (shared, draw) -> {
          double[] times = Arrays.stream(counts.get(draw)).asDoubleStream().toArray();
          CountLikelihood resample = shared.weighted(times);
          double[] end =
              REFIT.minimize(resample, best.point().toArray(), all.bounds()).point().toArray();
          draws[draw] = natural(end, loss);
        });
    return Arrays.asList(draws);
  }

  /** Odds that fall by a few powers of e over the range of the losses, in many forms. */
  private static List<double[]> starts(
      CountLikelihood all, List<Checkpoint> checkpoints, LossOption loss, Seed seed) {
    double[] known = checkpoints.stream().mapToDouble(loss::known).toArray();
    boolean joint = loss instanceof LossOption.Joint;
    double low = joint ? 1 : Arrays.stream(known).min().orElse(0);
    double width = joint ? 3 : Math.max(Arrays.stream(known).max().orElse(1) - low, 1e-6);
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      RandomGenerator random = seed.child("train-to-test").child(i).generator();
      double slope = (3 + 6 * random.nextDouble()) / width;
      double[] start = new double[all.dimension()];
      start[0] = slope * low - 2 - 4 * random.nextDouble();
      start[1] = Math.log(slope);
      start[2] = -2 * random.nextDouble();
      start[3] = 1 + 3 * random.nextDouble();
      if (joint) {
        start[5] = random.nextGaussian() * 0.5;
        start[6] = 0.1 + 0.5 * random.nextDouble();
        start[7] = 0.1 + 0.5 * random.nextDouble();
      }
      starts.add(start);
    }
    return starts;
  }

  private static Values natural(double[] x, LossOption loss) {
    double slope = Math.exp(x[1]);
    double[] out = new double[10];
    out[0] = (x[0] - x[2]) / slope;
    out[1] = slope;
    out[2] = Math.exp(x[2]);
    out[3] = x[3];
    out[4] = x[4];
    double[] surface =
        switch (loss) {
          case LossOption.Joint() -> new double[] {0, 1, x[6], Math.exp(x[5]), x[7]};
          case LossOption.Constants(Values constants) -> constants.toArray();
          case LossOption.Column() -> nan();
        };
    System.arraycopy(surface, 0, out, 5, 5);
    return Values.of(out);
  }

  private static double[] nan() {
    double[] none = new double[5];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /** That no optimum is certified, where none is. */
  Optional<Diagnostic> trouble(String what) {
    return PretrainingWarnings.uncertified(what, optimum, CERTIFIED);
  }

  /** Free parameters. */
  int dimension() {
    return optimum.point().size();
  }

  private double lossOf(Checkpoint checkpoint) {
    return loss instanceof LossOption.Column
        ? loss.known(checkpoint)
        : PowerSum.value(
            Values.of(Arrays.copyOfRange(theta.toArray(), 5, 10)),
            checkpoint.parameters() / JointLaw.N_UNIT,
            checkpoint.tokens() / JointLaw.D_UNIT);
  }

  /** The mean of pass@k of a checkpoint. */
  double pass(Checkpoint checkpoint, int k) {
    return JointLaw.BetaOfLoss.pass(theta, lossOf(checkpoint), k);
  }

  /** The largest share of theta2 that the mean p of a checkpoint reaches. */
  double greatestShare(List<Checkpoint> checkpoints) {
    return checkpoints.stream()
        .mapToDouble(each -> 1 / (1 + Math.exp(theta.get(1) * (lossOf(each) - theta.get(0)))))
        .max()
        .orElse(Double.NaN);
  }

  /** The log-likelihood of other checkpoints' counts, with the constants ln C(n, c). */
  double logLikelihood(List<Checkpoint> others) {
    return Arrays.stream(CountLikelihood.of(others, loss).each(optimum.point().toArray())).sum();
  }
}
