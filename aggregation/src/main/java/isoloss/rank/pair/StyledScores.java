package isoloss.rank.pair;

import isoloss.data.pool.Comparison;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The derivatives of a cluster's log-likelihood by strengths and by the effects of covariates;
 * scratch of one thread, overwritten by the next cluster.
 */
final class StyledScores implements IntFunction<double[]> {
  private final StyledLikelihood likelihood;
  private final Solution solution;
  private final List<Comparison> comparisons;
  private final Grouped byCluster;
  private final double[] strengths;
  private final double[] effects;

  StyledScores(Evidence evidence, StyledLikelihood likelihood, Solution solution) {
    this.likelihood = likelihood;
    this.solution = solution;
    comparisons = evidence.pool().comparisons();
    byCluster =
        Grouped.of(
            comparisons.size(),
            row -> evidence.cluster(comparisons.get(row).sample()),
            evidence.clusterCount());
    strengths = new double[likelihood.models()];
    effects = new double[likelihood.covariates().count()];
  }

  /** By strengths, with the effects profiled out. */
  @Override
  public double[] apply(int cluster) {
    Nuisance nuisance = solution.information().nuisance();
    nuisance.subtractFrom(strengths, nuisance.solve(ofEffects(cluster)));
    return strengths;
  }

  /** By the effects alone. */
  double[] ofEffects(int cluster) {
    Arrays.fill(strengths, 0);
    Arrays.fill(effects, 0);
    byCluster.forEach(cluster, this::add);
    return effects;
  }

  private void add(int row) {
    Comparison each = comparisons.get(row);
    double score = likelihood.score(row, solution.point());
    strengths[each.a()] += score;
    strengths[each.b()] -= score;
    for (int k = 0; k < effects.length; k++) {
      effects[k] += score * likelihood.covariates().value(row, k);
    }
  }
}
