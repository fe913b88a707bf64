package isoloss.rank.listwise;

import isoloss.optim.Cholesky;
import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A penalised likelihood of orderings and its maximum by Newton's method: {@code (H + s 11'/n) d =
 * g}, steps halved until the likelihood does not fall. With s the mean of H's diagonal the system
 * is regular where all models are linked; a penalty fixes the level of strengths by itself.
 */
final class ListFit {
  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 60;

  /** At this slope another step is rounding. */
  private static final double NO_SLOPE = 1e-11;

  /** After so short a step the next is shorter than rounding. */
  private static final double LAST_STEP = 1e-8;

  /** Of a converged point: no parameter is further from where its own slope vanishes. */
  private static final double STATIONARY = 1e-8;

  /** By how much sums may seem to fall where they do not. */
  private static final double ROUNDING = 1e-13;

  /** Doubles in all partial sums of the information. */
  private static final long PARTIAL_SUMS = 8_000_000;

  private static final int MOST_PARTS = 8;

  private final ListLikelihood likelihood;
  private final List<Ordering> orderings;
  private final Penalty penalty;
  private final int threads;
  private final int parts;

  ListFit(ListLikelihood likelihood, List<Ordering> orderings, Penalty penalty, int threads) {
    this.likelihood = likelihood;
    this.orderings = orderings;
    this.penalty = penalty;
    this.threads = threads;
    long square = (long) likelihood.parameters() * likelihood.parameters();
    parts = (int) Math.clamp(PARTIAL_SUMS / square, 1, MOST_PARTS); // whatever the threads are
  }

  /**
   * The likelihood around a point.
   *
   * @param value penalised
   * @param gradient penalised
   * @param information negated Hessian, penalised, made regular
   * @param curvature its diagonal before it was made regular
   */
  record Expansion(
      double[] point,
      double value,
      double[] gradient,
      SymmetricTiles information,
      double[] curvature) {

    /** The largest {@code |gradient| / curvature}: by how much a parameter alone would move. */
    double slope() {
      double largest = 0;
      for (int i = 0; i < gradient.length; i++) {
        largest = Math.max(largest, Math.abs(gradient[i]) / curvature[i]); // NaN stays
      }
      return largest;
    }

    boolean isStationary() {
      return slope() <= STATIONARY;
    }

    /** Spoils the information. */
    Optional<Cholesky> factor(int threads) {
      return Cholesky.of(information, threads);
    }
  }

  /**
   * Where a search ended.
   *
   * @param steps that it took
   */
  record Found(Expansion at, int steps) {}

  Found newton(double[] start) {
    Expansion here = expand(start);
    for (int step = 0; step < MOST_STEPS; step++) {
      if (here.slope() <= NO_SLOPE) {
        return new Found(here, step);
      }
      double[] direction = here.gradient.clone();
      Optional<Cholesky> factor = here.factor(threads);
      if (factor.isEmpty()) {
        return new Found(expand(here.point), step);
      }
      factor.get().solve(direction);
      double[] next = moved(here, direction);
      here = expand(next);
      if (largest(direction) <= LAST_STEP) {
        return new Found(here, step + 1);
      }
    }
    return new Found(here, MOST_STEPS);
  }

  private static double largest(double[] step) {
    return Arrays.stream(step).map(Math::abs).max().orElse(0);
  }

  private double[] moved(Expansion from, double[] step) {
    double least = from.value - ROUNDING * Math.abs(from.value);
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double[] next = from.point.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] += length * step[i];
      }
      centre(next);
      if (penalised(next) >= least) {
        return next;
      }
      length /= 2;
    }
    return from.point;
  }

  /** Strengths to mean 0, where no penalty fixes their level. */
  void centre(double[] point) {
    if (penalty.isNone()) {
      int models = likelihood.models();
      double mean = Arrays.stream(point, 0, models).average().orElse(0);
      for (int i = 0; i < models; i++) {
        point[i] -= mean;
      }
    }
  }

  /** Without the penalty. */
  double logLikelihood(double[] point) {
    ListLikelihood.At at = likelihood.at(point);
    double sum = 0;
    for (Ordering each : orderings) {
      sum += each.weight() * at.value(each);
    }
    return sum < Double.POSITIVE_INFINITY ? sum : Double.NaN; // strengths too far apart for doubles
  }

  private double penalised(double[] point) {
    return logLikelihood(point) + penalty.value(point);
  }

  double[] gradient(double[] point) {
    ListLikelihood.At at = likelihood.at(point);
    double[] gradient = new double[likelihood.parameters()];
    for (Ordering each : orderings) {
      at.addGradient(each, each.weight(), gradient);
    }
    for (int i = 0; i < likelihood.models(); i++) {
      gradient[i] += penalty.slope(point[i]);
    }
    return gradient;
  }

  Expansion expand(double[] point) {
    double[][] sum = information(likelihood.at(point));
    double[] curvature = new double[sum.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i][i] += i < likelihood.models() ? penalty.curvature(point[i]) : 0;
      curvature[i] = sum[i][i];
    }
    return new Expansion(
        point, penalised(point), gradient(point), regular(sum, curvature), curvature);
  }

  /** Summed in parts that depend on the likelihood alone. */
  private double[][] information(ListLikelihood.At at) {
    int size = likelihood.parameters();
    double[][][] partial = new double[parts][][];
    IndexedWork.run(
        parts,
        threads,
        () -> at,
        (here, part) -> {
          partial[part] = new double[size][size];
          int from = (int) ((long) orderings.size() * part / parts);
          int to = (int) ((long) orderings.size() * (part + 1) / parts);
          for (Ordering each : orderings.subList(from, to)) {
            here.addInformation(each, each.weight(), partial[part]);
          }
        });
    for (int part = 1; part < parts; part++) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          partial[0][i][j] += partial[part][i][j];
        }
      }
    }
    return partial[0];
  }

  private SymmetricTiles regular(double[][] sum, double[] curvature) {
    SymmetricTiles tiles = SymmetricTiles.zeros(sum.length);
    int models = likelihood.models();
    double mean = Arrays.stream(curvature, 0, models).average().orElse(0);
    double level = penalty.isNone() ? mean / models : 0;
    for (int i = 0; i < sum.length; i++) {
      double own = i < models ? level : 0;
      for (int j = 0; j < i; j++) {
        tiles.add(i, j, sum[i][j] + sum[j][i] + own);
      }
      tiles.add(i, i, sum[i][i] + own);
    }
    return tiles;
  }
}
