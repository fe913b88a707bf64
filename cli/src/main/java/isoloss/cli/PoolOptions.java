package isoloss.cli;

import isoloss.data.importer.ImportedPool;
import isoloss.data.importer.PoolReader;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Normalisation;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How measurements of models on samples are read from the user's files. */
final class PoolOptions {
  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description =
          "Describe the samples: a row each, with sample, source, capability, weight, cluster, text.")
  String samples = "";

  @Option(
      names = "--lower-is-better",
      split = ",",
      paramLabel = "NAME",
      description = "Metrics or samples whose low scores are good; * for all.")
  List<String> lowerIsBetter = new ArrayList<>();

  @Option(
      names = "--conflicts",
      paramLabel = "RULE",
      defaultValue = "refuse",
      description =
          "Cells measured several times with different scores: refuse, mean, first, last, highest,"
              + " lowest (default: ${DEFAULT-VALUE}).")
  Conflicts conflicts = Conflicts.REFUSE;

  @Option(
      names = "--normalise",
      paramLabel = "none|min-max",
      defaultValue = "none",
      description =
          "Put every metric on a scale from 0 to 1, 1 the best (default: ${DEFAULT-VALUE}).")
  String normalise = "none";

  /** A reader by the user's rules. */
  PoolReader reader() {
    if (!input.dropHighest.isEmpty()) {
      throw new UsageException("--drop-highest is for run tables; use --where");
    }
    PoolReader reader =
        PoolReader.withDefaults()
            .withConflicts(conflicts)
            .withLowerIsBetter(lowerIsBetter)
            .withNormalisation(normalisation());
    for (String mapping : input.columns) {
      reader = reader.withColumns(mapping);
    }
    reader = input.where.isEmpty() ? reader : reader.withWhere(input.where);
    reader = samples.isEmpty() ? reader : reader.withSampleTable(samples);
    reader = input.duplicates.map(reader::withDuplicates).orElse(reader);
    return input.inputFormat.equals("auto") ? reader : reader.withFormat(input.inputFormat);
  }

  private Normalisation normalisation() {
    return switch (normalise) {
      case "none" -> Normalisation.NONE;
      case "min-max" -> Normalisation.MIN_MAX;
      default ->
          throw new UsageException(
              "--normalise " + normalise + " does not exist; there are none and min-max");
    };
  }

  /** The findings with an account of what was read, and the reader's notes. */
  static Findings accounted(Findings findings, ImportedPool read) {
    Findings.Account account =
        new Findings.Account(
            (int) Math.min(Integer.MAX_VALUE, measurements(read)),
            0,
            read.rejected(),
            read.duplicatesDropped(),
            read.filteredOut());
    return findings
        .with(account, read.pool().provenance())
        .withDiagnostics(
            read.notes().stream()
                .map(note -> new Diagnostic.Remark("input", Diagnostic.Severity.NOTE, note))
                .toList());
  }

  private static long measurements(ImportedPool read) {
    return read.pool().scoreCount() + read.pool().comparisons().size();
  }
}
