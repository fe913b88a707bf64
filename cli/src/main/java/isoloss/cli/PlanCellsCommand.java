package isoloss.cli;

import isoloss.data.importer.ImportedPool;
import isoloss.lab.NextMeasurements;
import isoloss.rank.next.Budget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans measurements of models on samples. */
@Command(
    name = "cells",
    description =
        "Which models to run on which samples next, for the whole order or its top; and few samples"
            + " that stand for all.",
    footer = {"", "Example: isoloss plan cells results.csv --budget 200 --top 10 --anchors 60"})
final class PlanCellsCommand extends IsolossCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "As isoloss rank reads them.")
  List<String> files = new ArrayList<>();

  @Mixin PoolOptions pool = new PoolOptions();

  @Option(
      names = "--budget",
      paramLabel = "n",
      defaultValue = "100",
      description = "Measurements to propose (default: ${DEFAULT-VALUE}).")
  int budget;

  @Option(
      names = "--explore",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of them at random, above 0 (default: ${DEFAULT-VALUE}).")
  double explore;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "What matters is who is among the best K (default: the whole order).")
  Optional<Integer> top = Optional.empty();

  @Option(names = "--anchors", paramLabel = "M", description = "Also M samples that stand for all.")
  Optional<Integer> anchors = Optional.empty();

  @Option(
      names = "--anchors-by",
      paramLabel = "clusters|information",
      defaultValue = "clusters",
      description = "How anchors are chosen (default: ${DEFAULT-VALUE}).")
  String anchorsBy = "clusters";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("cells.json");
    if (!List.of("clusters", "information").contains(anchorsBy)) {
      throw new UsageException(
          "--anchors-by " + anchorsBy + " does not exist; there are clusters and information");
    }
    NextMeasurements plan =
        new NextMeasurements(
            new Budget(budget, explore, common.seed()),
            top.map(OptionalInt::of).orElse(OptionalInt.empty()),
            anchors.map(OptionalInt::of).orElse(OptionalInt.empty()),
            anchorsBy.equals("information"),
            common.threads(),
            commandText());
    ImportedPool read = TableRows.requireMeasurements(pool.reader().read(files), files);
    return FindingsOutcome.of(
        PoolOptions.accounted(plan.of(read.pool()), read), output, pool.input);
  }
}
