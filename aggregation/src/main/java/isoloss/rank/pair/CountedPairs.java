package isoloss.rank.pair;

import isoloss.optim.Cholesky;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.ClusterPull;
import isoloss.rank.method.CountedFit;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Strengths;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The maximum of a likelihood whose counts came from elsewhere. */
record CountedPairs(Strengths strengths, PairAggregator.Maximum maximum, int threads)
    implements CountedFit {

  @Override
  public ClusterPull pull() {
    double[] point = maximum.solution().point();
    PairLikelihood.At at = maximum.likelihood().at(point);
    return new Pull(
        Arrays.copyOf(point, maximum.likelihood().models()),
        at.strengthScore(),
        at.tieScore().orElse(null));
  }

  @Override
  public Influence influence(double[][] products, int clusters) {
    Cholesky factor =
        maximum
            .factor()
            .orElseThrow(() -> new IllegalStateException("the fit was made without errors"));
    return ClusteredErrors.of(withoutTie(products), clusters, factor, threads);
  }

  /** Products of {@code u - B C^-1 u_tie}, the tie parameter profiled out. */
  private double[][] withoutTie(double[][] products) {
    int models = maximum.likelihood().models();
    Nuisance tie = maximum.solution().information().nuisance();
    double[][] half = new double[products.length][];
    for (int i = 0; i < products.length; i++) {
      half[i] = withoutTie(products[i], models, tie);
    }
    double[][] left = new double[models][];
    for (int j = 0; j < models; j++) {
      int column = j;
      left[j] =
          withoutTie(Arrays.stream(half).mapToDouble(row -> row[column]).toArray(), models, tie);
    }
    return left;
  }

  private static double[] withoutTie(double[] pull, int models, Nuisance tie) {
    double[] strengths = Arrays.copyOf(pull, models);
    tie.subtractFrom(strengths, tie.solve(Arrays.copyOfRange(pull, models, pull.length)));
    return strengths;
  }

  /**
   * @param strengths of all models of the fit
   * @param tie null where there is no tie parameter
   */
  private record Pull(double[] strengths, OutcomeScore strength, @Nullable OutcomeScore tie)
      implements ClusterPull {

    @Override
    public int parameters() {
      return strengths.length + (tie == null ? 0 : 1);
    }

    @Override
    public Part of(Evidence part, int[] models) {
      double[] own = IntStream.of(models).mapToDouble(i -> strengths[i]).toArray();
      ClusterScores.Worker worker =
          ClusterScores.withTie(part, own, strength, Optional.ofNullable(tie)).new Worker();
      double[] all = new double[parameters()];
      return cluster -> {
        double[] scores = worker.apply(cluster);
        for (int m = 0; m < models.length; m++) {
          all[models[m]] = scores[m];
        }
        if (tie != null) {
          all[strengths.length] = worker.tieScore();
        }
        return all;
      };
    }
  }
}
