package isoloss.cost.speculative;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A tree grown node by node, always the likeliest of those at its border: each node taken offers
 * its first child and its next sibling. It is the best tree where acceptance falls with rank;
 * DySpec grows trees so from estimated probabilities.
 */
public final class GreedyTree {
  private static final class Node {
    final List<Node> children = new ArrayList<>();

    DraftTree toTree() {
      return new DraftTree(children.stream().map(Node::toTree).toList());
    }
  }

  /** A place where a node may grow. */
  private record Border(Node parent, double parentPath, int rank, int level, double path) {}

  private GreedyTree() {}

  /**
   * @param nodes the root among them; fewer come out where ranks and depth allow no more
   * @param depth most levels, the root's among them
   */
  public static DraftTree of(AcceptanceVector acceptance, int nodes, int depth) {
    Node root = new Node();
    PriorityQueue<Border> border =
        new PriorityQueue<>(
            Comparator.comparingDouble(Border::path)
                .reversed()
                .thenComparingInt(Border::level)
                .thenComparingInt(Border::rank));
    offer(border, acceptance, root, 1, 1, 2, depth);
    for (int n = 1; n < nodes && !border.isEmpty(); n++) {
      Border next = border.remove();
      Node node = new Node();
      next.parent.children.add(node);
      offer(border, acceptance, node, next.path, 1, next.level + 1, depth);
      offer(border, acceptance, next.parent, next.parentPath, next.rank + 1, next.level, depth);
    }
    return root.toTree();
  }

  private static void offer(
      PriorityQueue<Border> border,
      AcceptanceVector acceptance,
      Node parent,
      double parentPath,
      int rank,
      int level,
      int depth) {
    if (rank <= acceptance.size() && level <= depth) {
      border.add(new Border(parent, parentPath, rank, level, parentPath * acceptance.of(rank)));
    }
  }
}
