package isoloss.rank.pair;

import isoloss.data.pool.Comparison;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.List;

/**
 * {@code logit P(a wins) = theta_a - theta_b + z' beta} over single comparisons, a tie half a win
 * for each, less {@code ridge/2 |beta|^2}.
 */
final class StyledLikelihood implements ConcaveLikelihood {
  private final Evidence evidence;
  private final List<Comparison> comparisons;
  private final Covariates covariates;
  private final double ridge;

  StyledLikelihood(Evidence evidence, Covariates covariates, double ridge) {
    this.evidence = evidence;
    this.comparisons = evidence.pool().comparisons();
    this.covariates = covariates;
    this.ridge = ridge;
  }

  @Override
  public int models() {
    return evidence.pool().modelCount();
  }

  @Override
  public int dimension() {
    return models() + covariates.count();
  }

  Covariates covariates() {
    return covariates;
  }

  /** {@code ridge/2 |beta|^2}. */
  double penalty(double[] point) {
    double sum = 0;
    for (int k = models(); k < point.length; k++) {
      sum += 0.5 * ridge * point[k] * point[k];
    }
    return sum;
  }

  /** The logarithm of the odds that the first model of a comparison wins. */
  private double logit(int row, double[] point) {
    Comparison each = comparisons.get(row);
    double logit = point[each.a()] - point[each.b()];
    for (int k = 0; k < covariates.count(); k++) {
      logit += covariates.value(row, k) * point[models() + k];
    }
    return logit;
  }

  private double wins(Comparison each) {
    return evidence.sampleWeight(each.sample()) * (each.winsA() + 0.5 * each.ties());
  }

  private double losses(Comparison each) {
    return evidence.sampleWeight(each.sample()) * (each.winsB() + 0.5 * each.ties());
  }

  /** The derivative of a comparison's log-likelihood by its logit. */
  double score(int row, double[] point) {
    Comparison each = comparisons.get(row);
    double logit = logit(row, point);
    return wins(each) * Worths.logistic(-logit) - losses(each) * Worths.logistic(logit);
  }

  @Override
  public Expansion expand(double[] point, double[][] reused, int threads) {
    Sums sums = new Sums(point, reused);
    for (int row = 0; row < comparisons.size(); row++) {
      sums.add(row);
    }
    return sums.expansion();
  }

  /** Of all comparisons at a point. */
  private final class Sums {
    private final double[] point;
    private final double[][] weights;
    private final double[] gradient;
    private final double[] diagonal;
    private final double[][] borders;
    private final double[][] corner;
    private double value;

    Sums(double[] point, double[][] weights) {
      this.point = point;
      this.weights = weights;
      gradient = new double[point.length];
      diagonal = new double[models()];
      borders = new double[covariates.count()][models()];
      corner = new double[covariates.count()][covariates.count()];
      for (double[] row : weights) {
        Arrays.fill(row, 0);
      }
      for (int k = 0; k < covariates.count(); k++) {
        gradient[models() + k] -= ridge * point[models() + k];
        corner[k][k] = ridge;
      }
      value = -penalty(point);
    }

    void add(int row) {
      Comparison each = comparisons.get(row);
      double logit = logit(row, point);
      double up = Worths.logistic(logit);
      double down = Worths.logistic(-logit);
      double force = wins(each) * down - losses(each) * up;
      double weight = (wins(each) + losses(each)) * up * down;
      double met = Math.log1p(Math.exp(-Math.abs(logit))); // -ln of the likelier outcome
      value -= wins(each) * (met + Math.max(-logit, 0)) + losses(each) * (met + Math.max(logit, 0));
      gradient[each.a()] += force;
      gradient[each.b()] -= force;
      diagonal[each.a()] += weight;
      diagonal[each.b()] += weight;
      weights[Math.max(each.a(), each.b())][Math.min(each.a(), each.b())] += weight;
      addCovariates(row, each, force, weight);
    }

    private void addCovariates(int row, Comparison each, double force, double weight) {
      for (int k = 0; k < covariates.count(); k++) {
        double z = covariates.value(row, k);
        gradient[models() + k] += force * z;
        borders[k][each.a()] += weight * z;
        borders[k][each.b()] -= weight * z;
        for (int l = 0; l < covariates.count(); l++) {
          corner[k][l] += weight * z * covariates.value(row, l);
        }
      }
    }

    Expansion expansion() {
      Nuisance nuisance = new Nuisance(borders, corner, models());
      return new Expansion(value, gradient, new Information(weights, diagonal, nuisance));
    }
  }
}
