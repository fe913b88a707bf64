package isoloss.plan.speculative;

import isoloss.cost.speculative.AcceptanceProfile;
import isoloss.cost.speculative.AcceptanceVector;
import isoloss.cost.speculative.BestTrees;
import isoloss.cost.speculative.DraftLength;
import isoloss.cost.speculative.DraftTree;
import isoloss.cost.speculative.GreedyTree;
import isoloss.cost.speculative.RejectionDecay;
import isoloss.cost.speculative.RoundTime;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Findings.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The best trees of every size, and the fastest of all against the fastest chain.
 *
 * @param measured false where the vector stands in for one, from a single acceptance
 */
record TreeChapter(
    AcceptanceVector acceptance, boolean measured, int nodes, int depth, RoundTime time) {
  private static final int EACH_UP_TO = 8;

  Findings addTo(Findings plan) {
    BestTrees trees = new BestTrees(acceptance, nodes, depth);
    BestTrees.Choice fastest = trees.fastest(time);
    int[] sizes = sizes(fastest.nodes(), trees);
    Findings out = plan;
    for (Fact fact : facts(trees, fastest)) {
      out = out.with(fact);
    }
    out = out.with(best(trees, sizes, fastest)).with(shapes(trees, sizes));
    for (Diagnostic each : diagnostics(fastest)) {
      out = out.with(each);
    }
    return out;
  }

  /** Every small size, then doublings, the greatest and the fastest. */
  private int[] sizes(int fastest, BestTrees trees) {
    TreeSet<Integer> sizes = new TreeSet<>();
    IntStream.rangeClosed(2, Math.min(EACH_UP_TO, nodes)).forEach(sizes::add);
    for (int n = 2 * EACH_UP_TO; n < nodes; n *= 2) {
      sizes.add(n);
    }
    sizes.add(nodes);
    sizes.add(fastest);
    return sizes.stream()
        .mapToInt(Integer::intValue)
        .filter(n -> n > 1 && trees.exists(n, depth))
        .toArray();
  }

  private DraftLength fastestChain() {
    return DraftLength.best(nodes - 1, AcceptanceProfile.constant(acceptance.of(1)), time);
  }

  private List<Fact> facts(BestTrees trees, BestTrees.Choice fastest) {
    DraftTree tree = trees.tree(fastest.nodes(), Math.max(1, fastest.depth()));
    DraftLength chain = fastestChain();
    List<Fact> facts =
        new ArrayList<>(
            List.of(
                Fact.of("treeNodes", "fastest tree, the root counted", "nodes", fastest.nodes()),
                Fact.of("treeDepth", "its levels, the root's counted", "levels", tree.depth()),
                Fact.of("treeTokens", "its tokens a round", "tokens", fastest.expectedTokens()),
                Fact.of("treeSpeedUp", "its speed-up", "times", fastest.speedUp()),
                Fact.of("treeLevels", "its nodes by level", "", levels(tree)),
                Fact.of("chainLength", "fastest chain of first children", "tokens", chain.length()),
                Fact.of("chainSpeedUp", "its speed-up", "times", chain.speedUp()),
                Fact.of(
                    "treeOverChain",
                    "tree over chain",
                    "times",
                    fastest.speedUp() / chain.speedUp()),
                Fact.of(
                    "chainLimit",
                    "endless chain of first children",
                    "tokens",
                    acceptance.chainLimit())));
    RejectionDecay.of(acceptance)
        .ifPresent(decay -> {
          facts.add(Fact.of("rejectionScale", "rejection of one child, fitted", "", decay.scale()));
          facts.add(
              Fact.of(
                  "rejectionExponent",
                  "its fall with more children, exponent",
                  "",
                  decay.exponent()));
        });
    return facts;
  }

  private Findings.Table best(BestTrees trees, int[] sizes, BestTrees.Choice fastest) {
    Findings.Builder table =
        Findings.Table.builder("trees", "The best tree of each size, against a chain as large")
            .column("nodes", "size", "nodes")
            .column("mostTokens", "most tokens a round")
            .column("greedyTokens", "by greedy growth")
            .column("chainTokens", "by a chain")
            .column("depth", "fastest depth", "levels")
            .column("expectedTokens", "its tokens")
            .column("speedUp", "its speed-up", "times")
            .column("chainSpeedUp", "of the chain", "times")
            .column("fastest", "fastest");
    for (int n : sizes) {
      BestTrees.Choice choice = trees.fastest(n, time);
      table.row(
          n,
          trees.expectedTokens(n, depth),
          GreedyTree.of(acceptance, n, depth).expectedTokens(acceptance),
          acceptance.chain(n),
          choice.depth(),
          choice.expectedTokens(),
          choice.speedUp(),
          acceptance.chain(n) / time.ofChain(n - 1),
          n == fastest.nodes());
    }
    return table.build();
  }

  private Findings.Table shapes(BestTrees trees, int[] sizes) {
    Findings.Builder table =
        Findings.Table.builder("shapes", "Shapes of these trees: numbers of children by level")
            .detail()
            .column("nodes", "size", "nodes")
            .column("depth", "depth", "levels")
            .column("levels", "nodes by level")
            .column("children", "children of each node, level by level");
    for (int n : sizes) {
      DraftTree tree = trees.tree(n, trees.fastest(n, time).depth());
      table.row(n, tree.depth(), levels(tree), tree.shape());
    }
    return table.build();
  }

  private static String levels(DraftTree tree) {
    return String.join(", ", tree.nodesByLevel().stream().map(String::valueOf).toList());
  }

  private List<Diagnostic> diagnostics(BestTrees.Choice fastest) {
    List<Diagnostic> out = new ArrayList<>();
    if (!measured) {
      out.add(
          new Diagnostic.Remark(
              "acceptance-by-rank-assumed",
              Diagnostic.Severity.WARNING,
              "The tree takes every child to be as acceptable as the first; measured later children"
                  + " are worse, so give --acceptance-vector for a tree to build."));
    } else if (!acceptance.isMonotone()) {
      out.add(
          new Diagnostic.Remark(
              "acceptance-by-rank-noisy",
              Diagnostic.Severity.NOTE,
              "Acceptance does not fall from rank to rank; late ranks are too rare to be told from"
                  + " noise, and wide trees gain less than they seem to."));
    }
    if (fastest.nodes() == nodes) {
      out.add(
          new Diagnostic.Remark(
              "tree-at-its-limit",
              Diagnostic.Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "The fastest tree has all %d nodes that --tree-nodes allows; %s.",
                  nodes,
                  time.verification().isConstant()
                      ? "a table of --verify-cost would say what more nodes cost"
                      : "allow more")));
    }
    return out;
  }
}
