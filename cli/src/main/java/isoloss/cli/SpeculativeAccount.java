package isoloss.cli;

import isoloss.data.Imported;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan of speculative decoding rests on: rows that were read, tables and remarks. */
final class SpeculativeAccount {
  private final List<Imported> read = new ArrayList<>();
  private final List<Findings.Table> tables = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  void add(Imported data) {
    read.add(data);
  }

  void add(Findings.Table table) {
    tables.add(table);
  }

  void add(List<Diagnostic> remarks) {
    diagnostics.addAll(remarks);
  }

  /** The first remark that is more than a note. */
  Optional<String> firstWarning() {
    return diagnostics.stream()
        .filter(each -> each.severity() != Diagnostic.Severity.NOTE)
        .map(Diagnostic::message)
        .findFirst();
  }

  /** The plan with the tables, the remarks and the account of the rows that were read. */
  Findings addTo(Findings plan) {
    Findings out =
        plan.withTables(tables.stream().map(SpeculativeAccount::behindALine).toList())
            .withDiagnostics(diagnostics);
    return read.isEmpty() ? out : out.withImports(read);
  }

  /** What the plan rests on is not the plan: it is printed only on request. */
  private static Findings.Table behindALine(Findings.Table table) {
    return new Findings.Table(
        table.key(), table.caption(), true, table.nesting(), table.columns(), table.rows());
  }
}
