package isoloss.rank.uncertainty;

import isoloss.data.Seed;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Refits of pools whose clusters of samples are drawn with replacement, all their cells together.
 * In two stages, data sets (the sources of samples) are drawn first and clusters within each drawn
 * data set after, which answers for benchmarks that might have been chosen otherwise.
 *
 * <p>A draw in which the models are not linked has no finite scores; it is left out and counted, as
 * it would be a number from nowhere.
 */
final class SampleBootstrap {
  private SampleBootstrap() {}

  /**
   * @param scores one row per usable draw
   * @param unusable draws in which the models were not linked or the search did not converge
   */
  record Drawn(double[][] scores, int unusable) {}

  static Drawn of(
      Aggregator aggregator,
      Evidence evidence,
      Strengths fit,
      Predicate<Evidence> linked,
      Plan plan) {
    @Nullable double[][] drawn = new double[plan.draws][];
    List<int[]> strata = plan.twoStage ? strata(evidence) : List.of(all(evidence));
    IndexedWork.run(
        plan.draws,
        plan.threads,
        () -> evidence,
        (whole, b) -> {
          RandomGenerator random = plan.seed.child(b).generator();
          Evidence resampled = whole.drawn(times(evidence.clusterCount(), strata, random));
          if (linked.test(resampled)) {
            Strengths near = aggregator.fit(resampled, Request.near(fit));
            if (converged(near)) {
              drawn[b] = near.scores().toArray();
            }
          }
        });
    double[][] usable = Arrays.stream(drawn).filter(Objects::nonNull).toArray(double[][]::new);
    return new Drawn(usable, plan.draws - usable.length);
  }

  /** How many draws of what. */
  record Plan(int draws, boolean twoStage, Seed seed, int threads) {}

  private static boolean converged(Strengths strengths) {
    return strengths.diagnostics().stream().noneMatch(d -> d.code().equals("not-converged"))
        && strengths.scores().stream().allMatch(Double::isFinite);
  }

  /** With several strata as many strata are drawn as there are, then clusters in each. */
  private static int[] times(int clusters, List<int[]> strata, RandomGenerator random) {
    int[] times = new int[clusters];
    for (int k = 0; k < strata.size(); k++) {
      int[] stratum = strata.get(strata.size() == 1 ? 0 : random.nextInt(strata.size()));
      for (int draw = 0; draw < stratum.length; draw++) {
        times[stratum[random.nextInt(stratum.length)]]++;
      }
    }
    return times;
  }

  private static int[] all(Evidence evidence) {
    int[] all = new int[evidence.clusterCount()];
    Arrays.setAll(all, g -> g);
    return all;
  }

  /** Clusters by the source of their first sample, in the order of sources by name. */
  static List<int[]> strata(Evidence evidence) {
    Map<String, List<Integer>> bySource = new LinkedHashMap<>();
    boolean[] seen = new boolean[evidence.clusterCount()];
    for (int s = 0; s < evidence.pool().sampleCount(); s++) {
      int cluster = evidence.cluster(s);
      if (!seen[cluster]) {
        seen[cluster] = true;
        bySource
            .computeIfAbsent(evidence.pool().sample(s).source(), key -> new ArrayList<>())
            .add(cluster);
      }
    }
    return bySource.values().stream()
        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
