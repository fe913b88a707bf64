package isoloss.rank.item;

import java.util.List;

/**
 * What every sample that an item response model could use asks of a model, in the pool's order.
 * {@code P(solved) = sigma(a theta + d)}; for a Rasch model {@code a = 1} and {@code d = -b}.
 */
public record ItemParameters(List<Item> items) {
  public ItemParameters {
    items = List.copyOf(items);
  }

  /** Samples that better models answer worse, {@code a < 0}: look for mistakes in their answers. */
  public List<Item> negative() {
    return items.stream().filter(item -> item.discrimination() < 0).toList();
  }

  /** Information on an ability from all samples: {@code I = sum_s a_s^2 p_s (1 - p_s)}. */
  public double information(double ability) {
    return items.stream().mapToDouble(item -> item.information(ability)).sum();
  }
}
