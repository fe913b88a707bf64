package isoloss.rank.next;

import isoloss.data.Seed;
import isoloss.rank.item.Item;
import isoloss.rank.item.WarmAbility;
import isoloss.stat.Normal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Asks each model one sample after the other, the one that tells most at the ability seen so far,
 * until enough is known. The parameters of the samples are known; abilities are Warm's weighted
 * estimates.
 *
 * @see <a href="https://github.com/Peiyu-Georgia-Li/ATLAS">ATLAS</a>: the same loop without random
 *     samples
 */
public final class AdaptiveStop {
  private final List<Item> items;
  private final Answers answers;
  private final Rule rule;

  /** Runs a model on a sample, or looks a score up. */
  @FunctionalInterface
  public interface Answers {
    /**
     * @return 0 .. 1
     */
    double score(int model, Item item);
  }

  /**
   * When a model has been asked enough.
   *
   * @param targetError of its ability
   * @param top stops earlier where it is clear whether the model is among so many best
   * @param level at which that is clear, two-sided for each model, in (0, 1)
   * @param fewest samples of each model; at least 2
   * @param most samples of each model
   * @param exploration chance that a sample is drawn at random instead
   */
  public record Rule(
      double targetError, OptionalInt top, double level, int fewest, int most, double exploration) {
    public Rule {
      if (!(targetError > 0) || !(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "target error %s at level %s".formatted(targetError, level));
      }
      if (fewest < 2 || most < fewest) {
        throw new IllegalArgumentException("%d to %d samples".formatted(fewest, most));
      }
      if (!(exploration > 0 && exploration <= 1)) {
        throw new IllegalArgumentException("exploration " + exploration + " is not in (0, 1]");
      }
    }

    /** From 5 samples on, a tenth of them random. */
    public static Rule untilError(double target) {
      return new Rule(target, OptionalInt.empty(), 0.95, 5, Integer.MAX_VALUE, 0.1);
    }

    /** The same, or until it is clear who is among the best k. */
    public Rule orTop(int k) {
      return new Rule(targetError, OptionalInt.of(k), level, fewest, most, exploration);
    }
  }

  /** Why no more is asked of a model. */
  public enum Reason {
    ERROR_SMALL_ENOUGH,
    TOP_CLEAR,
    NO_MORE_SAMPLES
  }

  /**
   * What a model was asked, and what is known of it then.
   *
   * @param asked indices into the items, in order
   */
  public record Path(int model, List<Integer> asked, WarmAbility ability, Reason reason) {
    public Path {
      asked = List.copyOf(asked);
    }
  }

  private AdaptiveStop(List<Item> items, Answers answers, Rule rule) {
    this.items = items;
    this.answers = answers;
    this.rule = rule;
  }

  /** In turns, so that the best k are told from the rest by what is known of all models. */
  public static List<Path> run(
      List<Item> items, int models, Answers answers, Rule rule, Seed seed) {
    if (items.size() < rule.fewest) {
      throw new IllegalArgumentException(
          "%d samples are fewer than the %d that each model is asked"
              .formatted(items.size(), rule.fewest));
    }
    AdaptiveStop design = new AdaptiveStop(List.copyOf(items), answers, rule);
    List<Asked> all =
        IntStream.range(0, models)
            .mapToObj(m -> new Asked(m, seed.child("adaptive stop").child(m).generator()))
            .toList();
    return design.run(all);
  }

  private List<Path> run(List<Asked> all) {
    List<Asked> open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      open.forEach(this::ask);
      List<Asked> enough = new ArrayList<>();
      for (Asked each : open) {
        if (each.order.size() >= Math.min(rule.most, items.size())) {
          each.reason = Reason.NO_MORE_SAMPLES;
          enough.add(each);
        } else if (each.order.size() >= rule.fewest && isEnough(each, all)) {
          enough.add(each);
        }
      }
      open.removeAll(enough);
    }
    return all.stream().map(Asked::path).toList();
  }

  private boolean isEnough(Asked each, List<Asked> all) {
    if (each.ability.standardError() <= rule.targetError) {
      each.reason = Reason.ERROR_SMALL_ENOUGH;
      return true;
    }
    if (rule.top.isPresent() && isClear(each, all, rule.top.getAsInt())) {
      each.reason = Reason.TOP_CLEAR;
      return true;
    }
    return false;
  }

  /** Whether the nearest model of the other side of the border is clearly apart. */
  private boolean isClear(Asked each, List<Asked> all, int top) {
    if (top >= all.size()) {
      return true;
    }
    List<Asked> order =
        all.stream().sorted(Comparator.comparingDouble((Asked a) -> -a.ability.ability())).toList();
    Asked opponent = order.indexOf(each) < top ? order.get(top) : order.get(top - 1);
    double apart = Math.abs(each.ability.ability() - opponent.ability.ability());
    double error = Math.hypot(each.ability.standardError(), opponent.ability.standardError());
    return apart > Normal.quantile((1 + rule.level) / 2) * error;
  }

  private void ask(Asked model) {
    int next = model.random.nextDouble() < rule.exploration ? model.anyFree(items) : best(model);
    model.answer(next, items, answers.score(model.model, items.get(next)));
  }

  private int best(Asked model) {
    double theta = model.ability.ability();
    int best = model.taken.nextClearBit(0);
    for (int i = model.taken.nextClearBit(best + 1);
        i < items.size();
        i = model.taken.nextClearBit(i + 1)) {
      if (items.get(i).information(theta) > items.get(best).information(theta)) {
        best = i;
      }
    }
    return best;
  }

  /** A model on its way; starts at ability 0. */
  private static final class Asked {
    private final int model;
    private final RandomGenerator random;
    private final BitSet taken = new BitSet();
    private final List<Integer> order = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private WarmAbility ability = new WarmAbility(0, Double.POSITIVE_INFINITY);
    private Reason reason = Reason.NO_MORE_SAMPLES;

    Asked(int model, RandomGenerator random) {
      this.model = model;
      this.random = random;
    }

    int anyFree(List<Item> items) {
      int skip = random.nextInt(items.size() - taken.cardinality());
      int at = taken.nextClearBit(0);
      for (int k = 0; k < skip; k++) {
        at = taken.nextClearBit(at + 1);
      }
      return at;
    }

    void answer(int item, List<Item> items, double score) {
      taken.set(item);
      order.add(item);
      scores.add(score);
      ability =
          WarmAbility.of(
              order.stream().map(items::get).toList(),
              scores.stream().mapToDouble(Double::doubleValue).toArray());
    }

    Path path() {
      return new Path(model, order, ability, reason);
    }
  }
}
