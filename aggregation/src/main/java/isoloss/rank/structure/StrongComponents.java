package isoloss.rank.structure;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Strongly connected components by Tarjan's algorithm, on a stack of its own instead of recursion.
 * O(models + arrows).
 *
 * @see <a href="https://doi.org/10.1137/0201010">Tarjan (1972)</a>
 */
final class StrongComponents {
  private final ModelGraph graph;
  private final int[] index;
  private final int[] low;
  private final int[] next;
  private final int[] component;
  private final Deque<Integer> path = new ArrayDeque<>();
  private final Deque<Integer> pending = new ArrayDeque<>();
  private int visited;
  private int found;

  private StrongComponents(ModelGraph graph) {
    int n = graph.models();
    this.graph = graph;
    index = new int[n];
    low = new int[n];
    next = new int[n];
    component = new int[n];
    Arrays.fill(component, -1);
  }

  /** A number per model; whoever points to another component has a larger number than that. */
  static int[] of(ModelGraph graph) {
    StrongComponents search = new StrongComponents(graph);
    for (int root = 0; root < graph.models(); root++) {
      if (search.index[root] == 0) {
        search.visit(root);
      }
    }
    return search.component;
  }

  private void visit(int root) {
    open(root);
    while (!path.isEmpty()) {
      int model = path.peek();
      int target = graph.from(model).nextSetBit(next[model]);
      if (target < 0) {
        close(path.pop());
      } else {
        next[model] = target + 1;
        follow(model, target);
      }
    }
  }

  private void open(int model) {
    index[model] = low[model] = ++visited;
    path.push(model);
    pending.push(model);
  }

  private void follow(int model, int target) {
    if (index[target] == 0) {
      open(target);
    } else if (component[target] < 0) {
      low[model] = Math.min(low[model], index[target]);
    }
  }

  private void close(int model) {
    if (!path.isEmpty()) {
      low[path.peek()] = Math.min(low[path.peek()], low[model]);
    }
    if (low[model] == index[model]) {
      int member;
      do {
        member = pending.pop();
        component[member] = found;
      } while (member != model);
      found++;
    }
  }
}
