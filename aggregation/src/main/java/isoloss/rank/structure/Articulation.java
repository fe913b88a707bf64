package isoloss.rank.structure;

import isoloss.data.InputException;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What holds a component together alone: without one of these models, or without the comparisons of
 * one of these pairs, the rest of its component falls apart.
 *
 * @param models indices, ascending
 * @param pairs by their first model, then their second
 */
public record Articulation(List<Integer> models, List<Pair> pairs) {
  private static final int LARGEST = 3_000;

  /** Two models; the first has the smaller index. */
  public record Pair(int first, int second) implements Comparable<Pair> {
    static Pair of(int a, int b) {
      return new Pair(Math.min(a, b), Math.max(a, b));
    }

    @Override
    public int compareTo(Pair other) {
      return first == other.first
          ? Integer.compare(second, other.second)
          : Integer.compare(first, other.first);
    }
  }

  public Articulation {
    models = List.copyOf(models);
    pairs = List.copyOf(pairs);
  }

  /**
   * Tries each model, and each pair of a tree that leads from one model to all others and of one
   * that leads back: without a pair outside both trees all stays connected. O(n^3 / 64).
   *
   * @throws InputException beyond 3,000 models, where that takes minutes
   */
  public static Articulation of(PairCounts counts, Link link) {
    if (counts.models() > LARGEST) {
      throw new InputException(
          "%d models are too many to look for the ones that hold others together; keep %d at most"
              .formatted(counts.models(), LARGEST));
    }
    ModelGraph graph = ModelGraph.of(counts, link);
    Components components = Components.of(counts, link);
    List<Integer> models = new ArrayList<>();
    TreeSet<Pair> pairs = new TreeSet<>();
    for (int c = 0; c < components.count(); c++) {
      BitSet component = new BitSet();
      components.models(c).forEach(component::set);
      addModels(graph, component, models);
      addPairs(graph, component, pairs);
    }
    return new Articulation(models.stream().sorted().toList(), List.copyOf(pairs));
  }

  private static void addModels(ModelGraph graph, BitSet component, List<Integer> into) {
    component.stream()
        .filter(model -> {
          BitSet rest = (BitSet) component.clone();
          rest.clear(model);
          return !graph.isStronglyConnected(rest);
        })
        .forEach(into::add);
  }

  private static void addPairs(ModelGraph graph, BitSet component, TreeSet<Pair> into) {
    Stream.concat(tree(component, graph::from).stream(), tree(component, graph::to).stream())
        .distinct()
        .filter(pair -> !graph.without(pair.first, pair.second).isStronglyConnected(component))
        .forEach(into::add);
  }

  /** The pairs of a tree from the first model of a component to all others. */
  private static List<Pair> tree(BitSet component, IntFunction<BitSet> next) {
    List<Pair> tree = new ArrayList<>();
    BitSet left = (BitSet) component.clone();
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(component.nextSetBit(0));
    left.clear(component.nextSetBit(0));
    while (!open.isEmpty()) {
      int model = open.remove();
      BitSet reached = (BitSet) next.apply(model).clone();
      reached.and(left);
      left.andNot(reached);
      reached.stream()
          .forEach(each -> {
            tree.add(Pair.of(model, each));
            open.add(each);
          });
    }
    return tree;
  }
}
