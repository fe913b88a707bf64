package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.Variable;
import isoloss.data.importer.Formats;
import isoloss.data.importer.TableReader;
import isoloss.lab.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which rows and columns of the user's files are used, and how many bad rows are tolerated. */
final class InputOptions {
  private static final List<String> LABELS = List.of("cluster", "seed", "model");

  @Option(
      names = "--columns",
      paramLabel = "ROLE=EXPR[,...]",
      description = "Map roles to SQL expressions over the file's columns.")
  List<String> columns = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "EXPR",
      description = "Keep the rows for which this holds.")
  String where = "";

  @Option(
      names = "--drop-highest",
      paramLabel = "ROLE=n",
      description = "Drop the n rows with the highest value of a role.")
  List<String> dropHighest = new ArrayList<>();

  @Option(
      names = "--duplicates",
      paramLabel = "keep|drop",
      description =
          "Exact repeats of a whole row (default: drop in run tables, keep in counts and samples).")
  Optional<TableReader.Duplicates> duplicates = Optional.empty();

  @Option(
      names = "--max-rejected",
      paramLabel = "N|P%",
      defaultValue = "0",
      description = "How many unusable rows are tolerated (default: ${DEFAULT-VALUE}).")
  String maxRejected = "0";

  @Option(
      names = "--input-format",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto (by content), table (CSV, TSV, JSON, JSONL, Parquet) or run-log.")
  String inputFormat = "auto";

  /**
   * A reader of these variables by the user's rules.
   *
   * @param label a further role that is carried as text; empty for none
   */
  TableReader reader(List<Variable> variables, String label) {
    TableReader reader = TableReader.of(variables);
    return byRules(
        label.isEmpty()
            ? reader
            : reader.withLabels(
                Stream.concat(LABELS.stream(), Stream.of(label)).distinct().toList()));
  }

  /** Rows that are counts keep their repeats, unless the user says otherwise. */
  void keepRepeats(CommandSpec spec) {
    if (!spec.commandLine().getParseResult().hasMatchedOption("--duplicates")) {
      duplicates = Optional.of(TableReader.Duplicates.KEEP);
    }
  }

  /** The same reader by the user's rules. */
  TableReader byRules(TableReader plain) {
    TableReader reader = duplicates.map(plain::withDuplicates).orElse(plain);
    for (String mapping : columns) {
      reader = reader.withColumns(mapping);
    }
    for (String rule : dropHighest) {
      reader = reader.withDropHighest(rule);
    }
    if (!where.isEmpty()) {
      reader = reader.withWhere(where);
    }
    if (inputFormat.equals("auto")) {
      return reader;
    }
    List<String> known =
        Arrays.stream(Formats.values()).map(each -> each.format().formatName()).toList();
    if (!known.contains(inputFormat)) {
      throw new UsageException(
          "--input-format "
              + inputFormat
              + " does not exist; there are auto, "
              + String.join(", ", known));
    }
    return reader.withFormat(inputFormat);
  }

  /** Counts or single samples in these files, at least one usable row. */
  Imported counts(List<String> files) {
    return TableRows.requireSome(byRules(Lab.countReader()).read(files), files);
  }

  /** True when more rows were rejected than the user allows. */
  boolean exceeded(int rejected, int rows) {
    String text = maxRejected.strip();
    try {
      if (text.endsWith("%")) {
        double percent = Double.parseDouble(text.substring(0, text.length() - 1));
        if (!(percent >= 0 && percent <= 100)) {
          throw new NumberFormatException();
        }
        return rejected > percent / 100 * rows;
      }
      long allowed = Long.parseLong(text);
      if (allowed < 0) {
        throw new NumberFormatException();
      }
      return rejected > allowed;
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--max-rejected " + maxRejected + " is neither a count such as 3 nor a share such as 5%");
    }
  }
}
