package isoloss.cost.speculative;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tree of drafted tokens under the token at hand, its root; children in the order of drafting.
 */
public record DraftTree(List<DraftTree> children) {
  public static final DraftTree ROOT = new DraftTree(List.of());

  public DraftTree {
    children = List.copyOf(children);
  }

  /** Nodes, the root among them. */
  public int nodes() {
    return 1 + children.stream().mapToInt(DraftTree::nodes).sum();
  }

  /** Levels, the root's among them. */
  public int depth() {
    return 1 + children.stream().mapToInt(DraftTree::depth).max().orElse(0);
  }

  /** {@code F(T)}: over the nodes the sum of the products of acceptance along their paths. */
  public double expectedTokens(AcceptanceVector acceptance) {
    double tokens = 1;
    for (int b = 1; b <= children.size(); b++) {
      tokens += acceptance.of(b) * children.get(b - 1).expectedTokens(acceptance);
    }
    return tokens;
  }

  /** Numbers of children level by level, for example {@code 3 | 2 1 0 | 0 0 0}. */
  public String shape() {
    return levels().stream()
        .map(level ->
            level.stream()
                .map(node -> String.valueOf(node.children.size()))
                .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  /** Numbers of nodes from the root's level down. */
  public List<Integer> nodesByLevel() {
    return levels().stream().map(List::size).toList();
  }

  private List<List<DraftTree>> levels() {
    List<List<DraftTree>> levels = new ArrayList<>();
    List<DraftTree> level = List.of(this);
    while (!level.isEmpty()) {
      levels.add(level);
      level = level.stream().flatMap(node -> node.children.stream()).toList();
    }
    return levels;
  }
}
