package isoloss.rank.vote;

import isoloss.data.Values;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Refusals;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean of the scores that a model has, weighted as the samples are: {@code sum_s w_s x_is /
 * sum_s w_s} over the samples s that i was measured on. Models that were measured on different
 * samples are compared all the same, in favour of those that were spared the hard ones; the
 * diagnostics say how far that goes. NaN for a model without a score.
 *
 * <p>The influence of cluster g on model i is {@code sum over its samples of w_s (x_is - mean_i) /
 * sum_s w_s}; its squares with {@code G/(G-1)} are the clustered standard error of a mean, for one
 * sample a cluster {@code sqrt(sum (x - mean)^2 / (n (n - 1)))}. Samples then stand for others like
 * them, benchmarks included; for fixed benchmarks see {@link StratifiedCovariance}.
 *
 * @see <a href="https://arxiv.org/abs/2411.00640">Miller (2024), sections 2 and 3</a>
 */
public final class MeanScore implements Aggregator {

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
    List<Sample> scored = evidence.pool().samples().subList(0, evidence.pool().scoredCount());
    return Refusals.first(
        () -> Refusals.noScores(name(), evidence),
        () -> places(scored),
        () -> directions(scored),
        () -> ScoreScales.of(evidence.pool()).refusal(),
        () -> Refusals.weighting(name(), "samples", evidence),
        () -> Refusals.margin(name(), evidence),
        () -> Refusals.prior(name(), evidence));
  }

  private static Optional<String> places(List<Sample> scored) {
    return scored.stream().anyMatch(each -> each.kind() == Kind.ORDINAL)
        ? Optional.of("places in an ordering have no mean; say --method plackett-luce-rankings")
        : Optional.empty();
  }

  private static Optional<String> directions(List<Sample> scored) {
    return scored.stream().map(Sample::direction).distinct().count() > 1
        ? Optional.of(
            "some scores are good when high and some when low, which no mean can hold; say"
                + " --normalise min-max, or choose one kind with --where")
        : Optional.empty();
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    RatioOfSums means =
        RatioOfSums.of(
            evidence.pool().modelCount(),
            sink ->
                WeightedScores.forEach(
                    evidence,
                    (sample, model, score, weight) ->
                        sink.add(sample, model, weight * score, weight)));
    Strengths strengths =
        new Strengths(
            Values.of(means.ratios()),
            evidence.pool().sample(0).direction(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            request.errors() ? diagnostics(evidence) : List.of(),
            Values.of());
    return request.errors() ? strengths.withInfluence(means.influence(evidence)) : strengths;
  }

  private static List<Diagnostic> diagnostics(Evidence evidence) {
    List<Diagnostic> said = new ArrayList<>();
    WeightedScores.comparisonsLeftOut(evidence).ifPresent(said::add);
    ScoreScales.widestSample(evidence.pool()).ifPresent(said::add);
    UnequalSamples.of(evidence).ifPresent(said::add);
    return said;
  }
}
