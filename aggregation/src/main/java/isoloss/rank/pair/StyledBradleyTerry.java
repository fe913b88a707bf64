package isoloss.rank.pair;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Bradley-Terry with the style of answers taken out, see {@link StyleControl}. A style is a metric
 * of the pool that tells how much of something an answer has, such as its tokens or its list items:
 * a score of model and sample. The covariate of a comparison is {@code (a - b)/(a + b + 1)}.
 */
public final class StyledBradleyTerry implements Aggregator {
  private static final Source FASTCHAT =
      new Source(
          "Li et al. (2024), Does style matter?",
          "https://lmsys.org/blog/2024-08-28-style-control/");

  private final StyleControl control;
  private final List<String> styles;
  private final Map<Answer, Double> amounts;

  /** What one model wrote on one sample, in one respect. */
  private record Answer(String style, String model, String sample) {}

  private StyledBradleyTerry(
      StyleControl control, List<String> styles, Map<Answer, Double> amounts) {
    this.control = control;
    this.styles = List.copyOf(styles);
    this.amounts = amounts;
  }

  /**
   * @param pool with a metric for each style beside its comparisons
   * @throws InputException if a style is no metric of the pool
   */
  public static StyledBradleyTerry of(Pool pool, List<String> styles) {
    TreeSet<String> metrics = new TreeSet<>();
    pool.samples().stream().map(Sample::metric).forEach(metrics::add);
    for (String style : styles) {
      if (!metrics.contains(style)) {
        throw new InputException(
            "no metric %s, which is to be a style, is in the pool%s"
                .formatted(style, Names.suggestion(style, metrics)));
      }
    }
    Map<Answer, Double> amounts = new HashMap<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      Sample sample = pool.sample(s);
      if (styles.contains(sample.metric())) {
        pool.forEachModel(
            s,
            (m, value) ->
                amounts.put(
                    new Answer(sample.metric(), pool.models().get(m), sample.name()), value));
      }
    }
    return new StyledBradleyTerry(StyleControl.withDefaults(), styles, amounts);
  }

  /** A pool's comparisons without its scores, which hold styles. */
  public static Pool comparisonsOnly(Pool pool) {
    BitSet kept = new BitSet();
    kept.set(pool.scoredCount(), pool.sampleCount());
    return pool.withSamples(kept);
  }

  @Override
  public String name() {
    return "bradley-terry";
  }

  @Override
  public String description() {
    return "log-strength at equal " + String.join(", ", styles) + ", ties half";
  }

  @Override
  public Source source() {
    return FASTCHAT;
  }

  @Override
  public Link link() {
    return Link.WINS_AND_TIES;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    Pool pool = evidence.pool();
    for (Comparison each : pool.comparisons()) {
      String sample = pool.sample(each.sample()).name();
      for (String style : styles) {
        for (int model : new int[] {each.a(), each.b()}) {
          String name = pool.models().get(model);
          if (!amounts.containsKey(new Answer(style, name, sample))) {
            return Optional.of(
                "%s has no %s on %s, where it is compared; give every answer its style, or leave the comparison out with --where"
                    .formatted(name, style, sample));
          }
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    StyledStrengths found = control.fit(evidence, covariates(evidence.pool()), request);
    Strengths adjusted = found.adjusted();
    List<Estimate> effects = new ArrayList<>();
    for (StyledStrengths.Effect each : found.effects()) {
      effects.add(
          new Estimate(
              each.covariate() + " (per root mean square)",
              each.perScale(),
              each.clusteredError().isPresent() ? each.clusteredError() : each.standardError(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty()));
    }
    List<Diagnostic> diagnostics = new ArrayList<>(adjusted.diagnostics());
    if (request.errors()) {
      diagnostics.add(change(evidence.pool(), found));
    }
    return new Strengths(
        adjusted.scores(),
        adjusted.direction(),
        adjusted.logLikelihood(),
        adjusted.fisher(),
        adjusted.influence(),
        effects,
        diagnostics,
        adjusted.state());
  }

  /** Who changes most when style is seen. */
  private static Diagnostic change(Pool pool, StyledStrengths found) {
    int most = 0;
    for (int m = 0; m < pool.modelCount(); m++) {
      most = Math.abs(moved(found, m)) > Math.abs(moved(found, most)) ? m : most;
    }
    return new Diagnostic.Remark(
        "style",
        Diagnostic.Severity.NOTE,
        Texts.text(
            "Style control moves %s most, by %+.3f in log-strength.",
            pool.models().get(most), moved(found, most)));
  }

  private static double moved(StyledStrengths found, int model) {
    return found.adjusted().scores().get(model) - found.unadjusted().scores().get(model);
  }

  private Covariates covariates(Pool pool) {
    return Covariates.of(
        pool,
        styles,
        each -> {
          String sample = pool.sample(each.sample()).name();
          double[] row = new double[styles.size()];
          for (int k = 0; k < row.length; k++) {
            row[k] =
                Covariates.relativeDifference(
                    amount(styles.get(k), pool.models().get(each.a()), sample),
                    amount(styles.get(k), pool.models().get(each.b()), sample));
          }
          return row;
        });
  }

  private double amount(String style, String model, String sample) {
    return amounts.getOrDefault(new Answer(style, model, sample), Double.NaN);
  }
}
