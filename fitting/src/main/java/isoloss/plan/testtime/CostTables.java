package isoloss.plan.testtime;

import isoloss.cost.kinetics.Attention;
import isoloss.cost.kinetics.Cost;
import isoloss.cost.kinetics.CostModel;
import isoloss.cost.kinetics.DecoderShape;
import isoloss.cost.kinetics.Machine;
import isoloss.cost.kinetics.ServedModel;
import isoloss.cost.kinetics.StepSum;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The models and the cost of each length and number of samples. */
record CostTables(TestTimePlan plan, List<Row> rows) {

  /** One line of the table of costs. */
  record Row(ServedModel model, Values outputTokens, double samples, Cost cost) {}

  static CostTables of(TestTimePlan plan) {
    List<Row> rows = new ArrayList<>();
    for (ServedModel model : plan.chargedModels()) {
      for (Values tokens : plan.lengths().of(model.name())) {
        for (double samples : plan.samples()) {
          rows.add(new Row(model, tokens, samples, plan.cost(model, tokens, samples)));
        }
      }
    }
    return new CostTables(plan, List.copyOf(rows));
  }

  Findings addTo(Findings findings) {
    Findings with = described(findings);
    return plan.shapes().isEmpty() ? with : with.with(parameterCounts());
  }

  private Findings described(Findings findings) {
    Machine machine = plan.cost().machine();
    return findings
        .with(fact("peakFlopPerSecond", "peak arithmetic", "FLOP/s", machine.flopPerSecond()))
        .with(fact("bytesPerSecond", "memory bandwidth", "bytes/s", machine.bytesPerSecond()))
        .with(fact("flopPerByte", "I", "FLOP/byte", machine.flopPerByte()))
        .with(
            fact(
                "cacheBytesPerElement",
                "cached element",
                "bytes",
                plan.cost().cacheBytesPerElement()))
        .with(fact("promptTokens", "prompt", "tokens", plan.promptTokens()))
        .with(fact("attention", "attention", "", plan.cost().attention().text()))
        .with(models())
        .with(costs())
        .with(notCharged())
        .with(intensity());
  }

  private static Findings.Fact fact(String key, String title, String unit, Object value) {
    return Findings.Fact.of(key, title, unit, value);
  }

  private Findings.Table models() {
    Findings.Builder table =
        Findings.Table.builder("models", "The models")
            .column("model", "model")
            .column("activeParameters", "active P", "parameters")
            .column("count", "counted")
            .column("queryWidth", "H", "elements")
            .column("keyWidth", "K", "elements")
            .column("cacheElementsPerToken", "D", "elements/token")
            .column("queriesPerKey", "r")
            .column("balancedLength", "L*", "tokens");
    for (ServedModel model : plan.models()) {
      table.row(
          model.name(),
          model.activeParameters(),
          model.parameterConvention(),
          model.queryWidth(),
          model.keyWidth(),
          model.cacheElementsPerToken(),
          model.queriesPerKey(),
          model.balancedLength(plan.cost().machine().flopPerByte()));
    }
    return table.build();
  }

  private Findings.Table parameterCounts() {
    Findings.Builder table =
        Findings.Table.builder("parameterCounts", "Parameters counted from the dimensions")
            .column("model", "model")
            .column("shipped", "embedding as shipped")
            .column("activeTied", "active, tied", "parameters")
            .column("activeUntied", "active, untied", "parameters")
            .column("totalTied", "all, tied", "parameters")
            .column("totalUntied", "all, untied", "parameters");
    for (DecoderShape shape : plan.shapes()) {
      table.row(
          shape.name(),
          shape.tiedEmbeddings() ? "tied" : "untied",
          shape.activeParameters(true),
          shape.activeParameters(false),
          shape.parameters(true),
          shape.parameters(false));
    }
    return table.detail().build();
  }

  private Findings.Table costs() {
    boolean sparse = plan.cost().attention().isSparse();
    boolean priced = plan.price().isPresent();
    Findings.Builder table =
        Findings.Table.builder(
                "costs", "Cost of one question (T is 10^12; eFLOPs are FLOP of both)")
            .column("model", "model")
            .column("promptTokens", "prompt", "tokens")
            .column("outputTokens", "output", "tokens")
            .column("samples", "samples")
            .column("attention", "attention")
            .column("computeTera", "compute", "TFLOP")
            .column("memoryTera", "I x memory", "TFLOP")
            .column("totalTera", "eFLOPs", "TFLOP");
    if (sparse) {
      table
          .column("exactTotalTera", "by the exact sum", "TFLOP")
          .column("publishedTotalTera", "by the published sum", "TFLOP");
    }
    table.column("memoryBytes", "memory", "bytes").column("seconds", "at peak", "s");
    if (priced) {
      table.column("price", "price", "$");
    }
    for (Row row : rows) {
      table.row(cells(row, sparse, priced).toArray());
    }
    return table.build();
  }

