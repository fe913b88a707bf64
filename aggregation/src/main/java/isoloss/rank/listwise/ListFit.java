package isoloss.rank.listwise;

import isoloss.optim.Cholesky;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Prior;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The maximum of a concave likelihood of orderings by Newton's method: {@code (H + 11'/n) d = g},
 * halved until the likelihood rises. A prior fixes the scale, so that nothing is added then.
 */
final class ListFit {
  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 60;

  /** Of the largest gradient, per comparison of a model. */
  private static final double GRADIENT_TOLERANCE = 1e-10;

  private final ListLikelihood likelihood;
  private final List<Ordering> orderings;
  private final Prior prior;
  private final int models;
  private final int threads;

  ListFit(
      ListLikelihood likelihood, List<Ordering> orderings, int models, Prior prior, int threads) {
    this.likelihood = likelihood;
    this.orderings = orderings;
    this.models = models;
    this.prior = prior;
    this.threads = threads;
  }

  /**
   * Where the search ended.
   *
   * @param parameters on the scale of the prior, or with mean strength 0
   * @param logLikelihood without the prior
   */
  record Maximum(double[] parameters, double logLikelihood, boolean converged, int steps) {}

  Maximum from(double[] start) {
    double[] at = start.clone();
    double value = penalised(at);
    double[] gradient = gradient(at);
    int steps = 0;
    while (!isSmall(gradient) && steps < MOST_STEPS) {
      Optional<double[]> step = step(at, gradient);
      if (step.isEmpty()) {
        break;
      }
      double[] next = risen(at, step.get(), value);
      double reached = penalised(next);
      if (!(reached >= value) || Arrays.equals(next, at)) {
        break;
      }
      at = next;
      value = reached;
      gradient = gradient(at);
      steps++;
    }
    if (prior instanceof Prior.None) {
      centre(at);
    }
    return new Maximum(at, logLikelihood(at), isSmall(gradient), steps);
  }

  private Optional<double[]> step(double[] at, double[] gradient) {
    double[] step = gradient.clone();
    return Cholesky.of(information(at), threads)
        .map(factor -> {
          factor.solve(step);
          return step;
        });
  }

  private double[] risen(double[] at, double[] step, double value) {
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double[] next = at.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] += length * step[i];
      }
      if (penalised(next) >= value) {
        return next;
      }
      length /= 2;
    }
    return at;
  }

  /** Whether the first-order condition holds. */
  boolean isMaximum(double[] at) {
    return isSmall(gradient(at));
  }

  private boolean isSmall(double[] gradient) {
    double weight = orderings.stream().mapToDouble(each -> each.weight() * each.groups()).sum();
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    return largest <= GRADIENT_TOLERANCE * Math.max(1, weight / models);
  }

  double logLikelihood(double[] at) {
    double sum = 0;
    for (Ordering each : orderings) {
      sum += each.weight() * likelihood.value(each, at);
    }
    return sum < Double.POSITIVE_INFINITY ? sum : Double.NaN; // strengths too far apart for doubles
  }

  private double penalised(double[] at) {
    double sum = logLikelihood(at);
    for (int i = 0; i < models; i++) {
      sum +=
          switch (prior) {
            case Prior.Gaussian(double sd) -> -at[i] * at[i] / (2 * sd * sd);
            case Prior.PseudoComparisons(double wins) ->
                wins * (at[i] - 2 * (Math.max(0, at[i]) + Math.log1p(Math.exp(-Math.abs(at[i])))));
            case Prior.None none -> 0;
            case Prior.EveryPair pairs -> 0; // refused
          };
    }
    return sum;
  }

  /** Of the penalised likelihood. */
  double[] gradient(double[] at) {
    double[] gradient = new double[likelihood.parameters()];
    for (Ordering each : orderings) {
      likelihood.addGradient(each, at, each.weight(), gradient);
    }
    for (int i = 0; i < models; i++) {
      gradient[i] +=
          switch (prior) {
            case Prior.Gaussian(double sd) -> -at[i] / (sd * sd);
            case Prior.PseudoComparisons(double wins) -> wins * (1 - 2 / (1 + Math.exp(-at[i])));
            case Prior.None none -> 0;
            case Prior.EveryPair pairs -> 0; // refused
          };
    }
    return gradient;
  }

  /** Negated Hessian of the penalised likelihood; without a prior, {@code 11'/n} is added. */
  SymmetricTiles information(double[] at) {
    SymmetricTiles information = SymmetricTiles.zeros(likelihood.parameters());
    for (Ordering each : orderings) {
      likelihood.addInformation(each, at, each.weight(), information);
    }
    for (int i = 0; i < models; i++) {
      switch (prior) {
        case Prior.Gaussian(double sd) -> information.add(i, i, 1 / (sd * sd));
        case Prior.PseudoComparisons(double wins) -> {
          double p = 1 / (1 + Math.exp(-at[i]));
          information.add(i, i, 2 * wins * p * (1 - p));
        }
        default -> {
          for (int j = 0; j <= i; j++) {
            information.add(i, j, 1.0 / models);
          }
        }
      }
    }
    return information;
  }

  private void centre(double[] at) {
    double mean = Arrays.stream(at, 0, models).average().orElse(0);
    for (int i = 0; i < models; i++) {
      at[i] -= mean;
    }
  }
}
