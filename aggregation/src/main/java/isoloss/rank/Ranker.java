package isoloss.rank;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.fit.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Ranks models by an aggregator on the samples that all of them share.
 *
 * @param draws bootstrap draws of samples
 * @param level probability that the intervals are meant to hold
 */
public record Ranker(
    Aggregator aggregator, Direction direction, int draws, double level, Seed seed) {
  /** Below this many shared samples a bootstrap over samples is too short. */
  private static final int FEW_SAMPLES = 20;

  public Ranker {
    if (draws < 2) {
      throw new IllegalArgumentException("draws " + draws + " is below 2");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
    }
  }

  /** Mean score, higher is better, 2,000 draws, level 0.95, seed 42. */
  public static Ranker withDefaults() {
    return new Ranker(new MeanScore(), Direction.HIGHER_IS_BETTER, 2000, 0.95, new Seed(42));
  }

  public Ranker with(Aggregator newAggregator) {
    return new Ranker(newAggregator, direction, draws, level, seed);
  }

  public Ranker with(Direction newDirection) {
    return new Ranker(aggregator, newDirection, draws, level, seed);
  }

  public Ranker with(Seed newSeed) {
    return new Ranker(aggregator, direction, draws, level, newSeed);
  }

  public Ranker withDraws(int newDraws) {
    return new Ranker(aggregator, direction, newDraws, level, seed);
  }

  public Ranker withLevel(double newLevel) {
    return new Ranker(aggregator, direction, draws, newLevel, seed);
  }

  /**
   * @throws InputException if there is no score, or no sample that every model was measured on
   */
  public Leaderboard rank(Collection<Measurement> scores) {
    ScoreTable table = ScoreTable.of(scores, direction);
    if (table.models().isEmpty()) {
      throw new InputException("there is no score to rank by");
    }
    if (table.samples().isEmpty()) {
      throw new InputException(
          "none of %d samples was measured on all %d models; leave out the models that miss most"
              .formatted(table.missing().samples(), table.models().size()));
    }
    Aggregator.Weighted aggregate = aggregator.prepare(table);
    PairedBootstrap bootstrap =
        new PairedBootstrap(aggregate, weights(table), draws, level, seed.child("rank-bootstrap"));
    return new Leaderboard(
        aggregator.name(),
        aggregator.description(),
        aggregator.direction(direction),
        level,
        table.samples().size(),
        draws,
        seed.value(),
        rows(table, bootstrap),
        diagnostics(table));
  }

  private static double[] weights(ScoreTable table) {
    return IntStream.range(0, table.samples().size()).mapToDouble(table::weight).toArray();
  }

  private List<Leaderboard.Row> rows(ScoreTable table, PairedBootstrap bootstrap) {
    boolean uncertain = table.samples().size() >= 2;
    Direction good = aggregator.direction(direction);
    Comparator<Integer> bestFirst = (a, b) -> good.compare(bootstrap.point(b), bootstrap.point(a));
    List<Integer> order =
        IntStream.range(0, table.models().size())
            .boxed()
            .sorted(bestFirst.thenComparing(table.models()::get))
            .toList();
    List<Leaderboard.Row> rows = new ArrayList<>();
    int group = 0;
    int leader = -1;
    for (int model : order) {
      if (leader < 0 || (uncertain && bootstrap.differ(leader, model))) {
        group++;
        leader = model;
      }
      rows.add(row(table, bootstrap, order, model, group, uncertain));
    }
    return rows;
  }

  private static Leaderboard.Row row(
      ScoreTable table,
      PairedBootstrap bootstrap,
      List<Integer> order,
      int model,
      int group,
      boolean uncertain) {
    int place = order.indexOf(model);
    int better = 0;
    int worse = 0;
    for (int other = 0; other < order.size(); other++) {
      if (uncertain && bootstrap.differ(order.get(other), model)) {
        better += other < place ? 1 : 0;
        worse += other > place ? 1 : 0;
      }
    }
    double[] interval = bootstrap.interval(model);
    return new Leaderboard.Row(
        table.models().get(model),
        bootstrap.point(model),
        when(uncertain, bootstrap.standardError(model)),
        when(uncertain, interval[0]),
        when(uncertain, interval[1]),
        1 + better,
        order.size() - worse,
        group,
        table.missing().measurements().get(model));
  }

  private static OptionalDouble when(boolean present, double value) {
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static List<Diagnostic> diagnostics(ScoreTable table) {
    ScoreTable.Missing missing = table.missing();
    List<Diagnostic> out = new ArrayList<>();
    if (missing.unshared() > 0) {
      out.add(
          new Diagnostic.Remark(
              "samples-not-shared",
              2 * missing.unshared() > missing.samples()
                  ? Diagnostic.Severity.WARNING
                  : Diagnostic.Severity.NOTE,
              "%d of %d samples lack a measurement by some model, or any weight, and are left out."
                  .formatted(missing.unshared(), missing.samples())));
    }
    if (missing.unequalWeights() > 0) {
      out.add(
          new Diagnostic.Remark(
              "weights-averaged",
              Diagnostic.Severity.NOTE,
              "%d samples have a different weight for different models; their mean counts."
                  .formatted(missing.unequalWeights())));
    }
    if (missing.repeats() > 0) {
      out.add(
          new Diagnostic.Remark(
              "repeats-averaged",
              Diagnostic.Severity.NOTE,
              "%d repeated measurements of the same model and sample were averaged."
                  .formatted(missing.repeats())));
    }
    if (table.samples().size() < FEW_SAMPLES) {
      out.add(
          new Diagnostic.DesignPoor(
              Diagnostic.Severity.WARNING,
              "Only %d samples are shared by all models; intervals from so few are too short."
                  .formatted(table.samples().size())));
    }
    return out;
  }
}
