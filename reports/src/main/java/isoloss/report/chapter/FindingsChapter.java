package isoloss.report.chapter;

import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.report.Block;
import isoloss.report.Figure;
import isoloss.report.NumberText;
import isoloss.report.chart.Charts;
import isoloss.report.chart.Drawing;
import java.util.ArrayList;
import java.util.List;

/** An analysis or a plan, from the sentence that sums it up to the command that replays it. */
final class FindingsChapter {
  private static final int MOST_ROWS = 500;
  private static final int DIGITS = 5;

  private final Findings findings;

  private FindingsChapter(Findings findings) {
    this.findings = findings;
  }

  static Chapter of(Findings findings) {
    FindingsChapter chapter = new FindingsChapter(findings);
    return new Chapter(findings.headline(), chapter.cautions(), chapter.blocks());
  }

  private List<String> cautions() {
    List<String> out = new ArrayList<>();
    findings.diagnostics().stream()
        .filter(diagnostic -> diagnostic.severity() != Diagnostic.Severity.NOTE)
        .map(diagnostic -> "%s: %s".formatted(title(), diagnostic.message()))
        .forEach(out::add);
    int rejected = findings.account().map(account -> account.rejected().size()).orElse(0);
    if (rejected > 0) {
      out.add(Sentences.counted(rejected, "row was", "rows were") + " rejected.");
    }
    return out;
  }

  private String title() {
    if (findings.kind().equals(Findings.RANK)) {
      return "Ranking";
    }
    String words = findings.name().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private List<Block> blocks() {
    List<Block> out = new ArrayList<>();
    out.add(new Block.Heading(2, title()));
    out.add(new Block.Formula(findings.formula()));
    if (!findings.facts().isEmpty()) {
      out.add(facts());
    }
    if (!findings.parameters().isEmpty()) {
      out.add(new Block.Heading(3, "Parameters"));
      out.add(parameters());
    }
    pictures(out);
    findings.tables().stream().filter(t -> !t.detail()).map(this::blocks).forEach(out::addAll);
    if (!findings.diagnostics().isEmpty()) {
      out.add(new Block.Heading(3, "Diagnostics"));
      out.add(new Block.Diagnostics(findings.diagnostics()));
    }
    findings.tables().stream()
        .filter(Findings.Table::detail)
        .map(table -> new Block.Details(table.caption(), List.of(table(table))))
        .forEach(out::add);
    out.add(new Block.Heading(3, "Provenance"));
    out.add(provenance());
    if (!findings.manifest().command().isBlank()) {
      out.add(new Block.Code("The command that replays this", findings.manifest().command()));
    }
    return out;
  }

  private void pictures(List<Block> out) {
    List<String> leftOut = new ArrayList<>();
    for (Charts chart : Charts.values()) {
      if (chart.accepts(findings)) {
        switch (chart.draw(findings)) {
          case Drawing.Drawn(Figure figure) ->
              out.add(new Block.Pictures(List.of(figure.named(figureName(chart)))));
          case Drawing.LeftOut reason ->
              leftOut.add(reason.chart().replace('-', ' ') + ": " + reason.reason());
        }
      }
    }
    if (!leftOut.isEmpty()) {
      out.add(new Block.Paragraph("Left out: " + String.join(" ", leftOut)));
    }
  }

  /** Begins with the name of the findings. */
  private String figureName(Charts chart) {
    String start = findings.name() + "-";
    return chart.chartName().startsWith(start) ? chart.chartName() : start + chart.chartName();
  }

  private Block facts() {
    return new Block.KeyValues(
        "In short",
        findings.facts().stream()
            .map(fact ->
                new Block.Entry(
                    fact.title(),
                    text(fact.value()) + (fact.unit().isBlank() ? "" : " " + fact.unit())))
            .toList());
  }

  private Block parameters() {
    return new Block.Table(
        "Estimates",
        List.of(
            Block.Column.text("Parameter"),
            Block.Column.number("Estimate"),
            Block.Column.number("Standard error"),
            Block.Column.number("Interval"),
            Block.Column.number("Level")),
        findings.parameters().stream().map(FindingsChapter::row).toList());
  }

  private static List<String> row(Estimate estimate) {
    return List.of(
        estimate.name(),
        NumberText.significant(estimate.value(), DIGITS),
        Sentences.number(estimate.standardError(), 3),
        Sentences.interval(estimate.low(), estimate.high(), 4),
        estimate.level().isPresent() ? NumberText.percent(estimate.level().getAsDouble()) : "–");
  }

  private List<Block> blocks(Findings.Table table) {
    return RankingTables.suits(findings, table)
        ? new RankingTables(findings, table).blocks()
        : List.of(table(table));
  }

  private Block table(Findings.Table table) {
    List<Block.Column> columns = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      int at = c;
      boolean numeric =
          table.rows().stream().allMatch(row -> row.get(at) instanceof Findings.Cell.Numeric);
      columns.add(new Block.Column(table.columns().get(c).heading(), numeric));
    }
    String caption =
        table.size() > MOST_ROWS
            ? "%s (the first %d of %d)".formatted(table.caption(), MOST_ROWS, table.size())
            : table.caption();
    return new Block.Table(
        caption,
        columns,
        table.rows().stream()
            .limit(MOST_ROWS)
            .map(row -> row.stream().map(FindingsChapter::text).toList())
            .toList());
  }

  private static String text(Findings.Cell cell) {
    return switch (cell) {
      case Findings.Cell.Numeric(double value) -> number(value);
      case Findings.Cell.Text(String value) -> value;
      case Findings.Cell.Flag(boolean value) -> value ? "yes" : "no";
      case Findings.Cell.Texts(List<String> values) -> String.join("; ", values);
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? NumberText.count((long) value)
        : NumberText.significant(value, DIGITS);
  }

  private Block provenance() {
    List<Block.Entry> entries = ProvenanceEntries.of(findings.provenance());
    findings
        .account()
        .ifPresent(account -> {
          entries.add(new Block.Entry("Rows used", NumberText.count(account.rows())));
          account
              .filteredOut()
              .forEach(rule ->
                  entries.add(
                      new Block.Entry(
                          "Left out by " + rule.rule(), NumberText.count(rule.rows()))));
        });
    ProvenanceEntries.addIf(entries, "Procedure", findings.procedure());
    findings
        .options()
        .forEach((key, value) -> entries.add(new Block.Entry("Option " + key, value)));
    entries.add(new Block.Entry("Seed", String.valueOf(findings.manifest().seed())));
    entries.add(new Block.Entry("Isoloss", findings.manifest().version()));
    entries.add(new Block.Entry("Java", findings.manifest().java()));
    return new Block.KeyValues("Where the numbers come from", entries);
  }
}
