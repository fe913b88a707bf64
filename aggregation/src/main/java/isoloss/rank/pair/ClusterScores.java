package isoloss.rank.pair;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The derivative of a cluster's log-likelihood by each model's strength, {@code u_gi = sum_(s in g)
 * w_s sum_(j in M_s) score(outcome_ij, theta_i - theta_j)}, with the tie parameter profiled out:
 * {@code u - B C^-1 u_tie}.
 */
final class ClusterScores {
  private final Evidence evidence;
  private final double[] strengths;
  private final Nuisance nuisance;
  private final OutcomeScore strengthScore;
  private final OutcomeSums strengthSums;
  private final Optional<OutcomeScore> tieScore;
  private final Optional<OutcomeSums> tieSums;

  /** Samples and comparisons of cluster g stand from {@code start[g]} on. */
  private final Grouped samples;

  private final Grouped comparisons;

  ClusterScores(Evidence evidence, PairLikelihood likelihood, Solution solution) {
    this(
        evidence,
        Arrays.copyOf(solution.point(), evidence.pool().modelCount()),
        likelihood.at(solution.point()),
        solution.information().nuisance());
  }

  private ClusterScores(
      Evidence evidence, double[] strengths, PairLikelihood.At at, Nuisance nuisance) {
    this(evidence, strengths, at.strengthScore(), at.tieScore(), nuisance);
  }

  private ClusterScores(
      Evidence evidence,
      double[] strengths,
      OutcomeScore strengthScore,
      Optional<OutcomeScore> tieScore,
      Nuisance nuisance) {
    this.evidence = evidence;
    this.strengths = strengths;
    this.nuisance = nuisance;
    this.strengthScore = strengthScore;
    this.tieScore = tieScore;
    Pool pool = evidence.pool();
    strengthSums = new OutcomeSums(strengthScore, strengths);
    tieSums = tieScore.map(score -> new OutcomeSums(score, strengths));
    int clusters = evidence.clusterCount();
    samples = Grouped.of(pool.scoredCount(), evidence::cluster, clusters);
    List<Comparison> battles = pool.comparisons();
    comparisons =
        Grouped.of(battles.size(), k -> evidence.cluster(battles.get(k).sample()), clusters);
  }

  /** With the tie parameter beside the strengths and not profiled out. */
  static ClusterScores withTie(
      Evidence evidence,
      double[] strengths,
      OutcomeScore strengthScore,
      Optional<OutcomeScore> tieScore) {
    return new ClusterScores(
        evidence, strengths, strengthScore, tieScore, Nuisance.none(strengths.length));
  }

  /** What one thread needs. */
  final class Worker implements IntFunction<double[]> {
    private final MeritOrder order = new MeritOrder(strengths.length);
    private final double[] strengthScratch = strengthSums.scratch();
    private final double[] tieScratch =
        tieSums.map(OutcomeSums::scratch).orElseGet(() -> new double[0]);
    private final double[] byStrength = new double[strengths.length];
    private final double[] byTie = new double[strengths.length];
    private double tieSum;

    /** Overwritten by the next call. */
    @Override
    public double[] apply(int cluster) {
      Arrays.fill(byStrength, 0);
      Arrays.fill(byTie, 0);
      tieSum = 0;
      samples.forEach(cluster, this::addSample);
      comparisons.forEach(cluster, this::addComparison);
      for (double each : byTie) {
        tieSum += 0.5 * each; // each comparison was seen from both sides
      }
      if (nuisance.count() > 0) {
        nuisance.subtractFrom(byStrength, nuisance.solve(new double[] {tieSum}));
      }
      return byStrength;
    }

    /** By the tie parameter, of the cluster that was asked for last. */
    double tieScore() {
      return tieSum;
    }

    private void addSample(int sample) {
      if (evidence.sampleWeight(sample) == 0) {
        return;
      }
      order.load(evidence.pool(), sample);
      double weight = evidence.comparisonWeight(sample, order.count());
      if (weight != 0) {
        double margin = evidence.margin();
        strengthSums.add(order, margin, weight, strengthScratch, byStrength);
        tieSums.ifPresent(sums -> sums.add(order, margin, weight, tieScratch, byTie));
      }
    }

    private void addComparison(int index) {
      Comparison each = evidence.pool().comparisons().get(index);
      double weight = evidence.sampleWeight(each.sample());
      double d = strengths[each.a()] - strengths[each.b()];
      double score = weight * strengthScore.sum(each.winsA(), each.winsB(), each.ties(), d);
      byStrength[each.a()] += score;
      byStrength[each.b()] -= score;
      tieScore.ifPresent(
          of -> tieSum += weight * of.sum(each.winsA(), each.winsB(), each.ties(), d));
    }
  }
}
