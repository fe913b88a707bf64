package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What connects the parts of a pool: nodes by their number of models, edges by what they share,
 * arrows where one is known to be above another. Of many edges only those of a maximum spanning
 * tree are labelled, the links that hold the pool together.
 *
 * @param kind of nodes, {@code component} or {@code source}
 */
record ConnectionGraph(String kind) implements Chart<Findings> {
  private static final int MOST_NODES = 30;
  private static final int MOST_LABELS = 20;
  private static final String ABOVE = "above";

  /** Room for names to the left and right of the circle. */
  private static final double SIDE = 2.7;

  /** Whether the findings are a ranking with nodes of this kind. */
  boolean suits(Findings findings) {
    return RankedModels.suits(findings, "nodes")
        && findings.hasTable("edges")
        && findings.table("nodes").texts("kind").contains(kind);
  }

  @Override
  public String name() {
    return kind + "-graph";
  }

  @Override
  public Drawing draw(Findings findings) {
    Graph graph = Graph.of(findings, kind);
    int count = graph.nodes().size();
    if (count < 2) {
      return new Drawing.LeftOut(name(), "there is one %s only.".formatted(kind));
    }
    GraphLayout layout = GraphLayout.of(graph.above());
    List<Layer> layers = new ArrayList<>(links(graph, layout));
    layers.add(points(graph, layout));
    for (int node = 0; node < count; node++) {
      layers.add(
          new Layer.Annotation(
              layout.x()[node],
              layout.y()[node],
              "%s (%s)"
                  .formatted(
                      graph.nodes().get(node).name(),
                      NumberText.count((long) graph.nodes().get(node).models())),
              Ink.TEXT,
              layout.x()[node] < 0 ? Layer.Side.LEFT : Layer.Side.RIGHT));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "What connects the %ss".formatted(kind),
            caption(findings, graph),
            Axis.hidden("across", -SIDE, SIDE),
            height(layout),
            "",
            layers));
  }

  /** A drawing grows with the rows of its nodes, as with categories. */
  private static Axis height(GraphLayout layout) {
    double most = Arrays.stream(layout.y()).map(Math::abs).max().orElse(1) + 0.12;
    List<Axis.Tick> rows =
        IntStream.range(0, layout.rows() + 4).mapToObj(row -> new Axis.Tick(0, "")).toList();
    return Axis.hidden("up", -most, most).withTicks(rows);
  }

  private record Node(String name, double models) {}

  /**
   * @param from index of a node
   */
  private record Edge(int from, int to, double models, boolean ordered) {}

  /** The largest nodes and the edges among them. */
  private record Graph(List<Node> nodes, List<Edge> edges) {

    static Graph of(Findings findings, String kind) {
      Findings.Table table = findings.table("nodes");
      List<String> names = table.texts("node");
      double[] models = table.numbers("models");
      List<Node> nodes =
          IntStream.of(FindingsRows.where(table, "kind", kind))
              .boxed()
              .sorted(Comparator.comparingDouble(row -> -models[row]))
              .limit(MOST_NODES)
              .sorted()
              .map(row -> new Node(names.get(row), models[row]))
              .toList();
      return new Graph(
          nodes, edges(findings.table("edges"), nodes.stream().map(Node::name).toList()));
    }

    private static List<Edge> edges(Findings.Table table, List<String> nodes) {
      List<Edge> edges = new ArrayList<>();
      List<String> from = table.texts("from");
      List<String> to = table.texts("to");
      List<String> order = table.texts("order");
      for (int row = 0; row < table.size(); row++) {
        int one = nodes.indexOf(from.get(row));
        int other = nodes.indexOf(to.get(row));
        if (one >= 0 && other >= 0 && one != other) {
          edges.add(
              new Edge(one, other, table.number(row, "models"), order.get(row).equals(ABOVE)));
        }
      }
      return edges;
    }

    boolean[][] above() {
      boolean[][] above = new boolean[nodes.size()][nodes.size()];
      edges.stream().filter(Edge::ordered).forEach(edge -> above[edge.from()][edge.to()] = true);
      return above;
    }

    /** Those that say an order, and of the others the tree that shares the most. */
    List<Edge> labelled() {
      if (edges.size() <= MOST_LABELS) {
        return edges;
      }
      int[] part = IntStream.range(0, nodes.size()).toArray();
      List<Edge> chosen = new ArrayList<>();
      edges.stream()
          .sorted(Comparator.comparingDouble(edge -> -edge.models()))
          .forEach(edge -> {
            int from = part[edge.from()];
            int to = part[edge.to()];
            if (from != to) {
              for (int node = 0; node < part.length; node++) {
                part[node] = part[node] == from ? to : part[node];
              }
            }
            if (from != to || edge.ordered()) {
              chosen.add(edge);
            }
          });
      return chosen;
    }
  }

  private List<Layer> links(Graph graph, GraphLayout layout) {
    List<Edge> labelled = graph.labelled();
    List<Edge> others = graph.edges().stream().filter(edge -> !labelled.contains(edge)).toList();
    List<Layer> layers = new ArrayList<>();
    add(layers, layout, "other connections", Layer.Weight.FAINT, others, false);
    add(
        layers,
        layout,
        others.isEmpty() ? "connected" : "maximum spanning tree",
        Layer.Weight.NORMAL,
        labelled.stream().filter(edge -> !edge.ordered()).toList(),
        false);
    add(
        layers,
        layout,
        "from the better to the worse",
        Layer.Weight.NORMAL,
        labelled.stream().filter(Edge::ordered).toList(),
        true);
    return layers;
  }

  private static void add(
      List<Layer> layers,
      GraphLayout layout,
      String name,
      Layer.Weight weight,
      List<Edge> edges,
      boolean directed) {
    if (edges.isEmpty()) {
      return;
    }
    layers.add(
        new Layer.Links(
            name,
            directed ? Ink.VERMILION : Ink.MUTED,
            weight,
            directed,
            edges.stream()
                .map(edge ->
                    new Layer.Link(
                        layout.x()[edge.from()],
                        layout.y()[edge.from()],
                        layout.x()[edge.to()],
                        layout.y()[edge.to()],
                        weight == Layer.Weight.FAINT ? "" : NumberText.count((long) edge.models())))
                .toList()));
  }

  /** Areas grow with the number of models. */
  private Layer points(Graph graph, GraphLayout layout) {
    double most = graph.nodes().stream().mapToDouble(Node::models).max().orElse(1);
    return Layer.Points.of(
            kind, Ink.BLUE, Marker.CIRCLE, Values.of(layout.x()), Values.of(layout.y()))
        .withSizes(
            Values.of(
                graph.nodes().stream()
                    .mapToDouble(node -> 0.8 + 1.9 * Math.sqrt(node.models() / Math.max(1, most)))
                    .toArray()))
        .withLabels(
            graph.nodes().stream()
                .map(node ->
                    "%s: %s models".formatted(node.name(), NumberText.count((long) node.models())))
                .toList());
  }

  private String caption(Findings findings, Graph graph) {
    int all = FindingsRows.where(findings.table("nodes"), "kind", kind).length;
    int shown = graph.nodes().size();
    String connections = kind.equals("source") ? "models of both" : "the comparisons between them";
    String order =
        graph.edges().stream().anyMatch(Edge::ordered)
            ? " Those known to be better lie higher; without an arrow height says nothing."
            : " Height says nothing.";
    return String.format(
        Locale.ROOT,
        "n = %s %ss%s, in brackets their models; numbers on the lines: %s.%s",
        NumberText.count(all),
        kind,
        shown < all ? ", the largest %d shown".formatted(shown) : "",
        connections,
        order);
  }
}