  private List<Object> cells(Row row, boolean sparse, boolean priced) {
    List<Object> cells =
        new ArrayList<>(
            List.of(
                row.model().name(),
                plan.promptTokens(),
                OutputLengths.mean(row.outputTokens()),
                row.samples(),
                plan.cost().attention().text(),
                row.cost().flops() / Cost.TERA,
                row.cost().memoryFlops() / Cost.TERA,
                row.cost().equivalentFlops() / Cost.TERA));
    if (sparse) {
      cells.add(total(row, Attention.Sum.EXACT));
      cells.add(
          plan.cost().sum() == StepSum.CONTINUOUS
              ? total(row, Attention.Sum.AS_PUBLISHED)
              : Double.NaN);
    }
    cells.add(row.cost().bytes());
    cells.add(row.cost().seconds(plan.cost().machine()));
    if (priced) {
      cells.add(plan.price(row.outputTokens(), row.samples()));
    }
    return cells;
  }

  private double total(Row row, Attention.Sum sum) {
    return plan.cost()
            .with(sum)
            .meanCost(row.model(), plan.promptTokens(), row.outputTokens(), row.samples())
            .equivalentFlops()
        / Cost.TERA;
  }

  private Diagnostic notCharged() {
    List<String> parts = new ArrayList<>();
    if (!plan.cost().prefill()) {
      parts.add("prefill (--prefill)");
    }
    if (plan.cost().parameterReads().isEmpty()) {
      parts.add("reading the parameters (--parameter-bytes with --batch)");
    }
    parts.add("sampling");
    parts.add("communication");
    return TestTimePlan.remark(
        "not-charged", Diagnostic.Severity.NOTE, "Not charged: " + String.join(", ", parts) + ".");
  }

  private Diagnostic intensity() {
    boolean published =
        plan.cost().machine().equals(Machine.B200) && plan.cost().cacheBytesPerElement() == 2;
    String halves =
        published
            ? " This sets the 8-bit peak of a B200 against a 16-bit cache, as published; all in 16"
                + " bits I is 281.25 (--peak-flops 2250e12), all in 8 bits the bytes are half"
                + " (--kv-bytes 1)."
            : "";
    return TestTimePlan.remark(
        "flop-per-byte",
        Diagnostic.Severity.NOTE,
        String.format(
            Locale.ROOT,
            "eFLOPs hold for a machine of %s FLOP per byte and compare with no other.%s",
            plain(plan.cost().machine().flopPerByte()),
            halves));
  }

  /** The largest model beside the smallest, for the longest output and most samples. */
  String headline() {
    Row small = last(Comparator.comparingDouble((Row row) -> -row.model().activeParameters()));
    Row large = last(Comparator.comparingDouble((Row row) -> row.model().activeParameters()));
    String question =
        String.format(
            Locale.ROOT,
            "%s prompt tokens, %s output tokens and %s sample%s",
            plain(plan.promptTokens()),
            plain(OutputLengths.mean(large.outputTokens())),
            plain(large.samples()),
            large.samples() == 1 ? "" : "s");
    String account =
        plan.cost().combination() == CostModel.Combination.SUM ? "" : " (the slower of both)";
    if (small.model().equals(large.model())) {
      return String.format(
          Locale.ROOT,
          "With %s, %s costs %.4g TFLOP of compute and memory%s, %.3g s of the machine.",
          question,
          large.model().name(),
          large.cost().equivalentFlops() / Cost.TERA,
          account,
          large.cost().seconds(plan.cost().machine()));
    }
    return String.format(
        Locale.ROOT,
        "With %s, %s costs %.3g times as much as %s in FLOPs, but %.3g times in eFLOPs%s; reading memory is %.3g %% of compute and memory for %s and %.3g %% for %s.",
        question,
        large.model().name(),
        large.cost().flops() / small.cost().flops(),
        small.model().name(),
        large.cost().equivalentFlops() / small.cost().equivalentFlops(),
        account,
        memoryPercent(small),
        small.model().name(),
        memoryPercent(large),
        large.model().name());
  }

  /** Whole numbers without decimals, others with one. */
  private static String plain(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }

  private static double memoryPercent(Row row) {
    return 100 * row.cost().memoryFlops() / (row.cost().memoryFlops() + row.cost().flops());
  }

  /** The greatest row by size; among rows of one model the longest and most sampled. */
  private Row last(Comparator<Row> bySize) {
    return rows.stream()
        .max(
            bySize
                .thenComparingDouble(row -> OutputLengths.mean(row.outputTokens()))
                .thenComparingDouble(Row::samples))
        .orElseThrow();
  }
}
