package isoloss.law.speculative;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.fit.Uncertainty;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Acceptance of drafted tokens from counters by position, or the cost of a step from whole runs:
 * {@code tau = (1 - alpha^(gamma+1))/(1 - alpha)} tokens a round, {@code o = tau/S} plain steps.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. (2023)</a>
 */
public final class SpeculativeDecoding implements Analysis {
  private static final String FIXED = "fixed";
  private static final double USUAL_LEVEL = 0.9;
  private static final Option DRAFT_LENGTHS =
      Option.choice(
          "draft-lengths",
          "auto refuses an acceptance where drafts seem to differ in length; fixed takes every"
              + " round to draft every position, for comparison only",
          "auto",
          FIXED);

  @Override
  public String name() {
    return "speculative";
  }

  @Override
  public String formula() {
    return "tau = (1 - alpha^(gamma+1)) / (1 - alpha), S = tau / o";
  }

  @Override
  public Source source() {
    return new Source(
        "Leviathan, Kalman and Matias (2023), Fast Inference from Transformers via Speculative"
            + " Decoding",
        "https://arxiv.org/abs/2211.17192");
  }

  @Override
  public String convention() {
    return "tokens a round include the token that the target model adds (correction or bonus); a"
        + " table with a column position holds counters by position, any other whole runs, where a"
        + " run of 0 rounds is plain decoding; 0 in an optional column stands for not counted";
  }

  @Override
  public List<Variable> inputs() {
    return CounterRoles.REQUIRED;
  }

  @Override
  public List<Variable> optionalInputs() {
    return CounterRoles.OPTIONAL;
  }

  @Override
  public List<String> labels() {
    return Stream.concat(SettingColumns.ALL.stream(), Stream.of(CounterRoles.PROMPT)).toList();
  }

  @Override
  public boolean repeatsCount() {
    return true;
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "Maximum likelihood of a geometric count that the draft cuts off, with a likelihood"
                + " ratio test against one acceptance per position; intervals by whole clusters"
                + " drawn with replacement where there are several, else by the likelihood; cost of"
                + " a step as tokens a step over speed-up.",
            List.of(DRAFT_LENGTHS)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    CounterTable table = CounterTable.of(data.observations(), cluster(fitter.uncertainty()));
    Findings start = Findings.of(this, data, fitter);
    return table.positions().isEmpty()
        ? ofRuns(start, new RoundCostTables(table))
        : ofPositions(start, table, fitter);
  }

  private static Findings ofPositions(Findings start, CounterTable table, Fitter fitter) {
    boolean fixed = DRAFT_LENGTHS.textIn(fitter.options()).equals(FIXED);
    AcceptanceTables tables = AcceptanceTables.of(table, fixed, interval(fitter));
    Findings findings =
        start
            .withParameters(tables.estimates())
            .with(tables.acceptance())
            .with(tables.positions())
            .withHeadline(headline(tables));
    return and(findings, tables.diagnostics());
  }

  private static String headline(AcceptanceTables tables) {
    List<AcceptanceTables.Row> usable =
        tables.rows().stream().filter(row -> row.refused().isEmpty()).toList();
    if (usable.isEmpty()) {
      return "No acceptance can be told: drafts differ in length, only tokens a round hold.";
    }
    double low = usable.stream().mapToDouble(row -> row.fit().alpha()).min().orElseThrow();
    double high = usable.stream().mapToDouble(row -> row.fit().alpha()).max().orElseThrow();
    String range =
        low == high
            ? String.format(Locale.ROOT, "%.4f", low)
            : String.format(Locale.ROOT, "%.3f to %.3f", low, high);
    long constant = usable.stream().filter(AcceptanceTables.Row::isConstant).count();
    return "Acceptance of a drafted token %s in %d of %d runs; the same at every position in %d."
        .formatted(range, usable.size(), tables.rows().size(), constant);
  }

  private static Findings ofRuns(Findings start, RoundCostTables tables) {
    Findings.Table costs = tables.roundCost();
    if (costs.size() == 0) {
      throw new InputException(
          "no run drafted; a column rounds with drafting rounds above 0 is needed");
    }
    Findings findings = start.with(costs).withHeadline(headline(tables));
    Findings.Table errors = tables.transferErrors();
    if (errors.size() > 0) {
      findings = findings.with(errors).with(tables.transfer());
    }
    return and(findings, tables.diagnostics());
  }

  private static String headline(RoundCostTables tables) {
    if (tables.costs().isEmpty()) {
      return "Tokens a step are known, the cost of a step is not: there is no plain run to compare"
          + " with.";
    }
    double[] costs = tables.costs().stream().mapToDouble(each -> each.perStep()).sorted().toArray();
    long faster = tables.costs().stream().filter(each -> each.speedUp() > 1).count();
    return String.format(
        Locale.ROOT,
        "%d of %d runs are faster than plain decoding; a step costs %.3f to %.3f plain steps.",
        faster,
        costs.length,
        costs[0],
        costs[costs.length - 1]);
  }

  private static Findings and(Findings findings, List<Diagnostic> diagnostics) {
    Findings all = findings;
    for (Diagnostic each : diagnostics) {
      all = all.with(each);
    }
    return all;
  }

  private static String cluster(Uncertainty uncertainty) {
    return uncertainty instanceof Uncertainty.Bootstrap bootstrap ? bootstrap.cluster() : "";
  }

  private static AcceptanceTables.Interval interval(Fitter fitter) {
    return switch (fitter.uncertainty()) {
      case Uncertainty.Bootstrap(String cluster, int draws, double level) ->
          new AcceptanceTables.Interval(level, draws, fitter.root());
      case Uncertainty.None none -> new AcceptanceTables.Interval(USUAL_LEVEL, 400, fitter.root());
    };
  }
}
