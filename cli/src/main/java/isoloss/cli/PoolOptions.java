package isoloss.cli;

import isoloss.data.importer.ImportedPool;
import isoloss.data.importer.PoolReader;
import isoloss.data.importer.TableReader;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which measurements of models on samples are read, and how. */
final class PoolOptions {
  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--sample-table",
      paramLabel = "FILE",
      description = "A row a sample: its source, capability, text, weight, cluster, attributes.")
  String sampleTable = "";

  @Option(
      names = "--lower-is-better",
      split = ",",
      paramLabel = "NAME",
      description = "Metrics or samples whose low scores are good; * for all.")
  List<String> lowerIsBetter = new ArrayList<>();

  @Option(
      names = "--normalise",
      paramLabel = "none|min-max",
      defaultValue = "none",
      description = "Scale of numeric scores (default: ${DEFAULT-VALUE}).")
  String normalise = "none";

  @Option(
      names = "--conflicts",
      paramLabel = "RULE",
      defaultValue = "refuse",
      description =
          "A cell measured twice with different scores: refuse, mean, first, last, highest, lowest"
              + " (default: ${DEFAULT-VALUE}).")
  String conflicts = "refuse";

  /** The pool of these files, by the user's rules. */
  ImportedPool read(List<String> files) {
    PoolReader reader =
        PoolReader.withDefaults()
            .withLowerIsBetter(lowerIsBetter)
            .withNormalisation(normalisation())
            .withConflicts(rule());
    for (String mapping : input.columns) {
      reader = reader.withColumns(mapping);
    }
    if (!input.where.isEmpty()) {
      reader = reader.withWhere(input.where);
    }
    if (!input.inputFormat.equals("auto")) {
      reader = reader.withFormat(input.inputFormat);
    }
    if (!sampleTable.isEmpty()) {
      reader = reader.withSampleTable(sampleTable);
    }
    if (!input.dropHighest.isEmpty()) {
      throw new UsageException("--drop-highest is for run tables; say --where here");
    }
    Optional<TableReader.Duplicates> duplicates = input.duplicates;
    return duplicates.map(reader::withDuplicates).orElse(reader).read(files);
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

  private Conflicts rule() {
    try {
      return Conflicts.valueOf(conflicts.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--conflicts " + conflicts + " does not exist; there are " + Conflicts.names());
    }
  }
}
