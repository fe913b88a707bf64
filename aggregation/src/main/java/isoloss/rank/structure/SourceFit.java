package isoloss.rank.structure;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.pool.Direction;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.sampling.resample.Clusters;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scores on some of the samples, of the models that these join, and what clusters or bootstrap
 * draws do to them.
 *
 * @param models indices in the whole pool, ascending
 * @param scores one per model, high ones good
 * @param effects one row per model: of a unit (a cluster of the whole evidence, or a draw) on the
 *     score; their squares sum to the variance
 * @param units how many units there are in the whole evidence
 * @param unitOf of each column of the effects
 * @param clusters how many clusters the scores rest on
 */
record SourceFit(
    int[] models, double[] scores, float[][] effects, int units, int[] unitOf, int clusters) {

  /** A fit, or why there is none. */
  record Attempt(Optional<SourceFit> fit, String refusal) {
    static Attempt refused(String why) {
      return new Attempt(Optional.empty(), why);
    }
  }

  /** What all fits of one comparison of sources share. */
  record Plan(Evidence evidence, Incidence incidence, Aggregator aggregator, Draws draws) {

    Attempt fit(BitSet samples) {
      BitSet models = joined(samples);
      if (models.cardinality() < 2) {
        return Attempt.refused("it compares no two models");
      }
      Evidence part = evidence.restrictedTo(models, samples);
      Optional<String> refusal = aggregator.refusal(part);
      if (refusal.isPresent()) {
        return Attempt.refused(refusal.get());
      }
      if (part.clusterCount() < 2) {
        return Attempt.refused("it has one cluster of samples, which says nothing about errors");
      }
      try {
        return new Attempt(Optional.of(fit(part, models, clusterOf(part, samples))), "");
      } catch (InputException e) {
        return Attempt.refused(String.valueOf(e.getMessage()));
      }
    }

    /** The largest set of models that these samples put on one scale. */
    private BitSet joined(BitSet samples) {
      int[] measured = incidence.models(samples).stream().toArray();
      BitSet all = new BitSet();
      Arrays.stream(measured).forEach(all::set);
      if (measured.length < 2) {
        return all;
      }
      PairCounts counts = PairCounts.of(evidence.restrictedTo(all, samples));
      BitSet largest = new BitSet();
      Components.of(counts, aggregator.link()).models(0).forEach(m -> largest.set(measured[m]));
      return largest;
    }

    /** The cluster in the whole evidence of each cluster of a part. */
    private int[] clusterOf(Evidence part, BitSet samples) {
      int[] of = new int[part.clusterCount()];
      int[] whole = samples.stream().toArray();
      for (int s = 0; s < whole.length; s++) {
        of[part.cluster(s)] = evidence.cluster(whole[s]);
      }
      return of;
    }

    private SourceFit fit(Evidence part, BitSet models, int[] clusterOf) {
      Strengths found = aggregator.fit(part, Request.full(draws.threads));
      double sign = found.direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
      double[] scores = found.scores().stream().map(score -> sign * score).toArray();
      boolean linear = found.influence().isPresent();
      float[][] effects =
          linear
              ? linear(found.influence().get(), sign)
              : draws.effects(aggregator, part, found, clusterOf, evidence.clusterCount(), sign);
      return new SourceFit(
          models.stream().toArray(),
          scores,
          effects,
          linear ? evidence.clusterCount() : draws.count,
          linear ? clusterOf : IntStream.range(0, draws.count).toArray(),
          part.clusterCount());
    }

    private static float[][] linear(Influence influence, double sign) {
      int clusters = influence.clusters();
      double scale = sign * Math.sqrt(clusters / (clusters - 1.0));
      float[][] effects = new float[influence.models()][clusters];
      for (int m = 0; m < effects.length; m++) {
        float[] row = influence.of(m);
        for (int g = 0; g < clusters; g++) {
          effects[m][g] = (float) (scale * row[g]);
        }
      }
      return effects;
    }
  }

  /** Bootstrap over the clusters of the whole evidence, the same for every part of it. */
  record Draws(int count, Seed seed, int threads) {

    int[] times(int clusters, int draw) {
      return Clusters.ofUnits(clusters).draw(seed.child(draw));
    }

    /** Deviations of refitted scores from their mean, over the root of {@code count - 1}. */
    float[][] effects(
        Aggregator aggregator,
        Evidence part,
        Strengths near,
        int[] clusterOf,
        int clusters,
        double sign) {
      double[][] drawn = new double[count][];
      IndexedWork.run(
          count,
          threads,
          () -> part,
          (evidence, b) -> {
            int[] times = times(clusters, b);
            int[] ofPart = Arrays.stream(clusterOf).map(g -> times[g]).toArray();
            drawn[b] =
                aggregator.fit(evidence.drawn(ofPart), Request.near(near)).scores().toArray();
          });
      float[][] effects = new float[near.scores().size()][count];
      for (int m = 0; m < effects.length; m++) {
        int model = m;
        double mean = Arrays.stream(drawn).mapToDouble(row -> row[model]).average().orElseThrow();
        for (int b = 0; b < count; b++) {
          effects[m][b] = (float) (sign * (drawn[b][m] - mean) / Math.sqrt(count - 1.0));
        }
      }
      return effects;
    }
  }

  /** The place of a model of the whole pool in this fit; negative where it is not in it. */
  int place(int model) {
    return Arrays.binarySearch(models, model);
  }

  /** The models that both fits have. */
  List<Integer> shared(SourceFit other) {
    return Arrays.stream(models).filter(m -> other.place(m) >= 0).boxed().toList();
  }

  /** The scores of some models. */
  double[] scoresOf(List<Integer> some) {
    return some.stream().mapToDouble(m -> scores[place(m)]).toArray();
  }

  /** Rank from 1; equal scores share the best rank. */
  int rank(int model) {
    double own = scores[place(model)];
    return 1 + (int) Arrays.stream(scores).filter(score -> score > own).count();
  }

  /**
   * Effects on the scores of some models, each less the mean over these models: one row per model,
   * one column per unit of the whole evidence.
   */
  double[][] centredEffects(List<Integer> some) {
    double[] mean = new double[unitOf.length];
    for (int model : some) {
      float[] row = effects[place(model)];
      for (int u = 0; u < mean.length; u++) {
        mean[u] += row[u] / some.size();
      }
    }
    double[][] centred = new double[some.size()][units];
    for (int i = 0; i < centred.length; i++) {
      float[] row = effects[place(some.get(i))];
      for (int u = 0; u < mean.length; u++) {
        centred[i][unitOf[u]] = row[u] - mean[u];
      }
    }
    return centred;
  }
}
