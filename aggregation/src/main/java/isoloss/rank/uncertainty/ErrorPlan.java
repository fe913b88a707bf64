package isoloss.rank.uncertainty;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Normal;
import isoloss.stat.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How errors are made.
 *
 * @param draws of the bootstrap, or of the multipliers behind the joint critical value
 * @param level of intervals and, jointly, of rank sets
 */
public record ErrorPlan(ErrorKind kind, int draws, double level, Seed seed, int threads) {
  /** Below this many clusters a sandwich is itself uncertain. */
  private static final int FEW_CLUSTERS = 30;

  /** Above this share of unusable draws the others are a selection. */
  private static final double MANY_UNUSABLE = 0.05;

  public ErrorPlan {
    if (kind != ErrorKind.NONE && kind != ErrorKind.FISHER && draws < 20) {
      throw new IllegalArgumentException("draws " + draws + " is below 20");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level %s is not in (0, 1)%s"
              .formatted(level, level > 1 && level < 100 ? "; did you mean " + level / 100 : ""));
    }
  }

  /** Clustered, 500 draws, 95 %, seed 42, all cores. */
  public static ErrorPlan withDefaults() {
    return new ErrorPlan(
        ErrorKind.CLUSTERED, 500, 0.95, new Seed(42), Runtime.getRuntime().availableProcessors());
  }

  public ErrorPlan with(ErrorKind newKind) {
    return new ErrorPlan(newKind, draws, level, seed, threads);
  }

  public ErrorPlan withDraws(int newDraws) {
    return new ErrorPlan(kind, newDraws, level, seed, threads);
  }

  public ErrorPlan withLevel(double newLevel) {
    return new ErrorPlan(kind, draws, newLevel, seed, threads);
  }

  public ErrorPlan with(Seed newSeed) {
    return new ErrorPlan(kind, draws, level, newSeed, threads);
  }

  public ErrorPlan withThreads(int newThreads) {
    return new ErrorPlan(kind, draws, level, seed, newThreads);
  }

  /**
   * Fits and says how well the scores are known.
   *
   * @param linked whether models are still linked in a draw
   * @throws InputException if Fisher errors are asked of an aggregator without a likelihood
   */
  public Uncertain fit(Aggregator aggregator, Evidence evidence, Predicate<Evidence> linked) {
    boolean influence = kind == ErrorKind.CLUSTERED;
    Strengths strengths =
        aggregator.fit(
            evidence,
            new Request(influence || kind == ErrorKind.FISHER, Optional.empty(), threads));
    return switch (kind) {
      case NONE -> without(strengths, List.of());
      case FISHER -> fisher(aggregator, strengths);
      case CLUSTERED ->
          strengths
              .influence()
              .map(each -> clustered(strengths, each))
              .orElseGet(() -> drawn(aggregator, evidence, strengths, linked, false, true));
      case BOOTSTRAP -> drawn(aggregator, evidence, strengths, linked, false, false);
      case TWO_STAGE -> drawn(aggregator, evidence, strengths, linked, true, false);
    };
  }

  /**
   * Says how well scores are known that were fitted elsewhere.
   *
   * @param strengths with influence, if errors are clustered and models linked
   * @throws InputException as {@link #fit}, and for a bootstrap, which needs the samples
   */
  public Uncertain of(Aggregator aggregator, Strengths strengths) {
    requireNoSamples();
    return switch (kind) {
      case FISHER -> fisher(aggregator, strengths);
      case CLUSTERED ->
          strengths
              .influence()
              .map(each -> clustered(strengths, each))
              .orElseGet(() -> without(strengths, List.of()));
      case NONE, BOOTSTRAP, TWO_STAGE -> without(strengths, List.of());
    };
  }

  /**
   * @throws InputException if errors come from drawing samples
   */
  public void requireNoSamples() {
    if (kind == ErrorKind.BOOTSTRAP || kind == ErrorKind.TWO_STAGE) {
      throw new InputException(
          "a bootstrap draws samples, which are not on this machine; say --errors clustered");
    }
  }

  private Uncertain without(Strengths strengths, List<Diagnostic> diagnostics) {
    return new Uncertain(
        strengths,
        ErrorKind.NONE,
        Values.of(),
        Optional.empty(),
        Double.NaN,
        RankSets.unknown(strengths.scores(), strengths.direction()),
        0,
        diagnostics);
  }

  private Uncertain fisher(Aggregator aggregator, Strengths strengths) {
    Covariance covariance =
        strengths
            .fisher()
            .orElseThrow(() ->
                new InputException(
                    aggregator.name()
                        + " has no likelihood, so no Fisher errors; say --errors clustered"));
    double critical = RankSets.bonferroni(strengths.scores().size(), level);
    return new Uncertain(
        strengths,
        ErrorKind.FISHER,
        standardErrors(covariance, strengths.scores().size()),
        Optional.of(covariance),
        Normal.quantile((1 + level) / 2),
        RankSets.of(strengths.scores(), strengths.direction(), covariance, critical, threads),
        0,
        List.of(
            new Diagnostic.Remark(
                "fisher-errors",
                Diagnostic.Severity.WARNING,
                "Fisher errors take every comparison as independent; where one sample makes many"
                    + " comparisons they are several times too narrow.")));
  }

  private Uncertain clustered(Strengths strengths, Influence influence) {
    int clusters = influence.clusters();
    if (clusters < 2) {
      return without(strengths, List.of(oneCluster(clusters)));
    }
    JointDeviations deviations =
        JointDeviations.of(influence, draws, seed.child("rank-multipliers"), threads);
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (clusters < FEW_CLUSTERS) {
      diagnostics.add(
          new Diagnostic.DesignPoor(
              Diagnostic.Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "Errors rest on %d clusters of samples; with fewer than %d they are rough, and"
                      + " intervals use Student's t with %d degrees of freedom.",
                  clusters,
                  FEW_CLUSTERS,
                  clusters - 1)));
    }
    return new Uncertain(
        strengths,
        ErrorKind.CLUSTERED,
        standardErrors(influence, influence.models()),
        Optional.of(influence),
        StudentT.twoSided(level, clusters - 1.0),
        RankSets.of(
            strengths.scores(), strengths.direction(), influence, deviations, level, threads),
        draws,
        diagnostics);
  }

  private Uncertain drawn(
      Aggregator aggregator,
      Evidence evidence,
      Strengths strengths,
      Predicate<Evidence> linked,
      boolean twoStage,
      boolean instead) {
    if (evidence.clusterCount() < 2) {
      return without(strengths, List.of(oneCluster(evidence.clusterCount())));
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (twoStage && SampleBootstrap.strata(evidence).size() < 2) {
      throw new InputException(
          "a two-stage bootstrap draws data sets, and the pool has one; map a source, or say"
              + " --errors bootstrap");
    }
    SampleBootstrap.Drawn drawn =
        SampleBootstrap.of(
            aggregator,
            evidence,
            strengths,
            linked,
            new SampleBootstrap.Plan(draws, twoStage, seed.child("rank-bootstrap"), threads));
    if (drawn.unusable() > 0) {
      diagnostics.add(unusable(drawn.unusable()));
    }
    if (drawn.scores().length < 20) {
      return without(strengths, diagnostics);
    }
    if (instead) {
      diagnostics.add(
          new Diagnostic.Remark(
              "bootstrap-instead",
              Diagnostic.Severity.NOTE,
              aggregator.name()
                  + " has no influence of samples in closed form; errors are by a bootstrap over"
                  + " clusters."));
    }
    Covariance covariance = new DrawnCovariance(drawn.scores());
    JointDeviations deviations = JointDeviations.of(strengths.scores().toArray(), drawn.scores());
    return new Uncertain(
        strengths,
        twoStage ? ErrorKind.TWO_STAGE : ErrorKind.BOOTSTRAP,
        standardErrors(covariance, strengths.scores().size()),
        Optional.of(covariance),
        Normal.quantile((1 + level) / 2),
        RankSets.of(
            strengths.scores(), strengths.direction(), covariance, deviations, level, threads),
        drawn.scores().length,
        diagnostics);
  }

  private Diagnostic unusable(int count) {
    boolean many = count > MANY_UNUSABLE * draws;
    return new Diagnostic.DrawsTroubled(
        many ? Diagnostic.Severity.WARNING : Diagnostic.Severity.NOTE,
        String.format(
            Locale.ROOT,
            "%d of %d draws were left out, as a model had no win or no loss in them and so no"
                + " finite score%s.",
            count,
            draws,
            many ? "; the others are a selection and their intervals too short" : ""));
  }

  private static Diagnostic oneCluster(int clusters) {
    return new Diagnostic.DesignPoor(
        Diagnostic.Severity.WARNING,
        clusters == 0
            ? "There is no sample, so nothing is known of errors."
            : "All samples form one cluster, so nothing is known of errors.");
  }

  private static Values standardErrors(Covariance covariance, int models) {
    return Values.of(
        IntStream.range(0, models)
            .mapToDouble(i -> Math.sqrt(Math.max(0, covariance.variance(i))))
            .toArray());
  }
}
