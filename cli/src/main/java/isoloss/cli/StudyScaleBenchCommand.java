package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.importer.TableReader;
import isoloss.fit.Fitter;
import isoloss.plan.scalebench.ScaleBenchStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which form of each law predicts the largest runs. */
@Command(
    name = "scalebench",
    description = {
      "Hold out the largest fifth of each ScaleBench table and compare the form in print with",
      "the form chosen on the rest."
    },
    footer = {"", "Example: isoloss study scalebench --data scalebench --out study.json"})
final class StudyScaleBenchCommand extends IsolossCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the tables, each named like moe_train.csv.")
  String data = "";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("scalebench.json");
    Path folder = OutputOptions.path(data);
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          data
              + ": no such folder; give the one with the ScaleBench tables, such as moe_train.csv");
    }
    Map<String, Observations> tables = new LinkedHashMap<>();
    for (ScaleBenchStudy.Wanted wanted : ScaleBenchStudy.wanted()) {
      Path table = folder.resolve(wanted.file());
      if (Files.isRegularFile(table)) {
        tables.put(wanted.table(), read(wanted, table));
      }
    }
    if (tables.isEmpty()) {
      throw new InputException(
          data + " holds none of the ScaleBench tables; each is named like moe_train.csv");
    }
    return FindingsOutcome.of(
        ScaleBenchStudy.run(
            tables,
            Fitter.withDefaults()
                .withSeed(common.seed)
                .withThreads(common.threads())
                .withCommand(commandText())),
        output);
  }

  private static Observations read(ScaleBenchStudy.Wanted wanted, Path table) {
    TableReader reader =
        TableReader.of(wanted.variables())
            .withOptional(wanted.optional())
            .withLabels(wanted.labels());
    TableReader mapped = wanted.columns().isEmpty() ? reader : reader.withColumns(wanted.columns());
    return mapped.read(List.of(table.toString())).observations();
  }
}
