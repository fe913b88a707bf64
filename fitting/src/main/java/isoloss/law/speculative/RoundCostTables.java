package isoloss.law.speculative;

import isoloss.cost.speculative.CostTransfer;
import isoloss.cost.speculative.CostTransfer.Across;
import isoloss.cost.speculative.DecodingRun;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.RoundCost;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What whole runs say: tokens a step, speed-up, round cost, and how it carries over. */
public final class RoundCostTables {
  private final SettingColumns columns;
  private final List<DecodingRun> runs;
  private final List<RoundCost> costs;

  public RoundCostTables(CounterTable table) {
    columns = new SettingColumns(table.labels());
    runs = table.runs();
    costs = RoundCost.of(runs);
  }

  public List<RoundCost> costs() {
    return costs;
  }

  /** One row per speculative run. */
  public Findings.Table roundCost() {
    Findings.Builder table =
        columns
            .table("roundCost", "Tokens a step, speed-up and cost of a step")
            .column("rounds", "drafting rounds")
            .column("tokensPerRound", "tokens a drafting round")
            .column("tokensPerStep", "tokens a step")
            .column("draftingShare", "drafting share")
            .column("tokensPerSecond", "speed", "tokens/s")
            .column("speedUp", "speed-up", "times")
            .column("cost", "cost of a step", "plain steps")
            .column("draftingCost", "cost of a drafting step", "plain steps")
            .column("alpha", "acceptance")
            .column("bonus", "bonus token in report");
    for (DecodingRun run : runs) {
      if (!run.isPlain() && run.defect().isEmpty()) {
        table.row(columns.row(run.setting(), cells(run)));
      }
    }
    return table.build();
  }

  private Object[] cells(DecodingRun run) {
    RoundCost[] cost = costs.stream().filter(c -> c.run().equals(run)).toArray(RoundCost[]::new);
    boolean known = cost.length > 0;
    boolean shareKnown = known && run.draftingShare().isPresent();
    return new Object[] {
      run.rounds(),
      run.tokensPerRound(),
      run.tokensPerStep(),
      run.draftingShare().orElse(Double.NaN),
      run.rate().orElse(Double.NaN),
      known ? cost[0].speedUp() : Double.NaN,
      known ? cost[0].perStep() : Double.NaN,
      shareKnown ? cost[0].ofDraftingStep() : Double.NaN,
      run.acceptance().orElse(Double.NaN),
      run.bonusInReport().orElse("")
    };
  }

  /** Every prediction of a speed-up from round costs measured elsewhere. */
  public List<CostTransfer> transfers(Across across) {
    return CostTransfer.across(across, costs);
  }

  /** One row per prediction. */
  public Findings.Table transfer() {
    Findings.Builder table =
        columns
            .table("transfer", "Speed-up predicted from the cost of a step elsewhere")
            .detail()
            .column("across", "left out")
            .column("sources", "runs elsewhere")
            .column("speedUp", "measured", "times")
            .column("predicted", "predicted", "times")
            .column("error", "error")
            .column("errorByRounds", "error by drafting rounds")
            .column("errorTwoStates", "error with two states");
    for (Across across : Across.values()) {
      for (CostTransfer each : transfers(across)) {
        table.row(
            columns.row(
                each.measured().run().setting(),
                inWords(across),
                each.source(),
                each.measured().speedUp(),
                each.speedUp(),
                each.error(),
                each.errorByRounds(),
                each.errorTwoStates()));
      }
    }
    return table.build();
  }

  /** Median and greatest errors, by method across data sets and by device across devices. */
  public Findings.Table transferErrors() {
    Findings.Builder table =
        Findings.Table.builder("transferErrors", "Size of the relative errors of such predictions")
            .column("across", "left out")
            .column("group", "runs")
            .column("n", "n")
            .column("median", "median")
            .column("greatest", "greatest")
            .column("medianByRounds", "median by drafting rounds")
            .column("greatestByRounds", "greatest")
            .column("medianTwoStates", "median with two states")
            .column("greatestTwoStates", "greatest");
    for (Across across : Across.values()) {
      Function<Setting, String> group =
          across == Across.DATASET ? Setting::method : Setting::device;
      Map<String, List<CostTransfer>> groups = new LinkedHashMap<>();
      transfers(across)
          .forEach(each ->
              groups
                  .computeIfAbsent(
                      group.apply(each.measured().run().setting()), g -> new ArrayList<>())
                  .add(each));
      groups.forEach((name, of) ->
          table.row(
              inWords(across),
              name,
              of.size(),
              median(of, CostTransfer::error),
              greatest(of, CostTransfer::error),
              median(of, CostTransfer::errorByRounds),
              greatest(of, CostTransfer::errorByRounds),
              median(of, CostTransfer::errorTwoStates),
              greatest(of, CostTransfer::errorTwoStates)));
    }
    return table.build();
  }

  private static String inWords(Across across) {
    return across == Across.DATASET ? "data set" : across.name().toLowerCase(Locale.ROOT);
  }

  private static double median(List<CostTransfer> of, ToDoubleFunction<CostTransfer> error) {
    return Quantile.median(sizes(of, error));
  }

  private static double greatest(List<CostTransfer> of, ToDoubleFunction<CostTransfer> error) {
    return Arrays.stream(sizes(of, error)).max().orElse(Double.NaN);
  }

  private static double[] sizes(List<CostTransfer> of, ToDoubleFunction<CostTransfer> error) {
    return of.stream().mapToDouble(each -> Math.abs(error.applyAsDouble(each))).toArray();
  }

  /** What a reader must know of these runs. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> out = new ArrayList<>();
    for (DecodingRun run : runs) {
      run.defect()
          .ifPresent(why ->
              out.add(
                  new Diagnostic.Remark(
                      "run-left-out",
                      Diagnostic.Severity.WARNING,
                      "%s: %s; the run is left out.".formatted(run.setting().inWords(), why))));
    }
    List<DecodingRun> good =
        runs.stream().filter(run -> !run.isPlain() && run.defect().isEmpty()).toList();
    if (costs.size() < good.size()) {
      out.add(
          new Diagnostic.Remark(
              "no-plain-run",
              Diagnostic.Severity.WARNING,
              "%d of %d runs have no speed-up: give a run of the same data, device and model with 0"
                      .formatted(good.size() - costs.size(), good.size())
                  + " rounds, with columns generated and seconds, or a column speedup."));
    }
    long partly =
        good.stream().filter(run -> run.draftingShare().orElse(1) < MOSTLY_DRAFTING).count();
    if (partly > 0) {
      out.add(
          new Diagnostic.Remark(
              "steps-without-a-draft",
              Diagnostic.Severity.NOTE,
              "In %d runs many steps have no draft; there tokens a drafting round say nothing of"
                      .formatted(partly)
                  + " speed, tokens a step do."));
    }
    return out;
  }

  /** Below this share of drafting steps the tokens of drafting rounds mislead. */
  private static final double MOSTLY_DRAFTING = 0.9;
}
