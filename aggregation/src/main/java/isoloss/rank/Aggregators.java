package isoloss.rank;

import java.util.Arrays;
import java.util.List;

/** The catalogue of aggregators: one line each. */
public enum Aggregators {
  MEAN(new MeanScore()),
  MEAN_WIN_RATE(new MeanWinRate());

  private final Aggregator aggregator;

  Aggregators(Aggregator aggregator) {
    this.aggregator = aggregator;
  }

  public Aggregator get() {
    return aggregator;
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(each -> each.aggregator.name()).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static Aggregator named(String name) {
    return Arrays.stream(values())
        .map(Aggregators::get)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no method " + name + "; there are " + names()));
  }
}
