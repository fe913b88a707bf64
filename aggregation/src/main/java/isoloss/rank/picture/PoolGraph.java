package isoloss.rank.picture;

import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.structure.Components;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What holds the models of a pool together, as nodes and edges: its components with the order that
 * is known between them, or its sources with the models that two of them share.
 */
public final class PoolGraph {
  private static final int MOST_NODES = 30;

  private record Node(String name, int models) {}

  private record Edge(String from, String to, int models, String order) {}

  private final String kind;
  private final List<Node> nodes;
  private final List<Edge> edges;

  private PoolGraph(String kind, List<Node> nodes, List<Edge> edges) {
    this.kind = kind;
    this.nodes = nodes;
    this.edges = edges;
  }

  /** The largest components; one of a single model has the model's name. */
  public static PoolGraph ofComponents(Pool pool, Components components) {
    List<Node> nodes = new ArrayList<>();
    for (int c = 0; c < Math.min(MOST_NODES, components.count()); c++) {
      nodes.add(new Node(name(pool, components, c), components.models(c).size()));
    }
    List<Edge> edges =
        components.order().stream()
            .filter(each -> each.upper() < nodes.size() && each.lower() < nodes.size())
            .map(each ->
                new Edge(nodes.get(each.upper()).name, nodes.get(each.lower()).name, 0, "above"))
            .toList();
    return new PoolGraph("component", nodes, edges);
  }

  private static String name(Pool pool, Components components, int component) {
    List<Integer> models = components.models(component);
    return models.size() == 1
        ? pool.models().get(models.getFirst())
        : Texts.text("component %d", component + 1);
  }

  /** Empty for a pool of one source, or of more than a picture holds. */
  public static Optional<PoolGraph> ofSources(Pool pool) {
    Map<String, BitSet> modelsOf = new TreeMap<>();
    for (int s = 0; s < pool.sampleCount(); s++) {
      BitSet models = modelsOf.computeIfAbsent(pool.sample(s).source(), key -> new BitSet());
      pool.forEachModel(s, (m, value) -> models.set(m));
    }
    pool.comparisons()
        .forEach(each -> {
          BitSet models =
              modelsOf.computeIfAbsent(pool.sample(each.sample()).source(), key -> new BitSet());
          models.set(each.a());
          models.set(each.b());
        });
    if (modelsOf.size() < 2 || modelsOf.size() > MOST_NODES) {
      return Optional.empty();
    }
    List<String> names = List.copyOf(modelsOf.keySet());
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    modelsOf.forEach((name, models) -> nodes.add(new Node(shown(name), models.cardinality())));
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        BitSet both = new BitSet();
        both.or(modelsOf.getOrDefault(names.get(i), new BitSet()));
        both.and(modelsOf.getOrDefault(names.get(j), new BitSet()));
        if (!both.isEmpty()) {
          edges.add(new Edge(nodes.get(j).name, nodes.get(i).name, both.cardinality(), ""));
        }
      }
    }
    return Optional.of(new PoolGraph("source", nodes, edges));
  }

  private static String shown(String source) {
    return source.isEmpty() ? "(no source)" : source;
  }

  /** The findings with the tables {@code nodes} and {@code edges}. */
  public Findings into(Findings findings) {
    Findings.Builder nodeTable =
        Findings.Table.builder("nodes", "Groups of models, as " + kind + "s")
            .detail()
            .column("node", kind)
            .column("kind", "kind")
            .column("models", "models");
    nodes.forEach(each -> nodeTable.row(each.name, kind, each.models));
    Findings.Builder edgeTable =
        Findings.Table.builder("edges", "What joins or orders them")
            .detail()
            .column("from", "from")
            .column("to", "to")
            .column("models", "models shared")
            .column("order", "order");
    edges.forEach(each -> edgeTable.row(each.from, each.to, each.models, each.order));
    return findings.with(nodeTable.build()).with(edgeTable.build());
  }
}
