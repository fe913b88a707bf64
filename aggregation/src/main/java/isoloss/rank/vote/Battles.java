package isoloss.rank.vote;

import isoloss.data.pool.Comparison;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.SampleOrder;
import isoloss.rank.evidence.Weighting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The measurements of a pool as battles of two models, played in random order: comparisons battle
 * by battle, and samples with scores as rounds of all pairs of their models, a round's pairs in
 * random order too. Where all pairs would be more than {@link #MOST}, a round gives each model one
 * opponent, drawn anew in each order.
 */
final class Battles {
  /** Battles of one order beyond which pairs are drawn. */
  private static final long MOST = 200_000;

  /** More battles and rounds than this are not played one by one. */
  private static final double MOST_COUNTED = 1e7;

  /** For the first of two models: won, lost, tied. */
  private static final double[] RESULTS = {1, 0, 0.5};

  private final Evidence evidence;
  private final List<Comparison> comparisons;

  /** By sample with scores, sorted once for all orders of play. */
  private final List<SampleOrder> rounds;

  /**
   * A sample s with scores as {@code s}; a battle of comparison c with result r as {@code scored +
   * 3 c + r}.
   */
  private final int[] played;

  private final boolean drawn;

  Battles(Evidence evidence) {
    this.evidence = evidence;
    this.comparisons = evidence.pool().comparisons();
    this.rounds =
        IntStream.range(0, evidence.pool().scoredCount())
            .mapToObj(s -> SampleOrder.of(evidence, s))
            .toList();
    this.played = IntStream.concat(rounds(), battles()).toArray();
    this.drawn =
        rounds()
                .mapToLong(s -> rounds.get(s).size())
                .map(measured -> measured * (measured - 1) / 2)
                .sum()
            > MOST;
  }

  private IntStream rounds() {
    return IntStream.range(0, evidence.pool().scoredCount())
        .flatMap(s -> repeated(s, evidence.sampleWeight(s)));
  }

  private IntStream battles() {
    return IntStream.range(0, comparisons.size())
        .flatMap(c -> {
          Comparison each = comparisons.get(c);
          double weight = evidence.sampleWeight(each.sample());
          int first = evidence.pool().scoredCount() + c * RESULTS.length;
          return IntStream.concat(
              repeated(first, weight * each.winsA()),
              IntStream.concat(
                  repeated(first + 1, weight * each.winsB()),
                  repeated(first + 2, weight * each.ties())));
        });
  }

  private static IntStream repeated(int value, double times) {
    return IntStream.range(0, (int) times).map(time -> value);
  }

  /** Whether opponents are drawn rather than all met. */
  boolean drawn() {
    return drawn;
  }

  /** Why the evidence is no list of battles. */
  static Optional<String> refusal(String name, Evidence evidence) {
    double counted =
        IntStream.range(0, evidence.pool().scoredCount()).mapToDouble(evidence::sampleWeight).sum()
            + evidence.pool().comparisons().stream()
                .mapToDouble(each -> evidence.sampleWeight(each.sample()) * count(each))
                .sum();
    if (counted > MOST_COUNTED) {
      return Optional.of(
          Texts.text(
              "%s plays battles one by one, and %.3g are too many; say --method bradley-terry",
              name, counted));
    }
    return evidence.weighting() == Weighting.COMPARISONS && areWhole(evidence)
        ? Optional.empty()
        : Optional.of(
            name + " plays whole battles and knows no weights; say --method bradley-terry");
  }

  private static double count(Comparison each) {
    return each.winsA() + each.winsB() + each.ties();
  }

  /** Whether every sample and comparison counts a whole number of times. */
  private static boolean areWhole(Evidence evidence) {
    return IntStream.range(0, evidence.pool().sampleCount())
            .allMatch(s -> isWhole(evidence.sampleWeight(s)))
        && evidence.pool().comparisons().stream()
            .allMatch(
                each -> isWhole(each.winsA()) && isWhole(each.winsB()) && isWhole(each.ties()));
  }

  private static boolean isWhole(double count) {
    return count == Math.rint(count);
  }

  void play(RandomGenerator random, Rating rating) {
    int[] order = played.clone();
    shuffle(order, random);
    for (int each : order) {
      if (each < rounds.size()) {
        playRound(rounds.get(each), random, rating);
      } else {
        int at = each - rounds.size();
        Comparison comparison = comparisons.get(at / RESULTS.length);
        rating.battle(comparison.a(), comparison.b(), RESULTS[at % RESULTS.length]);
      }
    }
  }

  private void playRound(SampleOrder sample, RandomGenerator random, Rating rating) {
    int[] places = new int[sample.size()];
    Arrays.setAll(places, place -> place);
    shuffle(places, random);
    if (drawn) {
      for (int k = 0; k + 1 < places.length; k += 2) {
        battle(sample, places[k], places[k + 1], rating);
      }
      return;
    }
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < i; j++) {
        battle(sample, places[i], places[j], rating);
      }
    }
  }

  private static void battle(SampleOrder sample, int place, int other, Rating rating) {
    int better = Math.min(place, other);
    int worse = Math.max(place, other);
    double result = sample.firstWorse(better) <= worse ? 1 : 0.5;
    rating.battle(sample.model(better), sample.model(worse), result);
  }

  private static void shuffle(int[] values, RandomGenerator random) {
    for (int k = values.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = values[k];
      values[k] = values[other];
      values[other] = kept;
    }
  }
}
