package isoloss.rank.next;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Seed;
import isoloss.rank.item.Item;
import isoloss.rank.next.AdaptiveStop.Path;
import isoloss.rank.next.AdaptiveStop.Reason;
import isoloss.rank.next.AdaptiveStop.Rule;
import isoloss.stat.Correlation;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdaptiveStopTest {
  private static final int MODELS = 100;
  private static final int SAMPLES = 1000;

  /** Abilities N(0, 1), slopes log-normal around 1, difficulties N(0, 1.5^2); one answer a cell. */
  private static final class Simulated {
    final List<Item> items;
    final double[] ability = new double[MODELS];
    final double[][] score = new double[MODELS][SAMPLES];

    Simulated(long seed) {
      RandomGenerator random = new Seed(seed).generator();
      items =
          IntStream.range(0, SAMPLES)
              .mapToObj(s -> {
                double a = Math.exp(0.4 * random.nextGaussian());
                return new Item(s, 0, a, -a * 1.5 * random.nextGaussian());
              })
              .toList();
      for (int m = 0; m < MODELS; m++) {
        ability[m] = random.nextGaussian();
        for (int s = 0; s < SAMPLES; s++) {
          score[m][s] = random.nextDouble() < items.get(s).probability(ability[m]) ? 1 : 0;
        }
      }
    }

    List<Path> run(Rule rule) {
      return AdaptiveStop.run(
          items, MODELS, (m, item) -> score[m][item.sample()], rule, new Seed(1));
    }

    /** Tau of the mean of so many random samples of each model with the true abilities. */
    double tauOfMeans(int samples) {
      RandomGenerator random = new Seed(77).generator();
      double[] mean = new double[MODELS];
      for (int m = 0; m < MODELS; m++) {
        double[] row = score[m];
        mean[m] = random.ints(0, SAMPLES).distinct().limit(samples).mapToDouble(s -> row[s]).sum();
      }
      return Correlation.kendall(mean, ability);
    }

    double tau(List<Path> paths) {
      return Correlation.kendall(
          paths.stream().mapToDouble(p -> p.ability().ability()).toArray(), ability);
    }
  }

  @Test
  void fewerCellsGiveTheSameOrder() {
    Simulated pool = new Simulated(5);
    List<Path> paths = pool.run(Rule.untilError(0.2));
    double tau = pool.tau(paths);
    double asked = paths.stream().mapToInt(p -> p.asked().size()).average().orElseThrow();
    int needed =
        IntStream.iterate(10, n -> n <= SAMPLES, n -> n + 10)
            .filter(n -> pool.tauOfMeans(n) >= tau)
            .findFirst()
            .orElse(SAMPLES);
    assertThat(needed / asked).isGreaterThan(4); // 5.7 here: 32 asked, 180 of random samples needed
    assertThat(SAMPLES / asked).isGreaterThan(5);
    assertThat(tau).isGreaterThan(pool.tauOfMeans(SAMPLES) - 0.1);
    assertThat(paths).allMatch(p -> p.reason() == Reason.ERROR_SMALL_ENOUGH);
    assertThat(paths).allMatch(p -> p.ability().standardError() <= 0.2);
    assertThat(paths).allMatch(p -> new HashSet<>(p.asked()).size() == p.asked().size());
  }

  @Test
  void statedErrorsHold() {
    Simulated pool = new Simulated(6);
    List<Path> paths = pool.run(Rule.untilError(0.25));
    long covered =
        paths.stream()
            .filter(p ->
                Math.abs(p.ability().ability() - pool.ability[p.model()])
                    <= 1.96 * p.ability().standardError())
            .count();
    assertThat(covered).isBetween(87L, 100L); // 95 of 100, three standard errors of 2.2
  }

  @Test
  void whoIsClearlyInOrOutOfTheBestIsAskedLess() {
    Simulated pool = new Simulated(7);
    Rule rule = Rule.untilError(0.2);
    List<Path> all = pool.run(rule);
    List<Path> top = pool.run(rule.orTop(10));
    int cellsOfAll = all.stream().mapToInt(p -> p.asked().size()).sum();
    int cellsOfTop = top.stream().mapToInt(p -> p.asked().size()).sum();
    assertThat(cellsOfTop).isLessThan(cellsOfAll / 2);
    assertThat(overlap(pool, top)).isGreaterThanOrEqualTo(8);
  }

  /** How many of the ten best by the estimates are among the ten best in truth. */
  private static long overlap(Simulated pool, List<Path> paths) {
    double[] estimated = paths.stream().mapToDouble(p -> p.ability().ability()).toArray();
    return IntStream.range(0, MODELS)
        .filter(m -> rank(estimated, m) < 10 && rank(pool.ability, m) < 10)
        .count();
  }

  private static long rank(double[] values, int model) {
    return IntStream.range(0, MODELS).filter(j -> values[j] > values[model]).count();
  }

  @Test
  void aTargetBeyondReachEndsWithTheSamples() {
    List<Item> few = List.of(new Item(0, 0, 1, 0), new Item(1, 0, 1, 1), new Item(2, 0, 1, -1));
    Rule rule = new Rule(0.01, OptionalInt.empty(), 0.95, 2, 50, 0.1);
    Path path = AdaptiveStop.run(few, 1, (m, item) -> 1, rule, new Seed(2)).getFirst();
    assertThat(path.reason()).isEqualTo(Reason.NO_MORE_SAMPLES);
    assertThat(path.asked()).containsExactlyInAnyOrder(0, 1, 2);
  }
}
