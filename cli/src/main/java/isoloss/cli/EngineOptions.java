package isoloss.cli;

import isoloss.data.importer.ColumnMapping;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.evidence.Weighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Where measurements are counted. */
final class EngineOptions {
  /** Options that need the measurements on this machine. */
  private static final List<String> LOCAL =
      List.of(
          "--where",
          "--drop-highest",
          "--duplicates",
          "--input-format",
          "--samples",
          "--normalise",
          "--by",
          "--source-weights",
          "--style",
          "--include",
          "--query",
          "--answer-query",
          "--labels");

  private static final String HERE = "local";

  @Option(
      names = "--engine",
      paramLabel = "local|spark",
      defaultValue = HERE,
      description =
          "Where long tables are counted: on this machine, or by Apache Spark (a module of its own)"
              + " beyond some 10^9 scores (default: ${DEFAULT-VALUE}).")
  String engine = HERE;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master, for example spark://127.0.0.1:7077, or local[2].")
  String master = "";

  @Option(
      names = "--engine-setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of the engine, for example spark.executor.memory=4g (repeatable).")
  Map<String, String> settings = new LinkedHashMap<>();

  boolean isLocal() {
    if (engine.equals(HERE) && !(master.isEmpty() && settings.isEmpty())) {
      throw new UsageException("--master and --engine-setting go with --engine spark");
    }
    return engine.equals(HERE);
  }

  /**
   * @throws UsageException if the master is missing, or an option cannot be met by the engine
   */
  CountingTask task(
      List<String> files, PoolOptions pool, Weighting weighting, double margin, ParseResult given) {
    if (master.isEmpty()) {
      throw new UsageException(
          "--engine %s needs --master, for example spark://127.0.0.1:7077".formatted(engine));
    }
    for (String name : LOCAL) {
      if (given.hasMatchedOption(name)) {
        throw new UsageException(
            "%s needs the measurements on this machine; leave it out, or --engine".formatted(name));
      }
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (String text : pool.input.columns) {
      ColumnMapping.parse(text).forEach(each -> columns.put(each.role(), each.expression()));
    }
    return new CountingTask(
        files, columns, pool.lowerIsBetter, pool.conflicts, weighting, margin, master, settings);
  }
}
