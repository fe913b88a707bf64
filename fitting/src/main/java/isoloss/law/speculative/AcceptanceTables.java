package isoloss.law.speculative;

import isoloss.cost.speculative.Chain;
import isoloss.cost.speculative.ClusteredCounters;
import isoloss.cost.speculative.ConstantAcceptance;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.DraftsOfVaryingLength;
import isoloss.cost.speculative.PositionCounters;
import isoloss.data.Seed;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What counters by position say of acceptance, run by run. */
public final class AcceptanceTables {
  /** Above this p-value the same acceptance at every position is not rejected. */
  public static final double SIGNIFICANCE = 0.05;

  /** How intervals are made. */
  public record Interval(double level, int draws, Seed seed) {}

  /**
   * Acceptance of one run.
   *
   * @param refused why there is no acceptance; empty where there is one
   * @param interval of alpha, by clusters where there are several, else by the likelihood
   */
  public record Row(
      Setting setting,
      ClusteredCounters counters,
      ConstantAcceptance fit,
      Optional<String> refused,
      double standardError,
      Quantile.Interval interval,
      OptionalDouble designEffect) {

    /** Whether one acceptance for all positions is tenable. */
    public boolean isConstant() {
      return fit.pValue() >= SIGNIFICANCE;
    }
  }

  private final SettingColumns columns;
  private final List<Row> rows;
  private final double level;

  private AcceptanceTables(SettingColumns columns, List<Row> rows, double level) {
    this.columns = columns;
    this.rows = rows;
    this.level = level;
  }

  /**
   * @param assumeFixed whether every round is taken to draft every position, whatever speaks
   *     against
   */
  public static AcceptanceTables of(CounterTable table, boolean assumeFixed, Interval interval) {
    List<Row> rows = new ArrayList<>();
    table
        .positions()
        .forEach((setting, counters) -> rows.add(row(setting, counters, assumeFixed, interval)));
    return new AcceptanceTables(new SettingColumns(table.labels()), rows, interval.level());
  }

