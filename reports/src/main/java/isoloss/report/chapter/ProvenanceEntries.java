package isoloss.report.chapter;

import isoloss.data.Provenance;
import isoloss.report.Block;
import java.util.ArrayList;
import java.util.List;

/** Where rows come from and what was done to them. */
final class ProvenanceEntries {
  private ProvenanceEntries() {}

  /** A list that more may be added to. */
  static List<Block.Entry> of(Provenance provenance) {
    List<Block.Entry> entries = new ArrayList<>();
    for (Provenance.Input input : provenance.inputs()) {
      entries.add(new Block.Entry("Input", input.file()));
      addIf(entries, "SHA-256", input.sha256());
      addIf(entries, "Origin", input.origin());
      addIf(entries, "Licence", input.licence());
    }
    provenance.steps().forEach(step -> entries.add(new Block.Entry("Step", step)));
    return entries;
  }

  /** Adds the entry unless its value is blank. */
  static void addIf(List<Block.Entry> entries, String key, String value) {
    if (!value.isBlank()) {
      entries.add(new Block.Entry(key, value));
    }
  }
}
