package isoloss.rank.vote;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * HELM's mean win rate. Each data set is a column that holds every model's mean on it; in a column
 * with at least two values a model's win rate is {@code (strictly worse + (equal, itself included,
 * - 1)/2) / (values - 1)}; the mean over the columns that a model has is its score. Columns count
 * alike, whatever their size. Where samples have no source, each sample is a column.
 *
 * <p>It depends on which other models are in the table.
 *
 * @see <a href="https://arxiv.org/abs/2211.09110">Liang et al. (2022), Holistic evaluation of
 *     language models</a>
 */
public final class MeanWinRate implements Aggregator {
  /** Means that differ by less than this share are equal but for rounding. */
  private static final double ROUNDING = 1e-12;

  @Override
  public String name() {
    return "mean-win-rate";
  }

  @Override
  public String description() {
    return "mean over data sets of the share of other models beaten, ties half";
  }

  @Override
  public Source source() {
    return new Source(
        "Liang et al. (2022), Holistic evaluation of language models",
        "https://arxiv.org/abs/2211.09110");
  }

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    Pool pool = evidence.pool();
    if (pool.scoredCount() == 0) {
      return Optional.of("mean-win-rate needs scores, and there are only comparisons");
    }
    if (!(evidence.prior() instanceof Prior.None)) {
      return Optional.of("mean-win-rate knows no prior; leave --prior out");
    }
    if (evidence.weighting() != Weighting.COMPARISONS || evidence.margin() > 0) {
      return Optional.of(
          "mean-win-rate compares means of data sets; leave --weighting and --margin out");
    }
    return columns(pool).values().stream()
        .filter(column -> directions(pool, column) > 1)
        .findFirst()
        .map(column ->
            "the data set %s holds scores that are good when high and others that are good when low"
                .formatted(pool.sample(column.getFirst()).source()));
  }

  private static long directions(Pool pool, List<Integer> column) {
    return column.stream().map(s -> pool.sample(s).direction()).distinct().count();
  }

  /** Scored samples by data set, in the pool's order. */
  private static Map<String, List<Integer>> columns(Pool pool) {
    Map<String, List<Integer>> columns = new LinkedHashMap<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      Sample sample = pool.sample(s);
      String column =
          sample.source().isEmpty() || sample.kind() == Kind.ORDINAL
              ? "sample " + s
              : "source " + sample.source() + " " + sample.metric();
      columns.computeIfAbsent(column, key -> new ArrayList<>()).add(s);
    }
    return columns;
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    Pool pool = evidence.pool();
    double[] sum = new double[pool.modelCount()];
    double[] count = new double[pool.modelCount()];
    for (List<Integer> column : columns(pool).values()) {
      double[] means = means(evidence, column);
      double weight = columnWeight(evidence, column);
      double[] rates = winRates(means, pool.sample(column.getFirst()).direction());
      for (int m = 0; m < sum.length; m++) {
        if (weight > 0 && !Double.isNaN(rates[m])) {
          sum[m] += weight * rates[m];
          count[m] += weight;
        }
      }
    }
    double[] scores = IntStream.range(0, sum.length).mapToDouble(m -> sum[m] / count[m]).toArray();
    return Strengths.of(scores, Direction.HIGHER_IS_BETTER);
  }

  /** A column of one sample counts as its sample does; one of a data set counts once. */
  private static double columnWeight(Evidence evidence, List<Integer> column) {
    return column.size() == 1 && evidence.pool().sample(column.getFirst()).source().isEmpty()
        ? evidence.sampleWeight(column.getFirst())
        : 1;
  }

  private static double[] means(Evidence evidence, List<Integer> column) {
    double[] sum = new double[evidence.pool().modelCount()];
    double[] weight = new double[sum.length];
    for (int s : column) {
      double w = evidence.sampleWeight(s);
      evidence
          .pool()
          .forEachModel(
              s,
              (m, value) -> {
                sum[m] += w * value;
                weight[m] += w;
              });
    }
    return IntStream.range(0, sum.length).mapToDouble(m -> sum[m] / weight[m]).toArray();
  }

  /** NaN for absent values, and for all where fewer than two are there. */
  static double[] winRates(double[] column, Direction direction) {
    double scale = Arrays.stream(column).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    double[] oriented =
        Arrays.stream(column).map(value -> rounded(direction.advantage(value, 0), scale)).toArray();
    double[] sorted = Arrays.stream(oriented).filter(Double::isFinite).sorted().toArray();
    double[] rates = new double[column.length];
    for (int m = 0; m < rates.length; m++) {
      rates[m] =
          sorted.length < 2 || Double.isNaN(oriented[m])
              ? Double.NaN
              : (below(sorted, oriented[m]) + (equal(sorted, oriented[m]) - 1) / 2.0)
                  / (sorted.length - 1);
    }
    return rates;
  }

  private static double rounded(double value, double scale) {
    double step = scale * ROUNDING;
    return step > 0 ? Math.rint(value / step) : value;
  }

  private static long below(double[] sorted, double value) {
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

  private static long equal(double[] sorted, double value) {
    return sorted.length - below(sorted, value) - below(negated(sorted), -value);
  }

  private static double[] negated(double[] sorted) {
    double[] out = new double[sorted.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = -sorted[sorted.length - 1 - i];
    }
    return out;
  }
}
