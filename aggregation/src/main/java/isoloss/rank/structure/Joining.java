package isoloss.rank.structure;

import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which few measurements would join what is not joined, or widen the narrowest bridge. A sample on
 * which a model is run compares it with all models measured there, with some that solved it and
 * some that did not where there are both; where no sample has scores, two models are compared.
 */
public final class Joining {
  private final Evidence evidence;
  private final PairCounts counts;
  private final Incidence incidence;
  private final int[] samplesByModel;

  /** What to run, and why. */
  public sealed interface Proposal {
    /** One sentence. */
    String reason();

    /** A score of a model on a sample of the pool. */
    record Score(int model, int sample, String reason) implements Proposal {}

    /** A comparison of two models. */
    record Battle(int first, int second, String reason) implements Proposal {}
  }

  private Joining(Evidence evidence, PairCounts counts) {
    this.evidence = evidence;
    this.counts = counts;
    this.incidence = Incidence.of(evidence.pool());
    this.samplesByModel = incidence.samplesByModel();
  }

  public static Joining of(Evidence evidence, PairCounts counts) {
    return new Joining(evidence, counts);
  }

  /**
   * One measurement for each component beside the largest, which would give its models results
   * against the largest. Whether it joins them depends on what comes out: where a component is
   * known to be below, one of its models has to win.
   *
   * @param most how many at most, larger components first
   */
  public List<Proposal> components(Components components, int most) {
    List<Integer> samples = telling(bits(components.models(0)), allSamples());
    return IntStream.range(1, components.count())
        .limit(most)
        .mapToObj(c -> toLargest(components, c, samples))
        .toList();
  }

  private Proposal toLargest(Components components, int component, List<Integer> samples) {
    BitSet largest = bits(components.models(0));
    int model = bestKnown(components.models(component));
    String relation = relation(components, component);
    Optional<Proposal> score =
        free(model, samples)
            .map(sample ->
                new Proposal.Score(model, sample, scoreReason(sample, largest, relation)));
    return score.orElseGet(() -> battle(components, model, relation));
  }

  private static String relation(Components components, int component) {
    boolean wins = components.link() == Link.WINS_ONLY;
    if (components.isAbove(0, component)) {
      return wins ? "it has to win once" : "it has to win or tie once";
    }
    if (components.isAbove(component, 0)) {
      return wins ? "it has to lose once" : "it has to lose or tie once";
    }
    return "nothing is known of its place";
  }

  /** Against the model of the largest component that is most likely to give the missing result. */
  private Proposal battle(Components components, int model, String relation) {
    int component = components.componentOf(model);
    List<Integer> byShare =
        components.models(0).stream().sorted(Comparator.comparingDouble(this::winShare)).toList();
    int at =
        components.isAbove(0, component)
            ? 0
            : components.isAbove(component, 0) ? byShare.size() - 1 : byShare.size() / 2;
    return new Proposal.Battle(
        model,
        byShare.get(at),
        String.format(
            Locale.ROOT,
            "%s; the opponent won %.0f %% of its comparisons",
            relation,
            100 * winShare(byShare.get(at))));
  }

  /** Part of its comparisons that a model won, ties as half. */
  private double winShare(int model) {
    double won = 0;
    double all = 0;
    for (int other = 0; other < counts.models(); other++) {
      if (other != model) {
        won += counts.wins(model, other) + counts.ties(model, other) / 2;
        all += counts.compared(model, other);
      }
    }
    return all == 0 ? 0.5 : won / all;
  }

