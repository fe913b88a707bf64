package isoloss.lab;

import isoloss.data.InputException;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.Aggregators;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemResponseFit;
import isoloss.rank.item.TwoParameter;
import isoloss.rank.method.Request;
import isoloss.rank.next.Abilities;
import isoloss.rank.next.AnchorItems;
import isoloss.rank.next.Budget;
import isoloss.rank.next.Goal;
import isoloss.rank.next.NextCells;
import isoloss.rank.next.NextPairs;
import isoloss.rank.structure.Components;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which measurements to make next: cells of models and samples by the information of a
 * two-parameter model, or pairs of models by that of Bradley-Terry where there are only
 * comparisons; and few samples that stand for all.
 *
 * @param budget how many, some of them at random
 * @param top the size of the top that matters; empty for the whole order
 * @param anchors how many anchor samples are wanted; empty for none
 * @param byInformation whether anchors are the most informative samples, not those nearest to the
 *     centres of clusters
 */
public record NextMeasurements(
    Budget budget,
    OptionalInt top,
    OptionalInt anchors,
    boolean byInformation,
    int threads,
    String command) {
  /** Precision of an ability before any answer under the two-parameter model. */
  private static final double PRIOR_PRECISION = 1;

  public Findings of(Pool pool) {
    Findings findings =
        Findings.plan(
                "cells",
                "gain = fall of the variances of abilities, information a^2 p (1 - p)",
                budget.seed().value(),
                command)
            .with(Findings.Fact.of("budget", "measurements", "", budget.measurements()));
    boolean scores =
        pool.samples().stream()
            .anyMatch(each -> each.kind() == Kind.BINARY || each.kind() == Kind.NUMERIC);
    return scores ? cells(findings, pool) : pairs(findings, pool);
  }

  private Findings cells(Findings findings, Pool pool) {
    ItemResponseFit fit = new TwoParameter().estimate(Evidence.of(pool), Request.full(threads));
    Abilities known = Abilities.from(fit, pool, PRIOR_PRECISION);
    Goal goal = top.isPresent() ? new Goal.Top(top.getAsInt()) : new Goal.WholeRanking();
    List<NextCells.Cell> cells = NextCells.of(pool, known, goal, budget);
    Findings.Builder table =
        Findings.Table.builder("cells", "Cells to measure next, the most telling first")
            .column("model", "model")
            .column("sample", "sample")
            .column("gain", "expected fall of the weighted variances")
            .column("explores", "at random");
    for (NextCells.Cell each : cells) {
      table.row(
          pool.models().get(each.model()),
          pool.sample(each.sample()).name(),
          each.gain(),
          each.explores());
    }
    Findings out =
        findings
            .with(table.build())
            .with(negative(pool, fit.items().negative()))
            .withDiagnostics(fit.diagnostics());
    if (anchors.isPresent()) {
      out = out.with(anchorTable(pool, fit));
    }
    return out.withHeadline(headline(cells.size()));
  }

  private String headline(int cells) {
    return Texts.text(
        "%s to measure next for %s.",
        Texts.counted(cells, "cell", "cells"),
        top.isPresent() ? "the best " + top.getAsInt() : "the whole order");
  }

  private static Findings.Table negative(Pool pool, List<Item> items) {
    Findings.Builder table =
        Findings.Table.builder(
                "negativeItems", "Samples that better models answer worse: look at their answers")
            .detail()
            .column("sample", "sample")
            .column("discrimination", "discrimination")
            .column("measured", "models measured");
    items.stream()
        .sorted(Comparator.comparingDouble(Item::discrimination))
        .forEach(each ->
            table.row(pool.sample(each.sample()).name(), each.discrimination(), each.measured()));
    return table.build();
  }

  private Findings.Table anchorTable(Pool pool, ItemResponseFit fit) {
    List<Item> items = fit.items().items();
    int count = anchors.getAsInt();
    if (count < 1 || count > items.size()) {
      throw new InputException(
          "--anchors %d: there are %d samples to choose from".formatted(count, items.size()));
    }
    AnchorItems found =
        byInformation
            ? AnchorItems.byInformation(items, fit.abilities(), count)
            : AnchorItems.byClusters(AnchorItems.vectors(fit, pool), count, budget.seed());
    Findings.Builder table =
        Findings.Table.builder("anchors", "Samples that stand for all, for models yet to come")
            .column("sample", "sample")
            .column("weight", "share of all that it stands for")
            .column("discrimination", "discrimination")
            .column("easiness", "easiness");
    for (int k = 0; k < found.items().size(); k++) {
      Item item = items.get(found.items().get(k));
      table.row(
          pool.sample(item.sample()).name(),
          found.weights().get(k),
          item.discrimination(),
          item.easiness());
    }
    return table.build();
  }

  private Findings pairs(Findings findings, Pool pool) {
    if (anchors.isPresent() || top.isPresent()) {
      throw new InputException(
          "--top and --anchors need scores on samples, and there are only comparisons");
    }
    Evidence evidence = Evidence.of(pool);
    if (Components.of(PairCounts.of(evidence), Aggregators.BRADLEY_TERRY.get().link()).count()
        > 1) {
      throw new InputException(
          "the comparisons do not join all models; isoloss rank tells what would join them");
    }
    List<NextPairs.Pair> pairs =
        NextPairs.of(
            Aggregators.BRADLEY_TERRY.get().fit(evidence, Request.full(threads)),
            NextPairs.Gain.A,
            budget);
    Findings.Builder table =
        Findings.Table.builder("pairs", "Pairs of models to compare next, the most telling first")
            .column("first", "model")
            .column("second", "other model")
            .column("gain", "expected fall of the sum of variances")
            .column("explores", "at random");
    for (NextPairs.Pair each : pairs) {
      table.row(
          pool.models().get(each.first()),
          pool.models().get(each.second()),
          each.gain(),
          each.explores());
    }
    return findings
        .with(table.build())
        .with(
            new Diagnostic.Remark(
                "independent-comparisons",
                Diagnostic.Severity.NOTE,
                "Gains take every comparison as independent, as Fisher's information does."))
        .withHeadline(Texts.counted(pairs.size(), "pair", "pairs") + " to compare next.");
  }
}
