package isoloss.rank.vote;

import isoloss.data.Values;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Source;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The mean of the scores that a model has, weighted as the samples are: {@code sum_s w_s x_is /
 * sum_s w_s} over the samples s that i was measured on. Models that were measured on different
 * samples are compared all the same, in favour of those that were spared the hard ones; the
 * diagnostics say how far that goes.
 *
 * <p>The influence of cluster g on model i is {@code sum over its samples of w_s (x_is - mean_i) /
 * sum_s w_s}; its squares with {@code G/(G-1)} are the clustered standard error of a mean.
 */
public final class MeanScore implements Aggregator {
  private static final double FULL = 0.999;

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public String description() {
    return "mean of the measured scores";
  }

  @Override
  public Source source() {
    return new Source(
        "Miller (2024), Adding error bars to evals", "https://arxiv.org/abs/2411.00640");
  }

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    Pool pool = evidence.pool();
    if (pool.scoredCount() == 0) {
      return Optional.of(
          "a mean needs scores, and there are only comparisons; say --method davidson");
    }
    List<Sample> scored = pool.samples().subList(0, pool.scoredCount());
    if (scored.stream().anyMatch(each -> each.kind() == Kind.ORDINAL)) {
      return Optional.of("places in an ordering have no mean; say --method plackett-luce-rankings");
    }
    if (scored.stream().map(Sample::direction).distinct().count() > 1) {
      return Optional.of(
          "some scores are good when high and some when low, which no mean can hold; say"
              + " --normalise min-max, or choose one kind with --where");
    }
    return evidence.weighting() != Weighting.COMPARISONS
        ? Optional.of("a mean weighs samples, not comparisons; leave --weighting out")
        : Optional.empty();
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    Pool pool = evidence.pool();
    double[] sum = new double[pool.modelCount()];
    double[] weight = new double[pool.modelCount()];
    for (int s = 0; s < pool.scoredCount(); s++) {
      double w = evidence.sampleWeight(s);
      if (w > 0) {
        pool.forEachModel(
            s,
            (m, value) -> {
              sum[m] += w * value;
              weight[m] += w;
            });
      }
    }
    double[] mean = new double[sum.length];
    for (int m = 0; m < mean.length; m++) {
      mean[m] = sum[m] / weight[m]; // NaN for a model without a score
    }
    return new Strengths(
        Values.of(mean),
        pool.sample(0).direction(),
        OptionalDouble.empty(),
        Optional.empty(),
        request.errors() ? Optional.of(influence(evidence, mean, weight)) : Optional.empty(),
        List.of(),
        request.errors() ? diagnostics(pool) : List.of(),
        Values.of());
  }

  private static Influence influence(Evidence evidence, double[] mean, double[] weight) {
    Pool pool = evidence.pool();
    float[][] byModel = new float[mean.length][evidence.clusterCount()];
    for (int s = 0; s < pool.scoredCount(); s++) {
      double w = evidence.sampleWeight(s);
      int cluster = evidence.cluster(s);
      pool.forEachModel(
          s, (m, value) -> byModel[m][cluster] += (float) (w * (value - mean[m]) / weight[m]));
    }
    return Influence.of(byModel, evidence.clusterCount());
  }

  private static List<Diagnostic> diagnostics(Pool pool) {
    List<Diagnostic> said = new ArrayList<>();
    if (!pool.comparisons().isEmpty()) {
      said.add(
          new Diagnostic.Remark(
              "comparisons-left-out",
              Diagnostic.Severity.WARNING,
              Texts.text(
                  "%d comparisons have no score and no part in a mean.",
                  pool.comparisons().size())));
    }
    double density =
        pool.scoreCount() / ((double) pool.modelCount() * Math.max(1, pool.scoredCount()));
    if (density < FULL) {
      said.add(
          new Diagnostic.Remark(
              "different-samples",
              Diagnostic.Severity.WARNING,
              Texts.text(
                  "Only %.1f %% of the cells are measured, so that models have means over different"
                      + " samples; one that was spared the hard ones looks better than it is.",
                  100 * density)));
    }
    return said;
  }

  /**
   * The standard error of a model's mean when its sources are fixed and only their samples might
   * have been others: {@code sqrt(sum_b (n_b/n)^2 s_b^2/n_b)}; every sample counts alike.
   *
   * @return NaN where a source has one sample
   */
  public static double stratifiedError(Pool pool, int model) {
    Map<String, List<Double>> bySource = new TreeMap<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      int sample = s;
      pool.score(model, s)
          .ifPresent(value ->
              bySource
                  .computeIfAbsent(pool.sample(sample).source(), key -> new ArrayList<>())
                  .add(value));
    }
    double n = bySource.values().stream().mapToInt(List::size).sum();
    double variance = 0;
    for (List<Double> values : bySource.values()) {
      double share = values.size() / n;
      double error =
          Moments.of(values.stream().mapToDouble(Double::doubleValue).toArray())
              .standardErrorOfMean()
              .orElse(Double.NaN);
      variance += share * share * error * error;
    }
    return Math.sqrt(variance);
  }
}
