package isoloss.rank.compare;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares two models on the samples that both have.
 *
 * @param level of intervals, and one minus the level of tests
 * @param metric of the scores; empty where there is only one
 * @param draws of the bootstrap, and of the signs where there are too many to count them all
 * @param detect a difference that the user wants to be able to see
 * @param power the chance of seeing it
 * @param threads how many may be used; the result does not depend on it
 */
public record PairedComparison(
    double level,
    String metric,
    int draws,
    OptionalDouble detect,
    double power,
    Seed seed,
    int threads) {
  public PairedComparison {
    new Power(level, power);
    if (draws < 100) {
      throw new IllegalArgumentException("draws " + draws + " is below 100");
    }
    if (!(detect.orElse(1) > 0)) {
      throw new IllegalArgumentException(
          "difference " + detect.getAsDouble() + " to detect is not above 0");
    }
  }

  /** 95 %, 10,000 draws, a power of 80 %. */
  public static PairedComparison withDefaults() {
    return new PairedComparison(0.95, "", 10_000, OptionalDouble.empty(), 0.8, new Seed(42), 1);
  }

  public PairedComparison withLevel(double newLevel) {
    return new PairedComparison(newLevel, metric, draws, detect, power, seed, threads);
  }

  public PairedComparison withMetric(String newMetric) {
    return new PairedComparison(level, newMetric, draws, detect, power, seed, threads);
  }

  public PairedComparison withDraws(int newDraws) {
    return new PairedComparison(level, metric, newDraws, detect, power, seed, threads);
  }

  public PairedComparison with(Seed newSeed) {
    return new PairedComparison(level, metric, draws, detect, power, newSeed, threads);
  }

  public PairedComparison withThreads(int newThreads) {
    return new PairedComparison(level, metric, draws, detect, power, seed, newThreads);
  }

  /** With the difference to be seen with this power. */
  public PairedComparison detecting(OptionalDouble difference, double newPower) {
    return new PairedComparison(level, metric, draws, difference, newPower, seed, threads);
  }

  /**
   * First against second.
   *
   * @param evidence whose clusters are drawn and counted together
   * @param command that replays this; empty outside the command line
   * @throws InputException if a model is unknown or the two share too little
   */
  public Findings of(Evidence evidence, String first, String second, String command) {
    int a = model(evidence.pool(), first);
    int b = model(evidence.pool(), second);
    if (a == b) {
      throw new InputException(first + " is compared with itself; name two models");
    }
    Optional<HeadToHead> battles = HeadToHead.of(evidence, a, b);
    List<SharedScores> byMeasure =
        Measure.in(evidence.pool()).stream()
            .map(measure -> SharedScores.of(evidence, a, b, measure))
            .filter(shared -> shared.size() > 0)
            .toList();
    if (byMeasure.isEmpty() && battles.isEmpty()) {
      throw nothingShared(evidence.pool(), a, b);
    }
    PairedFindings findings = new PairedFindings(this, first, second);
    return byMeasure.isEmpty()
        ? findings.ofBattles(battles.orElseThrow(), command)
        : findings.of(chosen(byMeasure), battles, command);
  }

  private SharedScores chosen(List<SharedScores> byMeasure) {
    List<Measure> measures =
        byMeasure.stream().map(shared -> Measure.of(shared.sample(0))).toList();
    SharedScores shared = byMeasure.get(measures.indexOf(Measure.chosen(measures, metric)));
    int[] clusters = shared.clusters();
    if (Arrays.stream(clusters).allMatch(each -> each == clusters[0])) {
      throw new InputException(
          "the two models share %s, all of one cluster, and nothing tells how much another would differ; take more samples, or cluster by another column with --by"
              .formatted(shared.size() == 1 ? "1 sample" : shared.size() + " samples"));
    }
    return shared;
  }

  private static int model(Pool pool, String name) {
    int index = pool.models().indexOf(name);
    if (index < 0) {
      throw new InputException(
          "no model %s among the %d measured%s"
              .formatted(name, pool.modelCount(), Names.suggestion(name, pool.models())));
    }
    return index;
  }

  private static InputException nothingShared(Pool pool, int a, int b) {
    int[] measured = pool.measurements();
    return new InputException(
        "%s (%d measurements) and %s (%d) share no sample and never met; compare models that were measured on the same ones"
            .formatted(pool.models().get(a), measured[a], pool.models().get(b), measured[b]));
  }
}
