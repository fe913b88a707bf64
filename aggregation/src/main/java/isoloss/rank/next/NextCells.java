package isoloss.rank.next;

import isoloss.data.pool.Pool;
import isoloss.rank.item.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which models to run on which samples next. An answer of model i on sample s adds the information
 * {@code I = a_s^2 p (1 - p)} on its ability and lowers its variance v by {@code v - 1 / (1/v +
 * I)}; each proposal is the cell that lowers the weighted sum of variances most after those before
 * it, so that one model is not asked for over and over.
 *
 * <p>Samples chosen so are neither easy nor hard: a plain mean over them is biased, and the answers
 * belong into the item response model.
 */
public final class NextCells {
  private static final Item NOTHING = new Item(-1, 0, 0, 0);

  private final Abilities known;
  private final Goal goal;
  private final double[] abilities;
  private final double[] variances;
  private final BitSet[] taken;
  private final Item[] best;

  /**
   * A cell to measure.
   *
   * @param gain by how much the weighted sum of variances is expected to fall
   * @param explores whether it was drawn at random
   */
  public record Cell(int model, int sample, double gain, boolean explores) {}

  private NextCells(Pool pool, Abilities known, Goal goal) {
    this.known = known;
    this.goal = goal;
    abilities = known.abilities().toArray();
    variances = known.variances().toArray();
    taken = new BitSet[abilities.length];
    Arrays.setAll(taken, m -> new BitSet());
    for (Item item : known.items()) {
      pool.forEachModel(item.sample(), (m, score) -> taken[m].set(item.sample()));
    }
    best = new Item[abilities.length];
  }

  /**
   * The chosen ones first, by descending gain as long as variances allow, then the random ones;
   * fewer than the budget where fewer cells are left.
   */
  public static List<Cell> of(Pool pool, Abilities known, Goal goal, Budget budget) {
    if (known.abilities().size() != pool.modelCount()) {
      throw new IllegalArgumentException(
          "%d abilities for %d models".formatted(known.abilities().size(), pool.modelCount()));
    }
    NextCells search = new NextCells(pool, known, goal);
    List<Cell> random =
        search.explore(budget.explored(), budget.seed().child("next cells").generator());
    List<Cell> cells = search.choose(budget.measurements() - budget.explored());
    cells.addAll(random);
    return List.copyOf(cells);
  }

  /** Cells that are left, each with the same chance. */
  private List<Cell> explore(int count, RandomGenerator random) {
    List<Cell> cells = new ArrayList<>();
    long left = 0;
    for (BitSet samples : taken) {
      left += (long) known.items().size() - samples.cardinality();
    }
    for (int i = 0; i < count && left > 0; i++, left--) {
      cells.add(take(random.nextLong(left)));
    }
    return cells;
  }

  /** The n-th cell that is left. */
  private Cell take(long n) {
    long skip = n;
    for (int m = 0; m < taken.length; m++) {
      long own = (long) known.items().size() - taken[m].cardinality();
      if (skip < own) {
        return taken(m, free(m, skip), weights()[m], true);
      }
      skip -= own;
    }
    throw new IllegalStateException("cell " + n + " is beyond those that are left");
  }

  private Item free(int model, long n) {
    return known.items().stream()
        .filter(item -> !taken[model].get(item.sample()))
        .skip(n)
        .findFirst()
        .orElseThrow();
  }

  private double[] weights() {
    return goal.weights(abilities, variances);
  }

  private List<Cell> choose(int count) {
    List<Cell> cells = new ArrayList<>();
    for (int m = 0; m < best.length; m++) {
      best[m] = best(m);
    }
    while (cells.size() < count) {
      double[] weights = weights();
      int model = -1;
      for (int m = 0; m < best.length; m++) {
        if (gain(m, weights[m]) > (model < 0 ? 0 : gain(model, weights[model]))) {
          model = m;
        }
      }
      if (model < 0) {
        return cells; // nothing is left that tells anything
      }
      cells.add(taken(model, best[model], weights[model], false));
      best[model] = best(model);
    }
    return cells;
  }

  /** The free sample that tells most about a model. */
  private Item best(int model) {
    Item most = NOTHING;
    double information = 0;
    for (Item item : known.items()) {
      if (!taken[model].get(item.sample())) {
        double each = item.information(abilities[model]);
        if (each > information) {
          information = each;
          most = item;
        }
      }
    }
    return most;
  }

  private double gain(int model, double weight) {
    return weight * (variances[model] - after(model, best[model]));
  }

  private double after(int model, Item item) {
    return 1 / (1 / variances[model] + item.information(abilities[model]));
  }

  private Cell taken(int model, Item item, double weight, boolean explores) {
    double less = after(model, item);
    Cell cell = new Cell(model, item.sample(), weight * (variances[model] - less), explores);
    taken[model].set(item.sample());
    variances[model] = less;
    return cell;
  }
}
