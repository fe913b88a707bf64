package isoloss.rank.structure;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Which models join groups of samples (sources, benchmarks, blocks). Groups are joined one after
 * the other, those with the largest part of their models in common first; each joining is a bridge,
 * and the order across it rests on the common models alone.
 *
 * @param bridges the narrowest first
 */
public record Bridges(List<Bridge> bridges) {
  private static final int LARGEST = 300;

  public Bridges {
    bridges = List.copyOf(bridges);
  }

  /**
   * Two sets of groups and the models that both have.
   *
   * @param models indices, ascending
   * @param firstModels how many the first side has, common ones included
   */
  public record Bridge(
      List<String> first,
      List<String> second,
      List<Integer> models,
      int firstModels,
      int secondModels) {

    /** Whether either side has models of its own, which only the common ones compare. */
    boolean separates() {
      return firstModels > models.size() && secondModels > models.size();
    }
  }

  /** Groups joined so far, and their models. */
  private record Side(List<String> groups, BitSet models) {
    BitSet common(Side other) {
      BitSet common = (BitSet) models.clone();
      common.and(other.models);
      return common;
    }

    /** The part of the models of the smaller side that both have. */
    double overlap(Side other) {
      int smaller = Math.min(models.cardinality(), other.models.cardinality());
      return smaller == 0 ? 0 : common(other).cardinality() / (double) smaller;
    }

    Side joined(Side other) {
      List<String> all = new ArrayList<>(groups);
      all.addAll(other.groups);
      BitSet either = (BitSet) models.clone();
      either.or(other.models);
      return new Side(all, either);
    }

    Bridge bridge(Side other) {
      return new Bridge(
          List.copyOf(groups),
          List.copyOf(other.groups),
          common(other).stream().boxed().toList(),
          models.cardinality(),
          other.models.cardinality());
    }
  }

  /**
   * @param group for example {@code Sample::source}
   * @throws InputException beyond 300 groups
   */
  public static Bridges between(Pool pool, Function<Sample, String> group) {
    Incidence incidence = Incidence.of(pool);
    List<Side> sides = new ArrayList<>();
    incidence
        .groups(group)
        .forEach((name, samples) -> sides.add(new Side(List.of(name), incidence.models(samples))));
    if (sides.size() > LARGEST) {
      throw new InputException(
          "%d groups of samples are more than the %d whose bridges can be found; group them by"
                  .formatted(sides.size(), LARGEST)
              + " source");
    }
    List<Bridge> bridges = new ArrayList<>();
    while (sides.size() > 1) {
      bridges.add(joinNearest(sides));
    }
    bridges.sort(Comparator.comparingInt(bridge -> bridge.models.size()));
    return new Bridges(bridges);
  }

  private static Bridge joinNearest(List<Side> sides) {
    int first = 0;
    int second = 1;
    for (int i = 0; i < sides.size(); i++) {
      for (int j = i + 1; j < sides.size(); j++) {
        if (sides.get(i).overlap(sides.get(j)) > sides.get(first).overlap(sides.get(second))) {
          first = i;
          second = j;
        }
      }
    }
    Side right = sides.remove(second);
    Side left = sides.get(first);
    sides.set(first, left.joined(right));
    return left.bridge(right);
  }

  /** Bridges of at most so many models between sides that have models of their own. */
  public List<Bridge> narrow(int few) {
    return bridges.stream()
        .filter(bridge -> bridge.models.size() <= few && bridge.separates())
        .toList();
  }

  /** A warning for each narrow bridge. */
  public List<Diagnostic> diagnostics(List<String> names, int few) {
    return narrow(few).stream().map(bridge -> warning(bridge, names)).toList();
  }

  private static Diagnostic warning(Bridge bridge, List<String> names) {
    List<String> shared = bridge.models.stream().map(names::get).sorted().toList();
    return new Diagnostic.Remark(
        "narrow-bridge",
        Diagnostic.Severity.WARNING,
        String.format(
            Locale.ROOT,
            "the order across %s (%d models) and %s (%d models) rests on %s",
            Names.listed(bridge.first),
            bridge.firstModels,
            Names.listed(bridge.second),
            bridge.secondModels,
            shared.isEmpty()
                ? "nothing: no model is in both"
                : "%d models that are in both: %s".formatted(shared.size(), Names.listed(shared))));
  }
}
