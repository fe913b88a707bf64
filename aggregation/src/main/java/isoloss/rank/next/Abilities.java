package isoloss.rank.next;

import isoloss.data.Values;
import isoloss.data.pool.Pool;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemResponseFit;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of models and samples under an item response model.
 *
 * @param abilities {@code theta}, one per model of the pool
 * @param variances of the abilities, above 0
 * @param items what each sample asks, by any order; each names its sample in the pool
 */
public record Abilities(Values abilities, Values variances, List<Item> items) {
  public Abilities {
    items = List.copyOf(items);
    if (abilities.size() != variances.size()) {
      throw new IllegalArgumentException(
          "%d abilities with %d variances".formatted(abilities.size(), variances.size()));
    }
  }

  /**
   * With variances {@code 1 / (precision + sum_s a_s^2 p_is (1 - p_is))} over the samples that a
   * model was measured on, the parameters of the samples taken as known.
   *
   * @param priorPrecision of an ability before any answer, above 0; 1 for the two-parameter model
   *     and 0.01 for the Rasch model as they are fitted here
   */
  public static Abilities from(ItemResponseFit fit, Pool pool, double priorPrecision) {
    if (!(priorPrecision > 0)) {
      throw new IllegalArgumentException("precision " + priorPrecision + " is not above 0");
    }
    double[] precision = new double[pool.modelCount()];
    Arrays.fill(precision, priorPrecision);
    for (Item item : fit.items().items()) {
      pool.forEachModel(
          item.sample(), (m, score) -> precision[m] += item.information(fit.abilities().get(m)));
    }
    return new Abilities(
        fit.abilities(),
        Values.of(Arrays.stream(precision).map(each -> 1 / each).toArray()),
        fit.items().items());
  }
}
