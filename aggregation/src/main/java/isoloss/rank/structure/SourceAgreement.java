package isoloss.rank.structure;

import isoloss.data.Names;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.stat.Correlation;
import isoloss.stat.Holm;
import isoloss.stat.Moments;
import isoloss.stat.Normal;
import isoloss.stat.PassingBablok;
import isoloss.stat.Quantile;
import isoloss.stat.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the sources of a pool (data sets, judges) put the models into the same order, and which
 * models they see differently.
 *
 * @param sources by name of appearance in the pool, with a ranking each
 * @param pairs how alike two rankings are
 * @param disagreements each model that a source and the rest both rank, the clearest first
 * @param sourcesOf how many sources measured each model, in the pool's order of models
 * @param soleLeaders models that lead under one source and under no other
 */
public record SourceAgreement(
    List<Source> sources,
    List<Pair> pairs,
    List<Disagreement> disagreements,
    List<Integer> sourcesOf,
    List<SoleLeader> soleLeaders) {
  /** Fewer common models give neither a scale nor a centre to compare by. */
  private static final int FEWEST_SHARED = 4;

  public SourceAgreement {
    sources = List.copyOf(sources);
    pairs = List.copyOf(pairs);
    disagreements = List.copyOf(disagreements);
    sourcesOf = List.copyOf(sourcesOf);
    soleLeaders = List.copyOf(soleLeaders);
  }

  /**
   * One source by itself.
   *
   * @param ranked the models that its own samples put on one scale, best first
   * @param scores theirs, in that order, high ones good
   * @param refusal why there is no ranking; empty where there is one
   */
  public record Source(
      String name,
      int samples,
      int measured,
      List<Integer> ranked,
      Values scores,
      Optional<String> refusal) {}

  /**
   * Two sources.
   *
   * @param shared models that both rank
   * @param tau Kendall's tau-b over these; NaN for fewer than two
   * @param standardError over draws of the clusters of samples
   * @param interval {@code tau +- z standardError}, within [-1, 1]
   */
  public record Pair(
      String first,
      String second,
      int shared,
      double tau,
      double standardError,
      Quantile.Interval interval) {}

  /**
   * A model under one source against the same model under all the others.
   *
   * @param difference its score under the source less the one under the rest, on the source's
   *     scale, both measured from the median of the common models
   * @param standardError from clusters of samples
   * @param p two-sided, by Student's t
   * @param adjusted for the number of tests, by Holm
   */
  public record Disagreement(
      int model,
      String source,
      double difference,
      double standardError,
      double p,
      double adjusted) {}

  /**
   * A model that is first under one source alone.
   *
   * @param rankElsewhere by source, where it was ranked
   */
  public record SoleLeader(int model, String source, Map<String, Integer> rankElsewhere) {}

  /**
   * How errors are found.
   *
   * @param draws of clusters, for intervals of tau, and for all errors where the aggregator knows
   *     no influence of clusters
   * @param level of the intervals
   */
  public record Options(int draws, double level, Seed seed, int threads) {
    public Options {
      if (draws < 2 || !(level > 0 && level < 1)) {
        throw new IllegalArgumentException("%d draws at level %s".formatted(draws, level));
      }
    }
  }

  /**
   * Fits each source, and for each source the rest.
   *
   * @param source for example {@code Sample::source}; samples of one name form a source
   */
  public static SourceAgreement of(
      Evidence evidence, Aggregator aggregator, Function<Sample, String> source, Options options) {
    return new Comparison(evidence, aggregator, source, options).result();
  }

  /** The fits that are compared. */
  private static final class Comparison {
    private final SourceFit.Plan plan;
    private final Options options;
    private final Incidence incidence;
    private final Map<String, BitSet> groups;
    private final Map<String, SourceFit.Attempt> attempts = new LinkedHashMap<>();
    private final Map<String, SourceFit> fits = new LinkedHashMap<>();

    Comparison(
        Evidence evidence,
        Aggregator aggregator,
        Function<Sample, String> source,
        Options options) {
      this.options = options;
      incidence = Incidence.of(evidence.pool());
      groups = incidence.groups(source);
      plan =
          new SourceFit.Plan(
              evidence,
              incidence,
              aggregator,
              new SourceFit.Draws(
                  options.draws, options.seed.child("source agreement"), options.threads));
      groups.forEach((name, samples) -> {
        SourceFit.Attempt attempt = plan.fit(samples);
        attempts.put(name, attempt);
        attempt.fit().ifPresent(fit -> fits.put(name, fit));
      });
    }

    SourceAgreement result() {
      return new SourceAgreement(sources(), pairs(), disagreements(), sourcesOf(), soleLeaders());
    }

    private List<Source> sources() {
      List<Source> sources = new ArrayList<>();
      attempts.forEach((name, attempt) -> {
        BitSet samples = groups.getOrDefault(name, new BitSet());
        int measured = incidence.models(samples).cardinality();
        sources.add(
            attempt
                .fit()
                .map(fit -> source(name, samples.cardinality(), measured, fit))
                .orElseGet(() ->
                    new Source(
                        name,
                        samples.cardinality(),
                        measured,
                        List.of(),
                        Values.of(),
                        Optional.of(attempt.refusal()))));
      });
      return sources;
    }

    private static Source source(String name, int samples, int measured, SourceFit fit) {
      List<Integer> ranked =
          Arrays.stream(fit.models())
              .boxed()
              .sorted(Comparator.comparingDouble(m -> -fit.scores()[fit.place(m)]))
              .toList();
      Values scores = Values.of(fit.scoresOf(ranked));
      return new Source(name, samples, measured, ranked, scores, Optional.empty());
    }

    private List<Pair> pairs() {
      List<String> names = List.copyOf(fits.keySet());
      List<SourceFit> all = List.copyOf(fits.values());
      List<Pair> pairs = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        for (int j = i + 1; j < names.size(); j++) {
          pairs.add(pair(names.get(i), all.get(i), names.get(j), all.get(j)));
        }
      }
      return pairs;
    }

    private Pair pair(String first, SourceFit a, String second, SourceFit b) {
      List<Integer> shared = a.shared(b);
      if (shared.size() < 2) {
        Quantile.Interval unknown = new Quantile.Interval(Double.NaN, Double.NaN);
        return new Pair(first, second, shared.size(), Double.NaN, Double.NaN, unknown);
      }
      double tau = Correlation.kendall(a.scoresOf(shared), b.scoresOf(shared));
      TauDraws draws = new TauDraws(a, b, shared);
      double[] drawn = new double[options.draws];
      Seed seed = options.seed.child("tau").child(pairs(a, b));
      for (int draw = 0; draw < drawn.length; draw++) {
        drawn[draw] = draws.tau(seed.child(draw).generator());
      }
      double error = Moments.of(drawn).standardDeviation().orElse(Double.NaN);
      double reach = Normal.quantile((1 + options.level) / 2) * error;
      return new Pair(
          first,
          second,
          shared.size(),
          tau,
          error,
          new Quantile.Interval(Math.max(-1, tau - reach), Math.min(1, tau + reach)));
    }

    /** A number that tells pairs apart without their names. */
    private static long pairs(SourceFit a, SourceFit b) {
      return 31L * Arrays.hashCode(a.models()) + Arrays.hashCode(b.models());
    }

    private List<Disagreement> disagreements() {
      List<Disagreement> raw = new ArrayList<>();
      if (groups.size() > 1) {
        fits.forEach((name, fit) -> {
          BitSet rest = new BitSet();
          groups.forEach((other, samples) -> {
            if (!other.equals(name)) {
              rest.or(samples);
            }
          });
          plan.fit(rest).fit().ifPresent(there -> raw.addAll(Contrast.of(fit, there, name)));
        });
      }
      double[] adjusted = Holm.adjusted(raw.stream().mapToDouble(Disagreement::p).toArray());
      return IntStream.range(0, raw.size())
          .mapToObj(i -> withAdjusted(raw.get(i), adjusted[i]))
          .sorted(Comparator.comparingDouble(Disagreement::p))
          .toList();
    }

    private static Disagreement withAdjusted(Disagreement raw, double adjusted) {
      return new Disagreement(
          raw.model, raw.source, raw.difference, raw.standardError, raw.p, adjusted);
    }

    private List<Integer> sourcesOf() {
      int[] count = new int[plan.evidence().pool().modelCount()];
      groups
          .values()
          .forEach(samples -> incidence.models(samples).stream().forEach(m -> count[m]++));
      return Arrays.stream(count).boxed().toList();
    }

    private List<SoleLeader> soleLeaders() {
      List<SoleLeader> sole = new ArrayList<>();
      if (fits.size() > 1) {
        fits.forEach((name, fit) -> {
          for (int model : fit.models()) {
            Map<String, Integer> elsewhere = ranksBeside(name, model);
            if (fit.rank(model) == 1 && !elsewhere.containsValue(1)) {
              sole.add(new SoleLeader(model, name, elsewhere));
            }
          }
        });
      }
      return sole;
    }

    private Map<String, Integer> ranksBeside(String source, int model) {
      Map<String, Integer> ranks = new LinkedHashMap<>();
      fits.forEach((name, fit) -> {
        if (!name.equals(source) && fit.place(model) >= 0) {
          ranks.put(name, fit.rank(model));
        }
      });
      return ranks;
    }
  }

  /**
   * Tau over draws: each unit of the evidence moves the scores by its effect times a standard
   * normal number, the multiplier bootstrap, in both sources alike where they share clusters.
   */
  private record TauDraws(
      double[] first, double[] second, double[][] effectsFirst, double[][] effectsSecond) {
    TauDraws(SourceFit a, SourceFit b, List<Integer> shared) {
      this(
          a.scoresOf(shared),
          b.scoresOf(shared),
          a.centredEffects(shared),
          b.centredEffects(shared));
    }

    double tau(RandomGenerator random) {
      double[] weights = new double[Math.max(effectsFirst[0].length, effectsSecond[0].length)];
      Arrays.setAll(weights, u -> random.nextGaussian());
      return Correlation.kendall(
          moved(first, effectsFirst, weights), moved(second, effectsSecond, weights));
    }

    private static double[] moved(double[] scores, double[][] effects, double[] weights) {
      double[] moved = scores.clone();
      for (int i = 0; i < moved.length; i++) {
        for (int u = 0; u < effects[i].length; u++) {
          moved[i] += weights[u] * effects[i][u];
        }
      }
      return moved;
    }
  }

  /**
   * Scores under a source against scores under the rest: {@code d_i = (t_i - b r_i) - median_j (t_j
   * - b r_j)}. Sources stretch the scale differently, so b is the slope of Passing and Bablok;
   * neither it nor the median follows a model that one source favours.
   */
  private record Contrast(SourceFit here, SourceFit there, List<Integer> shared, double slope) {

    static List<Disagreement> of(SourceFit here, SourceFit there, String source) {
      List<Integer> shared = here.shared(there);
      if (shared.size() < FEWEST_SHARED) {
        return List.of();
      }
      double slope = PassingBablok.slope(there.scoresOf(shared), here.scoresOf(shared));
      boolean usable = slope > 0 && slope < Double.POSITIVE_INFINITY;
      return new Contrast(here, there, shared, usable ? slope : 1).all(source);
    }

    private List<Disagreement> all(String source) {
      double[] difference = differences();
      double[][] effectsHere = here.centredEffects(shared);
      double[][] effectsThere = there.centredEffects(shared);
      List<Disagreement> found = new ArrayList<>();
      for (int i = 0; i < difference.length; i++) {
        double standardError = Math.sqrt(variance(effectsHere[i], effectsThere[i]));
        double t = Math.abs(difference[i]) / standardError;
        double p = 2 * StudentT.cumulative(-t, freedom(effectsHere[i], effectsThere[i]));
        if (!Double.isNaN(p)) { // identical rows have neither difference nor error
          found.add(new Disagreement(shared.get(i), source, difference[i], standardError, p, p));
        }
      }
      return found;
    }

    private double[] differences() {
      double[] here = this.here.scoresOf(shared);
      double[] there = this.there.scoresOf(shared);
      double[] raw = new double[here.length];
      Arrays.setAll(raw, i -> here[i] - slope * there[i]);
      double centre = Quantile.median(raw);
      return Arrays.stream(raw).map(each -> each - centre).toArray();
    }

    private double variance(double[] here, double[] there) {
      double sum = 0;
      for (int u = 0; u < Math.max(here.length, there.length); u++) {
        double effect = (u < here.length ? here[u] : 0) - slope * (u < there.length ? there[u] : 0);
        sum += effect * effect;
      }
      return sum;
    }

    /** Of Welch and Satterthwaite. */
    private double freedom(double[] here, double[] there) {
      double a = variance(here, new double[0]);
      double b = variance(new double[0], there);
      double denominator = a * a / (this.here.clusters() - 1) + b * b / (this.there.clusters() - 1);
      return denominator > 0 ? (a + b) * (a + b) / denominator : 1;
    }
  }

  /** Disagreements whose adjusted p-value is at most {@code alpha}. */
  public List<Disagreement> significant(double alpha) {
    return disagreements.stream().filter(each -> each.adjusted <= alpha).toList();
  }

  /** Models that one source alone has measured, where there are several sources. */
  public List<Integer> onOneSource() {
    return IntStream.range(0, sourcesOf.size())
        .filter(m -> sources.size() > 1 && sourcesOf.get(m) == 1)
        .boxed()
        .toList();
  }

  /** What a reader of a ranking over all sources must know. */
  public List<Diagnostic> diagnostics(List<String> names, double alpha) {
    List<Diagnostic> said = new ArrayList<>();
    List<Disagreement> clear = significant(alpha);
    if (!clear.isEmpty()) {
      Collection<String> named =
          clear.stream()
              .map(each ->
                  String.format(
                      Locale.ROOT,
                      "%s under %s (%+.2g, standard error %.2g)",
                      names.get(each.model),
                      each.source,
                      each.difference,
                      each.standardError))
              .toList();
      said.add(
          warning(
              "sources-disagree",
              "sources disagree about %d models beyond chance: %s"
                  .formatted(
                      clear.stream().mapToInt(Disagreement::model).distinct().count(),
                      Names.listed(named))));
    }
    for (SoleLeader leader : soleLeaders) {
      said.add(warning("sole-leader", inWords(leader, names)));
    }
    if (!onOneSource().isEmpty()) {
      said.add(
          warning(
              "one-source",
              "%d models rest on one source: %s"
                  .formatted(
                      onOneSource().size(),
                      Names.listed(onOneSource().stream().map(names::get).sorted().toList()))));
    }
    return said;
  }

  private static Diagnostic warning(String code, String message) {
    return new Diagnostic.Remark(code, Diagnostic.Severity.WARNING, message);
  }

  private static String inWords(SoleLeader leader, List<String> names) {
    String elsewhere =
        leader.rankElsewhere.entrySet().stream()
            .map(each -> "place %d under %s".formatted(each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
    return "%s leads under %s alone: %s"
        .formatted(
            names.get(leader.model),
            leader.source,
            elsewhere.isEmpty() ? "no other source ranks it" : elsewhere);
  }
}
