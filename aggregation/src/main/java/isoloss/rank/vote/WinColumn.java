package isoloss.rank.vote;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A column in which models win against each other: the means over the samples of a source and
 * metric, or one sample.
 *
 * @param samples of the column, ascending
 * @param isMean whether the column is that of a source, even if it has one sample only
 */
record WinColumn(List<Integer> samples, boolean isMean) {
  /** Means that differ by less than this share of the largest are equal but for rounding. */
  private static final double ROUNDING = 1e-12;

  WinColumn {
    samples = List.copyOf(samples);
  }

  /** Where the sources would make a single column, every sample is one. */
  static List<WinColumn> of(Pool pool) {
    List<WinColumn> bySource = bySource(pool);
    return bySource.size() > 1
        ? bySource
        : IntStream.range(0, pool.scoredCount())
            .mapToObj(sample -> new WinColumn(List.of(sample), false))
            .toList();
  }

  /** Places have no mean; samples without a source stand alone. */
  private static List<WinColumn> bySource(Pool pool) {
    List<WinColumn> columns = new ArrayList<>();
    Map<Sample.Key, List<Integer>> bySource = new LinkedHashMap<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      Sample sample = pool.sample(s);
      if (sample.source().isEmpty() || sample.kind() == Kind.ORDINAL) {
        columns.add(new WinColumn(List.of(s), false));
      } else {
        bySource
            .computeIfAbsent(
                new Sample.Key("", sample.source(), sample.metric()), key -> new ArrayList<>())
            .add(s);
      }
    }
    bySource.values().forEach(each -> columns.add(new WinColumn(each, true)));
    return columns;
  }

  /** Why its samples have no common mean. */
  Optional<String> refusal(Pool pool) {
    return samples.stream().map(s -> pool.sample(s).direction()).distinct().count() > 1
        ? Optional.of(
            "the data set %s holds scores that are good when high and others that are good when low; choose one kind with --where"
                .formatted(pool.sample(samples.getFirst()).source()))
        : Optional.empty();
  }

  /** Adds each model's win rate, if there are two models at least. */
  void addRates(Evidence evidence, TieCredit tie, RatioOfSums.Sink sink) {
    if (isMean) {
      addRatesOfMeans(evidence, tie, sink);
      return;
    }
    int sample = samples.getFirst();
    double weight = evidence.sampleWeight(sample);
    if (weight > 0) {
      Standings.of(
          evidence,
          sample,
          (model, wins, ties, others) ->
              sink.add(sample, model, weight * (wins + tie.wins() * ties) / others, weight));
    }
  }

  private void addRatesOfMeans(Evidence evidence, TieCredit tie, RatioOfSums.Sink sink) {
    double[] value = means(evidence);
    double[] sorted = Arrays.stream(value).filter(Double::isFinite).sorted().toArray();
    if (sorted.length < 2) {
      return;
    }
    for (int model = 0; model < value.length; model++) {
      if (Double.isFinite(value[model])) {
        int worse = countBelow(sorted, value[model]);
        int equal = countBelow(sorted, Math.nextUp(value[model])) - worse;
        double wins = worse + tie.wins() * (equal - 1);
        sink.add(samples.getFirst(), model, wins / (sorted.length - 1), 1);
      }
    }
  }

  /** High ones good, in steps of rounding; NaN where a model has no score that counts. */
  private double[] means(Evidence evidence) {
    double[] sum = new double[evidence.pool().modelCount()];
    double[] weight = new double[sum.length];
    for (int s : samples) {
      double own = evidence.sampleWeight(s);
      evidence
          .pool()
          .forEachModel(
              s,
              (model, score) -> {
                sum[model] += own * score;
                weight[model] += own;
              });
    }
    Direction direction = evidence.pool().sample(samples.getFirst()).direction();
    double[] means =
        IntStream.range(0, sum.length)
            .mapToDouble(m -> direction.advantage(sum[m] / weight[m], 0))
            .toArray();
    double largest = Arrays.stream(means).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    double step = largest * ROUNDING;
    return step > 0 ? Arrays.stream(means).map(mean -> Math.rint(mean / step)).toArray() : means;
  }

  private static int countBelow(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