  /**
   * Scores that would give both sides of a bridge more models in common: in turn the best measured
   * model of either side, each on the sample of the other that tells most.
   */
  public List<Proposal> widen(Bridges.Bridge bridge, Sides sides, int most) {
    List<Proposal> onSecond = crossing(bridge, sides.first(), sides.second(), most);
    List<Proposal> onFirst = crossing(bridge, sides.second(), sides.first(), most);
    List<Proposal> inTurn = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int at = i;
      Stream.of(onSecond, onFirst)
          .filter(all -> at < all.size())
          .forEach(all -> inTurn.add(all.get(at)));
    }
    return inTurn.stream().limit(most).toList();
  }

  /** The samples of either side of a bridge. */
  public record Sides(BitSet first, BitSet second) {
    /** By the groups that the bridge was found between. */
    public static Sides of(Pool pool, Bridges.Bridge bridge, Function<Sample, String> group) {
      BitSet first = new BitSet();
      BitSet second = new BitSet();
      for (int s = 0; s < pool.sampleCount(); s++) {
        String name = group.apply(pool.sample(s));
        first.set(s, bridge.first().contains(name));
        second.set(s, bridge.second().contains(name));
      }
      return new Sides(first, second);
    }
  }

  /** The best measured models of one side, each on a sample of its own of the other side. */
  private List<Proposal> crossing(Bridges.Bridge bridge, BitSet from, BitSet onto, int most) {
    BitSet there = incidence.models(onto);
    BitSet candidates = incidence.models(from);
    candidates.andNot(there);
    List<Integer> samples = telling(there, onto);
    List<Integer> models =
        candidates.stream()
            .boxed()
            .sorted(Comparator.comparingInt(m -> -samplesByModel[m]))
            .toList();
    String relation =
        "it would be one more beside the %d models on both sides".formatted(bridge.models().size());
    return IntStream.range(0, Math.min(most, Math.min(models.size(), samples.size())))
        .<Proposal>mapToObj(k ->
            new Proposal.Score(
                models.get(k), samples.get(k), scoreReason(samples.get(k), there, relation)))
        .toList();
  }

  private String scoreReason(int sample, BitSet opponents, String relation) {
    Balance balance = balance(sample, opponents);
    String split =
        evidence.pool().sample(sample).kind() == Kind.BINARY
            ? ", %d solved it".formatted(balance.good)
            : "";
    return "%s; it would be compared with %d models there%s"
        .formatted(relation, balance.measured, split);
  }

  /** The best measured model of a list; of equal ones the first. */
  private int bestKnown(List<Integer> models) {
    return models.stream()
        .min(Comparator.comparingInt(m -> -samplesByModel[m]))
        .orElseThrow(() -> new IllegalArgumentException("a component without models"));
  }

  /**
   * The samples that tell most about opponents, and so about whoever joins them: on which most
   * pairs of them differ, then on which most were measured. Orderings cannot be added to.
   */
  private List<Integer> telling(BitSet opponents, BitSet samples) {
    Pool pool = evidence.pool();
    Map<Integer, Balance> balances = new HashMap<>();
    samples.stream()
        .filter(s -> s < pool.scoredCount() && pool.sample(s).kind() != Kind.ORDINAL)
        .filter(s -> evidence.sampleWeight(s) > 0 && incidence.models(s).intersects(opponents))
        .forEach(s -> balances.put(s, balance(s, opponents)));
    return balances.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Integer, Balance>>comparingLong(e -> -e.getValue().ordered)
                .thenComparingInt(e -> -e.getValue().measured)
                .thenComparingInt(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Optional<Integer> free(int model, List<Integer> samples) {
    return samples.stream().filter(s -> !incidence.models(s).get(model)).findFirst();
  }

  /**
   * What an opponent's scores on a sample tell.
   *
   * @param good how many of them are 1
   * @param ordered pairs of opponents that differ there by more than the margin
   */
  private record Balance(int good, int measured, long ordered) {}

  private Balance balance(int sample, BitSet opponents) {
    List<Double> scores = new ArrayList<>();
    evidence
        .pool()
        .forEachModel(
            sample,
            (m, value) -> {
              if (opponents.get(m)) {
                scores.add(value);
              }
            });
    double[] sorted = scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    long ordered = 0;
    int apart = 0;
    for (double score : sorted) {
      while (score - sorted[apart] > evidence.margin()) {
        apart++;
      }
      ordered += apart;
    }
    int good = (int) scores.stream().filter(score -> score == 1).count();
    return new Balance(good, sorted.length, ordered);
  }

  private BitSet allSamples() {
    BitSet all = new BitSet();
    all.set(0, evidence.pool().sampleCount());
    return all;
  }

  private static BitSet bits(List<Integer> models) {
    BitSet bits = new BitSet();
    models.forEach(bits::set);
    return bits;
  }
}
