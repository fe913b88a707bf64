package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
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
    Findings out = plan;
    for (Findings.Table table : tables) {
      out = out.with(behindALine(table));
    }
    for (Diagnostic each : diagnostics) {
      out = out.with(each);
    }
    if (read.isEmpty()) {
      return out;
    }
    Provenance provenance =
        read.stream()
            .map(each -> each.observations().provenance())
            .reduce(Provenance.NONE, Provenance::and);
    return out.with(together()).with(provenance);
  }

  /** What the plan rests on is not the plan: it is printed only on request. */
  private static Findings.Table behindALine(Findings.Table table) {
    return new Findings.Table(
        table.key(), table.caption(), true, table.nesting(), table.columns(), table.rows());
  }

  private Imported together() {
    List<Rejected> rejected = read.stream().flatMap(each -> each.rejected().stream()).toList();
    List<Imported.Filtered> filtered =
        read.stream().flatMap(each -> each.filteredOut().stream()).toList();
    return new Imported(
        read.getFirst().split(),
        rejected,
        read.stream().mapToInt(Imported::duplicatesDropped).sum(),
        filtered);
  }
}