  private static Row row(
      Setting setting, ClusteredCounters counters, boolean assumeFixed, Interval interval) {
    PositionCounters total = counters.total();
    ConstantAcceptance fit = ConstantAcceptance.of(total);
    Seed seed = interval.seed().child("clusters of " + setting.inWords());
    double[] alphas =
        counters.bootstrap(interval.draws(), seed).stream()
            .mapToDouble(each -> ConstantAcceptance.of(each).alpha())
            .toArray();
    OptionalDouble effect = counters.designEffect(interval.draws(), seed);
    return new Row(
        setting,
        counters,
        fit,
        assumeFixed ? Optional.empty() : DraftsOfVaryingLength.reason(setting.method(), total),
        fit.standardError() * Math.sqrt(effect.orElse(1)),
        counters.areClustered()
            ? Quantile.centralInterval(alphas, interval.level())
            : fit.profileInterval(interval.level()),
        effect);
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Alpha as an estimate where it is the only one. */
  public List<Estimate> estimates() {
    if (rows.size() != 1 || rows.getFirst().refused().isPresent()) {
      return List.of();
    }
    Row only = rows.getFirst();
    return List.of(
        new Estimate(
            "alpha",
            only.fit().alpha(),
            OptionalDouble.of(only.standardError()),
            OptionalDouble.of(only.interval().low()),
            OptionalDouble.of(only.interval().high()),
            OptionalDouble.of(level)));
  }

  /** One row per run. */
  public Findings.Table acceptance() {
    Findings.Builder table =
        columns
            .table("acceptance", "Acceptance of a drafted token, the same at every position")
            .column("gamma", "draft", "tokens")
            .column("rounds", "drafting rounds")
            .column("tokensPerRound", "tokens a drafting round")
            .column("alpha", "acceptance")
            .column("low", "low")
            .column("high", "high")
            .column("standardError", "std. error")
            .column("likelihoodRatio", "likelihood ratio")
            .column("degreesOfFreedom", "d.f.")
            .column("pValue", "p")
            .column("tokensError", "error of its tokens");
    if (isClustered()) {
      table.column("designEffect", "design effect");
    }
    table.column("refused", "why there is none");
    rows.forEach(row -> table.row(columns.row(row.setting(), cells(row))));
    return table.build();
  }

  private boolean isClustered() {
    return rows.stream().anyMatch(row -> row.designEffect().isPresent());
  }

  private Object[] cells(Row row) {
    PositionCounters total = row.counters().total();
    List<Object> cells =
        new ArrayList<>(List.of(total.length(), total.rounds(), total.tokensPerRound()));
    cells.addAll(row.refused().isPresent() ? Collections.nCopies(8, Double.NaN) : estimated(row));
    if (isClustered()) {
      cells.add(row.designEffect().orElse(Double.NaN));
    }
    cells.add(row.refused().orElse(""));
    return cells.toArray();
  }

  private static List<Double> estimated(Row row) {
    PositionCounters total = row.counters().total();
    ConstantAcceptance fit = row.fit();
    double tokens = Chain.expectedTokens(fit.alpha(), total.length());
    return List.of(
        fit.alpha(),
        row.interval().low(),
        row.interval().high(),
        row.standardError(),
        fit.likelihoodRatio(),
        (double) fit.degreesOfFreedom(),
        fit.pValue(),
        total.measuredAtRisk().isPresent() ? Double.NaN : tokens / total.tokensPerRound() - 1);
  }

  /** One row per run and position, Wilson's interval each. */
  public Findings.Table positions() {
    Findings.Builder table =
        columns
            .table("positions", "Acceptance at each position of the draft")
            .detail()
            .column("position", "position", "tokens")
            .column("rounds", "drafting rounds")
            .column("atRisk", "at risk", "rounds")
            .column("accepted", "accepted", "rounds")
            .column("acceptance", "acceptance")
            .column("low", "low")
            .column("high", "high")
            .column("usable", "usable");
    for (Row row : rows) {
      PositionCounters total = row.counters().total();
      for (int i = 0; i < total.length(); i++) {
        double accepted = total.accepted().get(i);
        Quantile.Interval wilson =
            ConstantAcceptance.wilsonInterval(accepted, total.atRisk(i), level);
        table.row(
            columns.row(
                row.setting(),
                i + 1,
                total.rounds(),
                total.atRisk(i),
                accepted,
                total.acceptance(i),
                wilson.low(),
                wilson.high(),
                row.refused().isEmpty()));
      }
    }
    return table.build();
  }

  /** What a reader must know of these estimates. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> out = new ArrayList<>();
    Map<String, Integer> reasons = new LinkedHashMap<>();
    rows.forEach(row -> row.refused().ifPresent(why -> reasons.merge(why, 1, Integer::sum)));
    reasons.forEach((why, runs) ->
        out.add(
            new Diagnostic.Remark(
                "drafts-of-varying-length",
                Diagnostic.Severity.WARNING,
                "No acceptance for %d %s: %s; only tokens a round hold. Count the rounds at risk"
                        .formatted(runs, runs == 1 ? "run" : "runs", why)
                    + " at each position (column at_risk), or take all drafts as equally long"
                    + " (draft-lengths=fixed).")));
    List<Row> usable = rows.stream().filter(row -> row.refused().isEmpty()).toList();
    long varying = usable.stream().filter(row -> !row.isConstant()).count();
    if (varying > 0) {
      out.add(
          new Diagnostic.Remark(
              "acceptance-varies",
              Diagnostic.Severity.NOTE,
              "One acceptance for all positions is rejected at %s for %d of %d runs; the"
                      .formatted(SIGNIFICANCE, varying, usable.size())
                  + " table of positions holds each."));
    }
    if (usable.stream().anyMatch(row -> !row.counters().areClustered())) {
      out.add(
          new Diagnostic.Remark(
              "rounds-taken-as-independent",
              Diagnostic.Severity.NOTE,
              "Intervals take rounds as independent; rounds of one prompt are not, so give counters"
                  + " by prompt (column cluster) for wider, honest ones."));
    }
    return out;
  }
}
