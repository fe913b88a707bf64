package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.fit.Uncertainty;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Components;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a custom benchmark changes in the order of models. Models are ranked among those that have a
 * score in both; equal scores, but for rounding, share the best of their places.
 *
 * <p>Few samples make any order noisy, so tau has two companions. Its interval says how far it
 * moves when clusters of the custom benchmark are drawn anew: the central interval of the draws
 * around their mean, put around tau (a draw doubles the noise and so lies lower; that shift is not
 * uncertainty). And the taus of as many clusters drawn at random from the whole pool say what tau a
 * benchmark of this size has that measures nothing in particular: only below them does the query
 * order the models in a way of its own.
 *
 * @param moves of every model in both, by the size of the move, then by global place
 * @param tau Kendall's tau-b of the two orders; NaN where one is a single tie
 * @param interval of tau; both ends NaN without draws
 * @param random median and interval of the taus of random benchmarks of this size
 * @param top how many models {@code topOverlap} looks at: 10, or all where there are fewer
 * @param topOverlap share of the global top that is in the custom top
 * @param unranked models of the pool that lack a score in one of the two
 * @param samples of the custom benchmark
 * @param clusters of those samples
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>, who compare
 *     orders by tau and by the top ten
 */
public record CustomRanking(
    List<Move> moves,
    double tau,
    Quantile.Interval interval,
    Random random,
    double level,
    int top,
    double topOverlap,
    int unranked,
    int samples,
    int clusters,
    List<Diagnostic> diagnostics) {
  private static final int TOP = 10;
  private static final int FEW_CLUSTERS = 30;

  public CustomRanking {
    moves = List.copyOf(moves);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Where a model may stand: every place from the best to the worst that the data leave open. */
  public record Places(int best, int worst) {
    boolean overlaps(Places other) {
      return best <= other.worst && other.best <= worst;
    }
  }

  /**
   * A model's two places, from 1.
   *
   * @param overlap whether its sets of places overlap; empty where none were given
   */
  public record Move(String model, int global, int custom, Optional<Boolean> overlap) {
    /** Places up in the custom order. */
    public int up() {
      return global - custom;
    }
  }

  /**
   * How tau is drawn.
   *
   * @param draws bootstrap draws of tau; 0 for none
   * @param threads how many may be used; the result does not depend on it
   */
  public record Settings(int draws, double level, Seed seed, int threads) {
    public Settings {
      Uncertainty.requireLevel(level);
      if (draws < 0) {
        throw new IllegalArgumentException("draws " + draws + " is negative");
      }
    }

    /** 200 draws at 95 %. */
    public static Settings withDefaults() {
      return new Settings(200, 0.95, new Seed(42), 1);
    }
  }

  /** Taus of benchmarks of the same size whose samples were drawn at random; NaN without draws. */
  public record Random(double low, double median, double high) {}

  /**
   * Compares the order on some samples with that on all.
   *
   * @param whole evidence on the pool
   * @param samples of the custom benchmark
   * @throws InputException if fewer than two models have a score in both, or one of the two has no
   *     single order
   */
  public static CustomRanking of(Evidence whole, BitSet samples, Scorer scorer, Settings settings) {
    BitSet models = new BitSet();
    models.set(0, whole.pool().modelCount());
    Evidence custom = whole.restrictedTo(models, samples);
    double[] global = scorer.scores(whole);
    TwoOrders orders = TwoOrders.of(global, scorer.scores(custom));
    if (orders.size() < 2) {
      throw new InputException(
          "%d of %d models have a score on the custom benchmark and on the whole pool; an order needs two"
              .formatted(orders.size(), global.length));
    }
    TauDraws.Source draws = new TauDraws.Source(Values.of(global), scorer, settings);
    TauDraws redrawn = draws.redrawn(custom);
    int top = Math.min(TOP, orders.size());
    return new CustomRanking(
        moves(custom.pool().models(), orders),
        orders.tau(),
        redrawn.around(orders.tau(), settings.level()),
        draws.random(whole, custom.clusterCount()).spread(settings.level()),
        settings.level(),
        top,
        orders.topOverlap(top),
        global.length - orders.size(),
        custom.pool().sampleCount(),
        custom.clusterCount(),
        diagnostics(custom, redrawn));
  }

  private static List<Move> moves(List<String> names, TwoOrders orders) {
    int[] global = orders.firstPlaces();
    int[] custom = orders.secondPlaces();
    return IntStream.range(0, orders.size())
        .mapToObj(i -> new Move(names.get(orders.model(i)), global[i], custom[i], Optional.empty()))
        .sorted(bySize())
        .toList();
  }

  private static Comparator<Move> bySize() {
    return Comparator.<Move>comparingInt(move -> -Math.abs(move.up()))
        .thenComparingInt(Move::global);
  }

  /**
   * With the places that each order leaves open to a model.
   *
   * @param global by name of the model; models that it lacks keep no overlap
   */
  public CustomRanking withPlaces(Map<String, Places> global, Map<String, Places> custom) {
    List<Move> marked =
        moves.stream()
            .map(move ->
                new Move(
                    move.model(),
                    move.global(),
                    move.custom(),
                    Optional.ofNullable(global.get(move.model()))
                        .flatMap(one ->
                            Optional.ofNullable(custom.get(move.model())).map(one::overlaps))))
            .toList();
    return new CustomRanking(
        marked,
        tau,
        interval,
        random,
        level,
        top,
        topOverlap,
        unranked,
        samples,
        clusters,
        diagnostics);
  }

  private static List<Diagnostic> diagnostics(Evidence custom, TauDraws drawn) {
    List<Diagnostic> list = new ArrayList<>();
    String size =
        "%s in %s"
            .formatted(
                Texts.counted(custom.pool().sampleCount(), "sample", "samples"),
                Texts.counted(custom.clusterCount(), "cluster", "clusters"));
    Components components = Components.of(PairCounts.of(custom), Link.WINS_ONLY);
    int groups = components.count() - components.isolated().size();
    int models = custom.pool().modelCount() - components.isolated().size();
    if (groups > 1) {
      list.add(
          new Diagnostic.Remark(
              "too-few-samples",
              Severity.WARNING,
              "the custom benchmark (%s) has too few wins to join its %d models: they fall into %d groups within which each has beaten and been beaten; widen the query"
                  .formatted(size, models, groups)));
    } else if (custom.clusterCount() < FEW_CLUSTERS) {
      list.add(
          new Diagnostic.Remark(
              "few-samples",
              Severity.WARNING,
              "the custom benchmark has %s, few for an order of %d models; widen the query"
                  .formatted(size, models)));
    }
    if (drawn.lost() > 0) {
      list.add(
          new Diagnostic.DrawsTroubled(
              Severity.WARNING,
              "%d of %d draws of the custom benchmark put the models into no single order; the interval of tau leaves them out"
                  .formatted(drawn.lost(), drawn.all().size())));
    }
    return list;
  }

  // ---- words

  /** As facts of a result. */
  public List<Findings.Fact> facts() {
    return List.of(
        fact("customSamples", "samples of the custom benchmark", samples),
        fact("customClusters", "clusters of them", clusters),
        fact("tau", "Kendall's tau-b to the order of the whole pool", tau),
        fact("tauLow", "low", interval.low()),
        fact("tauHigh", "high", interval.high()),
        fact("tauLevel", "level of these intervals", level),
        fact("randomTau", "tau of as many random samples, median", random.median()),
        fact("randomTauLow", "low", random.low()),
        fact("randomTauHigh", "high", random.high()),
        fact("topCompared", "models of the top compared", top),
        fact("topOverlap", "share of the top that stays", topOverlap),
        fact("unranked", "models that one order lacks", unranked));
  }

  private static Findings.Fact fact(String key, String title, Object value) {
    return Findings.Fact.of(key, title, "", value);
  }

  /**
   * Whether the order differs from the whole pool's by more than the number of samples explains;
   * false without draws.
   */
  public boolean differs() {
    return tau < random.low();
  }

  /** How alike the orders are, and who moves most. */
  public String headline() {
    return Texts.text(
        "%d samples order %d models with tau = %s%s to the whole pool; %s.%s",
        samples,
        moves.size(),
        Double.isNaN(tau) ? "none" : Texts.number(tau),
        Double.isNaN(interval.low())
            ? ""
            : Texts.text(
                " (%s %% interval %s to %s)",
                Texts.number(100 * level),
                Texts.number(interval.low()),
                Texts.number(interval.high())),
        mostMoved(),
        againstRandom());
  }

  private String mostMoved() {
    Move most = moves.getFirst();
    return most.up() == 0
        ? "no model moves"
        : Texts.text(
            "%s moves most, from %d to %d%s",
            most.model(),
            most.global(),
            most.custom(),
            most.overlap().orElse(false) ? ", within what chance allows" : "");
  }

  private String againstRandom() {
    return Double.isNaN(random.median())
        ? ""
        : Texts.text(
            " As many random samples have %s to %s, so the order %s.",
            Texts.number(random.low()),
            Texts.number(random.high()),
            differs() ? "is one of its own" : "differs by no more than chance");
  }

  /** A row per model, who moves most first. */
  public Findings.Table table() {
    Findings.Builder rows =
        Findings.Table.builder("moves", "Places on the whole pool and on the custom benchmark")
            .detail()
            .column("model", "model")
            .column("globalRank", "whole pool")
            .column("customRank", "custom benchmark")
            .column("up", "places up")
            .column("overlap", "sets of places overlap");
    moves.forEach(move ->
        rows.row(
            move.model(),
            move.global(),
            move.custom(),
            move.up(),
            move.overlap().map(yes -> (Object) yes).orElse("")));
    return rows.build();
  }
}
