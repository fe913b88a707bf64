package isoloss.fit;

import isoloss.data.Imported;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings as people read them in a terminal: facts and tables, the long tables only counted. */
record FindingsText(Findings findings) {
  static final String ABSENT = "-";
  private static final int WIDEST_TEXT_CELL = 60;
  private static final int DIGITS = 6;

  String print() {
    StringBuilder out = new StringBuilder();
    line(out, "%s  %s", findings.name(), findings.formula());
    findings.account().ifPresent(account -> line(out, "%s", inWords(account)));
    if (!findings.headline().isBlank()) {
      line(out, "%s", findings.headline().replaceAll("[\\p{Cntrl}&&[^\n]]+", " "));
    }
    parameters(out);
    findings.objective().ifPresent(each -> line(out, "%n%s = %.10g", each.name(), each.value()));
    facts(out);
    findings.tables().forEach(table -> table(out, table));
    diagnostics(out, findings.diagnostics());
    return out.toString();
  }

  static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  static String inWords(Findings.Account account) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d rows used, %d held out, %d rejected, %d duplicates dropped",
                account.rows(),
                account.heldOut(),
                account.rejected().size(),
                account.duplicatesDropped()));
    for (Imported.Filtered rule : account.filteredOut()) {
      text.append(String.format(Locale.ROOT, ", %d out by %s", rule.rows(), rule.rule()));
    }
    return text.toString();
  }

  private void parameters(StringBuilder out) {
    if (findings.parameters().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Estimate estimate : findings.parameters()) {
      boolean interval = estimate.low().isPresent() && estimate.high().isPresent();
      rows.add(
          List.of(
              estimate.name(),
              number(estimate.value()),
              estimate.standardError().isPresent()
                  ? number(estimate.standardError().getAsDouble())
                  : ABSENT,
              interval
                  ? String.format(
                      Locale.ROOT,
                      "%s to %s (%.4g %%)",
                      number(estimate.low().orElse(Double.NaN)),
                      number(estimate.high().orElse(Double.NaN)),
                      100 * estimate.level().orElse(Double.NaN))
                  : ABSENT));
    }
    out.append('\n');
    aligned(out, List.of("", "estimate", "std. error", "interval"), rows);
  }

  private void facts(StringBuilder out) {
    if (findings.facts().isEmpty()) {
      return;
    }
    out.append('\n');
    int width = findings.facts().stream().mapToInt(f -> f.title().length()).max().orElse(0);
    for (Findings.Fact fact : findings.facts()) {
      String unit = fact.unit().isBlank() ? "" : " " + fact.unit();
      line(out, "  %-" + width + "s  %s%s", fact.title(), text(fact.value()), unit);
    }
  }

  private static void table(StringBuilder out, Findings.Table table) {
    if (table.detail()) {
      line(out, "%n%s: %d rows, in --json and in the report", table.caption(), table.size());
      return;
    }
    line(out, "%n%s", table.caption());
    if (table.nesting().isPresent()) {
      out.append(new NestedTableText(table, table.nesting().get().columns()).print());
      return;
    }
    List<String> head = table.columns().stream().map(Findings.Column::heading).toList();
    aligned(
        out,
        head,
        table.rows().stream().map(row -> row.stream().map(FindingsText::text).toList()).toList());
  }

  /** Texts to the left, numbers to the right; a last column of long texts runs on. */
  private static void aligned(StringBuilder out, List<String> head, List<List<String>> rows) {
    int columns = head.size();
    int[] width = new int[columns];
    for (int c = 0; c < columns; c++) {
      width[c] = head.get(c).length();
      for (List<String> row : rows) {
        width[c] = Math.max(width[c], Math.min(row.get(c).length(), WIDEST_TEXT_CELL));
      }
    }
    List<List<String>> all = new ArrayList<>();
    all.add(head);
    all.addAll(rows);
    for (List<String> row : all) {
      StringBuilder text = new StringBuilder(" ");
      for (int c = 0; c < columns; c++) {
        String cell = row.get(c);
        String padding = " ".repeat(Math.max(0, width[c] - cell.length()));
        boolean left = c == 0 || isText(rows, c);
        text.append(' ').append(left ? cell + padding : padding + cell);
      }
      out.append(text.toString().stripTrailing()).append('\n');
    }
  }

  static boolean isText(List<List<String>> rows, int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(cell -> !cell.equals(ABSENT))
        .anyMatch(cell -> cell.isEmpty() || !"-0123456789N".contains(cell.substring(0, 1)));
  }

  static String text(Findings.Cell cell) {
    return switch (cell) {
      case Findings.Cell.Numeric(double value) -> number(value);
      case Findings.Cell.Text(String value) -> oneLine(value);
      case Findings.Cell.Flag(boolean value) -> value ? "yes" : "no";
      case Findings.Cell.Texts(List<String> values) ->
          values.isEmpty() ? "" : String.join("; ", values);
    };
  }

  /** A name may hold anything, and a terminal obeys control characters and turns of direction. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]+", " ");
  }

  private static String number(double value) {
    return number(value, DIGITS);
  }

  static String number(double value, int digits) {
    if (Double.isNaN(value)) {
      return ABSENT;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    String text = String.format(Locale.ROOT, "%." + digits + "g", value);
    return text.contains("e")
        ? text.replaceFirst("\\.?0+e", "e")
        : text.replaceFirst("\\.?0+$", "");
  }

  /** After an empty line, one line for each. */
  static void diagnostics(StringBuilder out, List<Diagnostic> diagnostics) {
    if (!diagnostics.isEmpty()) {
      out.append('\n');
    }
    for (Diagnostic each : diagnostics) {
      line(
          out,
          "%s %s: %s",
          each.severity().name().toLowerCase(Locale.ROOT),
          each.code(),
          each.message());
    }
  }
}
