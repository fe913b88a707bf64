package isoloss.rank.vote;

import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Covariance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Covariance of mean scores where the benchmarks are fixed and only their samples stand for others:
 * {@code V_ij = sum_b G_b/(G_b - 1) sum_{g in b} d_ig d_jg}, with d_ig the summed deviation of
 * cluster g from its benchmark's mean, over all weight. With one sample a cluster the variance is
 * {@code sum_b (n_b/n)^2 s_b^2 / n_b}. NaN where a benchmark has scores in a single cluster, which
 * says nothing about its spread.
 */
public final class StratifiedCovariance implements Covariance {
  private final double[][] deviations;
  private final int[] stratum;
  private final int[] sizes;

  private StratifiedCovariance(double[][] deviations, int[] stratum, int[] sizes) {
    this.deviations = deviations;
    this.stratum = stratum;
    this.sizes = sizes;
  }

  /** The part of a cluster that lies in one benchmark. */
  private record Part(String benchmark, int cluster) {}

  /**
   * Of the scores that {@link MeanScore} finds in the evidence.
   *
   * @param benchmark of a sample, for example {@code Sample::source}
   */
  public static StratifiedCovariance of(Evidence evidence, Function<Sample, String> benchmark) {
    int scored = evidence.pool().scoredCount();
    Map<Part, Integer> parts = new LinkedHashMap<>();
    Map<String, Integer> strata = new LinkedHashMap<>();
    int[] partOf = new int[scored];
    int[] stratumOf = new int[scored];
    for (int s = 0; s < scored; s++) {
      String name = benchmark.apply(evidence.pool().sample(s));
      stratumOf[s] = strata.computeIfAbsent(name, key -> strata.size());
      partOf[s] = parts.computeIfAbsent(new Part(name, evidence.cluster(s)), key -> parts.size());
    }
    int[] stratum = new int[parts.size()];
    int[] sizes = new int[strata.size()];
    parts.forEach((part, number) -> {
      stratum[number] = strata.getOrDefault(part.benchmark, -1);
      sizes[stratum[number]]++;
    });
    return new StratifiedCovariance(
        deviations(evidence, partOf, stratumOf, sizes.length, stratum.length), stratum, sizes);
  }

  private static double[][] deviations(
      Evidence evidence, int[] partOf, int[] stratumOf, int strata, int parts) {
    int models = evidence.pool().modelCount();
    double[][] sum = new double[models][strata];
    double[][] weight = new double[models][strata];
    double[] all = new double[models];
    WeightedScores.forEach(
        evidence,
        (sample, model, score, w) -> {
          sum[model][stratumOf[sample]] += w * score;
          weight[model][stratumOf[sample]] += w;
          all[model] += w;
        });
    double[][] deviations = new double[models][parts];
    WeightedScores.forEach(
        evidence,
        (sample, model, score, w) -> {
          int b = stratumOf[sample];
          deviations[model][partOf[sample]] +=
              w * (score - sum[model][b] / weight[model][b]) / all[model];
        });
    return deviations;
  }

  @Override
  public double variance(int model) {
    return sumOfSquares(deviations[model]);
  }

  @Override
  public double variance(int first, int second) {
    double[] difference = deviations[first].clone();
    for (int part = 0; part < difference.length; part++) {
      difference[part] -= deviations[second][part];
    }
    return sumOfSquares(difference);
  }

  private double sumOfSquares(double[] deviation) {
    double sum = 0;
    for (int part = 0; part < deviation.length; part++) {
      int size = sizes[stratum[part]];
      sum += size < 2 ? Double.NaN : size / (size - 1.0) * deviation[part] * deviation[part];
    }
    return sum;
  }
}
