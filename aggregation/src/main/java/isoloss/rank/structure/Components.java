package isoloss.rank.structure;

import isoloss.data.Names;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups of models within which scores are finite and comparable. Between two groups there is at
 * most an order: of an infinite gap under maximum likelihood, or none at all. Under {@link
 * Link#COMPARED} they are the weakly connected components, else the strongly connected ones.
 *
 * <p>The largest comes first; of equal ones the one that is known to be above more models than
 * below; then the one that holds the first model of the pool, whose order does not depend on that
 * of the file.
 *
 * @see <a href="https://doi.org/10.1080/00029890.1957.11989117">Ford (1957)</a>: the maximum exists
 *     within a strongly connected component and nowhere else
 */
public final class Components {
  private final Link link;
  private final List<List<Integer>> members;
  private final int[] componentOf;
  private final BitSet[] below;
  private final List<Above> order;
  private final List<Integer> isolated;

  /** All models of one component are above all of another. */
  public record Above(int upper, int lower) {}

  private Components(
      Link link,
      List<List<Integer>> members,
      int[] componentOf,
      BitSet[] below,
      List<Above> order,
      List<Integer> isolated) {
    this.link = link;
    this.members = members;
    this.componentOf = componentOf;
    this.below = below;
    this.order = order;
    this.isolated = isolated;
  }

  public static Components of(PairCounts counts, Link link) {
    ModelGraph graph = ModelGraph.of(counts, link);
    int[] found = StrongComponents.of(graph);
    List<List<Integer>> raw = members(found);
    BitSet[] direct = direct(graph, found, raw.size());
    BitSet[] closed = closed(direct);
    List<Integer> sorted = sorted(raw, closed);
    int[] place = new int[raw.size()];
    for (int c = 0; c < place.length; c++) {
      place[sorted.get(c)] = c;
    }
    return new Components(
        link,
        sorted.stream().map(raw::get).toList(),
        Arrays.stream(found).map(c -> place[c]).toArray(),
        sorted.stream().map(c -> moved(closed[c], place)).toArray(BitSet[]::new),
        covers(direct, closed, place),
        isolated(counts));
  }

  private static List<List<Integer>> members(int[] componentOf) {
    int count = Arrays.stream(componentOf).max().orElse(-1) + 1;
    List<List<Integer>> members = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      members.add(new ArrayList<>());
    }
    for (int m = 0; m < componentOf.length; m++) {
      members.get(componentOf[m]).add(m);
    }
    return members.stream().map(List::copyOf).toList();
  }

  /** Which components each points to. */
  private static BitSet[] direct(ModelGraph graph, int[] componentOf, int count) {
    BitSet[] direct = new BitSet[count];
    Arrays.setAll(direct, c -> new BitSet(count));
    for (int m = 0; m < componentOf.length; m++) {
      BitSet to = direct[componentOf[m]];
      graph.from(m).stream().forEach(target -> to.set(componentOf[target]));
      to.clear(componentOf[m]);
    }
    return direct;
  }

  /** What each leads to; whoever points has the larger number. */
  private static BitSet[] closed(BitSet[] direct) {
    BitSet[] closed = new BitSet[direct.length];
    for (int c = 0; c < direct.length; c++) {
      BitSet all = (BitSet) direct[c].clone();
      direct[c].stream().forEach(lower -> all.or(closed[lower]));
      closed[c] = all;
    }
    return closed;
  }

  private static List<Integer> sorted(List<List<Integer>> members, BitSet[] closed) {
    int[] lead = new int[closed.length];
    for (int c = 0; c < closed.length; c++) {
      int upper = c;
      closed[c].stream()
          .forEach(lower -> {
            lead[upper] += members.get(lower).size();
            lead[lower] -= members.get(upper).size();
          });
    }
    return IntStream.range(0, closed.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(c -> -members.get(c).size())
                .thenComparingInt(c -> -lead[c])
                .thenComparingInt(c -> members.get(c).getFirst()))
        .toList();
  }

  private static BitSet moved(BitSet components, int[] place) {
    BitSet moved = new BitSet(place.length);
    components.stream().forEach(c -> moved.set(place[c]));
    return moved;
  }

  /** The transitive reduction: what follows from other relations is left out. */
  private static List<Above> covers(BitSet[] direct, BitSet[] closed, int[] place) {
    List<Above> covers = new ArrayList<>();
    for (int c = 0; c < direct.length; c++) {
      BitSet implied = new BitSet(direct.length);
      direct[c].stream().forEach(lower -> implied.or(closed[lower]));
      BitSet left = (BitSet) direct[c].clone();
      left.andNot(implied);
      int upper = place[c];
      left.stream().forEach(lower -> covers.add(new Above(upper, place[lower])));
    }
    covers.sort(Comparator.comparingInt(Above::upper).thenComparingInt(Above::lower));
    return List.copyOf(covers);
  }

  private static List<Integer> isolated(PairCounts counts) {
    int n = counts.models();
    return IntStream.range(0, n)
        .filter(i -> IntStream.range(0, n).allMatch(j -> i == j || counts.compared(i, j) == 0))
        .boxed()
        .toList();
  }

  public Link link() {
    return link;
  }

  public int count() {
    return members.size();
  }

  /** The models of a component, ascending. */
  public List<Integer> models(int component) {
    return members.get(component);
  }

  public int componentOf(int model) {
    return componentOf[model];
  }

  /** From the largest to the smallest. */
  public List<Integer> sizes() {
    return members.stream().map(List::size).toList();
  }

  /** Which components are known to be above which; what follows from the others is left out. */
  public List<Above> order() {
    return order;
  }

  /** Whether a chain of results says so; false both where the opposite and where nothing is. */
  public boolean isAbove(int upper, int lower) {
    return below[upper].get(lower);
  }

  /** Models that were compared with nobody at all. */
  public List<Integer> isolated() {
    return isolated;
  }

  /** What a reader of a ranking must know; nothing where there is one component. */
  public List<Diagnostic> diagnostics(List<String> names) {
    List<Diagnostic> said = new ArrayList<>();
    if (count() > 1) {
      said.add(new Diagnostic.Remark("components", Diagnostic.Severity.WARNING, inWords(names)));
    }
    if (!isolated.isEmpty() && count() > 1) {
      said.add(
          new Diagnostic.Remark(
              "isolated",
              Diagnostic.Severity.WARNING,
              "compared with no other model: "
                  + Names.listed(isolated.stream().map(names::get).toList())));
    }
    return said;
  }

  private String inWords(List<String> names) {
    String sizes = sizes().stream().limit(8).map(String::valueOf).collect(Collectors.joining(", "));
    String outside =
        Names.listed(
            members.stream().skip(1).flatMap(List::stream).map(names::get).sorted().toList());
    return String.format(
        Locale.ROOT,
        "%s do not join the models: they fall into %d components of %s%s models, each with a table"
            + " of its own and no common scale; outside the largest: %s",
        switch (link) {
          case COMPARED -> "comparisons";
          case WINS_AND_TIES -> "wins and ties";
          case WINS_ONLY -> "wins";
        },
        count(),
        sizes,
        count() > 8 ? ", ..." : "",
        outside);
  }
}
