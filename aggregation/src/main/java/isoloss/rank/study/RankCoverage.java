package isoloss.rank.study;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Request;
import isoloss.rank.uncertainty.ErrorKind;
import isoloss.rank.uncertainty.ErrorPlan;
import isoloss.rank.uncertainty.RankSets;
import isoloss.rank.uncertainty.Uncertain;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws pools from a known population and counts how often what the errors promise is so: that the
 * rank sets of all models hold their true places together, and that an interval of one difference
 * holds the true difference. The truth is the aggregator's own answer to infinitely many samples.
 *
 * @param aggregator that has a likelihood of pairs or another answer to fractional comparisons
 */
public record RankCoverage(
    SimulatedPool population, Aggregator aggregator, ErrorKind errors, int draws, double level) {

  /**
   * What was seen.
   *
   * @param pools drawn
   * @param rankSets share of pools in which every true place was in its set
   * @param differences share of the intervals of single differences that held the truth
   * @param critical mean joint critical value
   * @param bonferroni the one that needs no draws
   * @param meanWidth of the rank sets, in places beyond the first
   */
  public record Seen(
      int pools,
      double rankSets,
      double differences,
      double critical,
      double bonferroni,
      double meanWidth) {}

  private record Outcome(boolean allHeld, double differences, double critical, double width) {}

  /** Draws so many pools; the result does not depend on the number of threads. */
  public Seen over(int pools, Seed seed, int threads) {
    Pool truthPool = population.population();
    double[] truth = byNumber(truthPool, scores(truthPool));
    Outcome[] outcomes = new Outcome[pools];
    IndexedWork.run(
        pools, threads, () -> truth, (known, k) -> outcomes[k] = outcome(known, seed.child(k)));
    return new Seen(
        pools,
        mean(outcomes, each -> each.allHeld ? 1 : 0),
        mean(outcomes, Outcome::differences),
        mean(outcomes, Outcome::critical),
        RankSets.bonferroni(truth.length, level),
        mean(outcomes, Outcome::width));
  }

  private double[] scores(Pool pool) {
    return aggregator.fit(Evidence.of(pool), Request.full(1)).scores().toArray();
  }

  private Outcome outcome(double[] truth, Seed seed) {
    Pool pool = population.draw(seed.child("pool"));
    Uncertain found =
        new ErrorPlan(errors, draws, level, seed.child("errors"), 1)
            .fit(aggregator, Evidence.of(pool), evidence -> true);
    double[] known = byNumber(pool, found.strengths().scores().toArray());
    int[] number = numbers(pool);
    RankSets sets = found.rankSets();
    boolean all = true;
    double width = 0;
    for (int i = 0; i < number.length; i++) {
      int place = 1;
      for (double other : truth) {
        place += other > truth[number[i]] ? 1 : 0;
      }
      all &= place >= sets.low().get(i) && place <= sets.high().get(i);
      width += sets.high().get(i) - sets.low().get(i);
    }
    return new Outcome(
        all, differences(truth, known, number, found), sets.critical(), width / number.length);
  }

  private static double differences(double[] truth, double[] known, int[] number, Uncertain found) {
    Covariance covariance = found.covariance().orElseThrow();
    int held = 0;
    int all = 0;
    for (int i = 0; i < number.length; i++) {
      for (int j = 0; j < i; j++) {
        int a = number[i];
        int b = number[j];
        double error = Math.sqrt(covariance.variance(i, j));
        double off = known[a] - known[b] - (truth[a] - truth[b]);
        held += Math.abs(off) <= found.quantile() * error ? 1 : 0;
        all++;
      }
    }
    return (double) held / all;
  }

  /** The numbers behind the names of a pool's models. */
  private static int[] numbers(Pool pool) {
    return pool.models().stream().mapToInt(name -> Integer.parseInt(name.substring(1))).toArray();
  }

  private static double[] byNumber(Pool pool, double[] scores) {
    double[] out = new double[scores.length];
    int[] number = numbers(pool);
    IntStream.range(0, scores.length).forEach(i -> out[number[i]] = scores[i]);
    return out;
  }

  private static double mean(
      Outcome[] outcomes, java.util.function.ToDoubleFunction<Outcome> value) {
    return Arrays.stream(outcomes).mapToDouble(value).average().orElse(Double.NaN);
  }
}
