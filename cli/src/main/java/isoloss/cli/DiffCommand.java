package isoloss.cli;

import isoloss.data.importer.ImportedPool;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.rank.compare.AllPairs;
import isoloss.rank.compare.PairedComparison;
import isoloss.rank.evidence.ClusterField;
import isoloss.rank.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models on shared samples. */
@Command(
    name = "diff",
    description =
        "Compare two models on the samples that both have: tests, intervals that heed clusters, and"
            + " how many samples a difference takes.",
    customSynopsis = {
      "isoloss diff A B FILE... [options]",
      "       isoloss diff A.csv B.csv [options]",
      "       isoloss diff --all-pairs FILE... [options]"
    },
    footer = {
      "",
      "Example: isoloss diff model-a model-b scores.csv --by passage --detect 0.02",
      "Example: isoloss diff a.csv b.csv --out diff.json"
    })
final class DiffCommand extends IsolossCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "A B FILE",
      description =
          "Two models and the files that hold them; or two files of one model each; or with"
              + " --all-pairs files alone.")
  List<String> words = new ArrayList<>();

  @Mixin PoolOptions pools = new PoolOptions();

  @Option(
      names = "--all-pairs",
      description = "Compare every two models, with p-values adjusted for their number.")
  boolean allPairs;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "Compare scores of this metric, where the files have several.")
  String metric = "";

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      defaultValue = "cluster",
      description =
          "Samples of one FIELD move together: sample, cluster, source, metric, capability or a"
              + " column that describes samples (default: ${DEFAULT-VALUE}).")
  String by = "cluster";

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.95",
      description = "Probability that intervals hold (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "10000",
      description = "Draws of the bootstrap and of signs (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--detect",
      paramLabel = "DELTA",
      description = "Say how many shared samples show this difference.")
  Optional<Double> detect = Optional.empty();

  @Option(
      names = "--power",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "Probability of seeing the difference (default: ${DEFAULT-VALUE}).")
  double power;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree(allPairs ? "all-pairs.json" : "diff.json");
    return FindingsOutcome.of(allPairs ? everyPair() : onePair(), output, pools.input);
  }

  private Findings everyPair() {
    ImportedPool read = pools.reader().read(words);
    Findings found =
        AllPairs.of(evidence(read.pool()), metric, level, common.threads())
            .findings(common.seed, commandText());
    return PoolOptions.accounted(found, read);
  }

  private Findings onePair() {
    if (words.size() == 2 && words.stream().allMatch(DiffCommand::isFile)) {
      TwoFiles files = TwoFiles.read(pools.reader(), words.get(0), words.get(1));
      return compared(files.pool(), files.first(), files.second());
    }
    if (words.size() < 3) {
      throw new UsageException(
          "diff takes two models and the files that hold them: isoloss diff A B FILE..., or two files"
              + " of one model each");
    }
    ImportedPool read = pools.reader().read(words.subList(2, words.size()));
    return compared(read, words.get(0), words.get(1));
  }

  private static boolean isFile(String word) {
    return Files.isRegularFile(OutputOptions.path(word));
  }

  private Findings compared(ImportedPool read, String first, String second) {
    Findings found =
        PairedComparison.withDefaults()
            .withLevel(level)
            .withMetric(metric)
            .withDraws(draws)
            .detecting(detect.map(OptionalDouble::of).orElseGet(OptionalDouble::empty), power)
            .with(common.seed())
            .withThreads(common.threads())
            .of(evidence(read.pool()), first, second, commandText());
    return PoolOptions.accounted(found, read);
  }

  private Evidence evidence(Pool pool) {
    return Evidence.of(pool).clusteredBy(ClusterField.named(by, pool));
  }
}
