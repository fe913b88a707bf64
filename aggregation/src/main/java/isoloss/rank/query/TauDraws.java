package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Kendall's tau between a fixed order and those on drawn clusters; NaN for a draw whose models
 * cannot be put into one order.
 */
record TauDraws(Values all) {

  /** How draws are scored and compared. */
  record Source(Values fixed, Scorer scorer, CustomRanking.Settings settings) {

    /** As many clusters as there are, with replacement. */
    TauDraws redrawn(Evidence custom) {
      return taus(custom, "redrawn", random -> withReplacement(custom.clusterCount(), random));
    }

    /** So many clusters, each at most once. */
    TauDraws random(Evidence whole, int clusters) {
      return taus(whole, "random", random -> subset(whole.clusterCount(), clusters, random));
    }

    private TauDraws taus(
        Evidence evidence, String purpose, Function<RandomGenerator, int[]> times) {
      double[] taus = new double[evidence.clusterCount() < 2 ? 0 : settings.draws()];
      Seed seed = settings.seed().child("custom ranking").child(purpose);
      IndexedWork.run(
          taus.length,
          settings.threads(),
          fixed::toArray,
          (order, i) ->
              taus[i] = tau(order, evidence.drawn(times.apply(seed.child(i).generator()))));
      return new TauDraws(Values.of(taus));
    }

    private double tau(double[] order, Evidence drawn) {
      try {
        return TwoOrders.of(order, scorer.scores(drawn)).tau();
      } catch (InputException unordered) {
        return Double.NaN;
      }
    }
  }

  private static int[] withReplacement(int clusters, RandomGenerator random) {
    int[] times = new int[clusters];
    for (int i = 0; i < clusters; i++) {
      times[random.nextInt(clusters)]++;
    }
    return times;
  }

  /** Knuth's algorithm S: each subset of the size is equally likely. */
  private static int[] subset(int clusters, int size, RandomGenerator random) {
    int[] times = new int[clusters];
    for (int left = clusters, wanted = size; left > 0; left--) {
      if (random.nextInt(left) < wanted) {
        times[left - 1] = 1;
        wanted--;
      }
    }
    return times;
  }

  private double[] usable() {
    return all.stream().filter(tau -> !Double.isNaN(tau)).toArray();
  }

  /** Draws without an order. */
  int lost() {
    return all.size() - usable().length;
  }

  /** The central interval of the draws around their mean, put around tau; NaN without draws. */
  Quantile.Interval around(double tau, double level) {
    double[] draws = usable();
    if (draws.length < 2) {
      return new Quantile.Interval(Double.NaN, Double.NaN);
    }
    Quantile.Interval drawn = Quantile.centralInterval(draws, level);
    double shift = tau - Moments.of(draws).mean();
    return new Quantile.Interval(
        Math.clamp(drawn.low() + shift, -1, 1), Math.clamp(drawn.high() + shift, -1, 1));
  }

  CustomRanking.Random spread(double level) {
    double[] ascending = usable();
    Arrays.sort(ascending);
    return ascending.length < 2
        ? new CustomRanking.Random(Double.NaN, Double.NaN, Double.NaN)
        : new CustomRanking.Random(
            Quantile.ofSorted(ascending, (1 - level) / 2),
            Quantile.ofSorted(ascending, 0.5),
            Quantile.ofSorted(ascending, (1 + level) / 2));
  }
}
