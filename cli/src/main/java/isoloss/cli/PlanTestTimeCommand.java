package isoloss.cli;

import isoloss.cost.kinetics.CostModel;
import isoloss.cost.kinetics.Price;
import isoloss.data.Imported;
import isoloss.data.Values;
import isoloss.data.importer.TableReader;
import isoloss.fit.Findings;
import isoloss.plan.testtime.Measured;
import isoloss.plan.testtime.OutputLengths;
import isoloss.plan.testtime.TestTimePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What generation costs, and which model, length and number of samples a budget is best spent on.
 */
@Command(
    name = "test-time",
    description = {
      "Cost of generating with each model of a family (Kinetics), memory charged beside compute;",
      "with measured accuracies the frontier, and where larger models take over."
    },
    footer = {
      "",
      "Example: isoloss plan test-time --family qwen3 --prompt-tokens 256 --output-tokens 2048,32768",
      "         isoloss plan test-time --family pythia --prompt-tokens 800 --output-tokens 256 \\",
      "           --accuracy counts.csv --out plan.json"
    })
final class PlanTestTimeCommand extends IsolossCommand {
  private static final List<String> OF_ACCURACY =
      List.of("--draws", "--level", "--oracle-budgets", "--columns", "--where");

  @Mixin ServedModelOptions served = new ServedModelOptions();

  @Option(
      names = "--prompt-tokens",
      paramLabel = "TOKENS",
      defaultValue = "256",
      description = "Tokens of the prompt (default: ${DEFAULT-VALUE}).")
  double promptTokens;

  @Option(
      names = "--output-tokens",
      paramLabel = "TOKENS[,...]",
      split = ",",
      description = "Tokens that each sample generates (default: 32768).")
  List<Double> outputTokens = new ArrayList<>();

  @Option(
      names = "--lengths",
      paramLabel = "FILE",
      description = "Lengths of measured responses (length, and model): costs are their mean.")
  String lengths = "";

  @Option(
      names = "--length-columns",
      paramLabel = "ROLE=EXPR[,...]",
      description = "Map the columns of --lengths.")
  List<String> lengthColumns = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "N[,...]",
      split = ",",
      description =
          "Samples of each question (default: 1; with counts, 20 a decade up to what was drawn).")
  List<Double> samples = new ArrayList<>();

  @Mixin CostModelOptions costs = new CostModelOptions();

  @Option(
      names = "--price-prompt",
      paramLabel = "DOLLARS",
      description = "Price of a prompt token, paid once, for example 2e-6.")
  double promptPrice = Double.NaN;

  @Option(
      names = "--price-token",
      paramLabel = "DOLLARS",
      description = "Price of a generated token, for example 8e-6.")
  double tokenPrice = Double.NaN;

  @Option(
      names = "--accuracy",
      paramLabel = "FILE",
      description =
          "Counts (model, problem, n, c; length) or accuracies (model, length, accuracy; problem).")
  String accuracy = "";

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "1000",
      description = "Resamples of the problems (default: ${DEFAULT-VALUE}; 0 for none).")
  int draws;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.9",
      description = "Probability that intervals are meant to hold (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--oracle-budgets",
      paramLabel = "LOW,HIGH",
      split = ",",
      arity = "1",
      description =
          "First and last budget of the published oracle, FLOP (default: the span of the"
              + " configurations; published 45e12,4e16 for samples and 45e12,1e17 for lengths).")
  List<Double> oracleBudgets = new ArrayList<>();

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree(TestTimePlan.NAME + ".json");
    requireUse();
    CostModel cost = costs.costModel();
    ServedModelOptions.Chosen models = served.chosen();
    Optional<Imported> responses = lengths.isEmpty() ? Optional.empty() : Optional.of(responses());
    TestTimePlan plan =
        new TestTimePlan(
            models.models(),
            cost,
            promptTokens,
            responses
                .map(rows -> OutputLengths.measured(rows.observations()))
                .orElseGet(() ->
                    OutputLengths.fixed(outputTokens.isEmpty() ? List.of(32768.0) : outputTokens)),
            samples.isEmpty() ? List.of(1.0) : samples,
            price(),
            models.shapes(),
            models.remarks(),
            question());
    Findings findings = plan.findings(common.seed, commandText());
    findings = findings.with(findings.provenance().and(models.provenance()));
    if (responses.isPresent()) {
      findings =
          findings.with(findings.provenance().and(responses.get().observations().provenance()));
    }
    return FindingsOutcome.of(findings, output, input);
  }

  private void requireUse() {
    if (accuracy.isEmpty()) {
      for (String option : OF_ACCURACY) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
          throw new UsageException(option + " needs --accuracy FILE");
        }
      }
    }
    if (!lengths.isEmpty() && !outputTokens.isEmpty()) {
      throw new UsageException("--lengths and --output-tokens both say how long answers are");
    }
    if (lengths.isEmpty() && !lengthColumns.isEmpty()) {
      throw new UsageException("--length-columns needs --lengths FILE");
    }
    if (samples.stream().anyMatch(each -> !(each >= 1 && each == Math.rint(each)))) {
      throw new UsageException("--samples are whole numbers from 1 on, for example 1,8,32");
    }
  }

  private Optional<Price> price() {
    if (Double.isNaN(promptPrice) && Double.isNaN(tokenPrice)) {
      return Optional.empty();
    }
    return Optional.of(
        new Price(
            Double.isNaN(promptPrice) ? 0 : promptPrice,
            Double.isNaN(tokenPrice) ? 0 : tokenPrice));
  }

  private Imported responses() {
    TableReader reader =
        TableReader.of(List.of(Measured.LENGTH))
            .withOptional(List.of())
            .withLabels(List.of("model"))
            .withDuplicates(TableReader.Duplicates.KEEP);
    for (String mapping : lengthColumns) {
      reader = reader.withColumns(mapping);
    }
    Imported rows = reader.read(List.of(lengths));
    TableRows.requireAllUsable(rows);
    return rows;
  }

  private Optional<TestTimePlan.FrontierQuestion> question() {
    if (accuracy.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TestTimePlan.FrontierQuestion(
            accuracies(), samples, draws, level, budgets(), common.seed(), common.threads()));
  }

  private Imported accuracies() {
    return TableRows.requireSome(
        input
            .byRules(
                TableReader.of(List.of())
                    .withOptional(
                        List.of(
                            Measured.DRAWN, Measured.CORRECT, Measured.ACCURACY, Measured.LENGTH))
                    .withLabels(List.of("model", "problem"))
                    .withAliases(Map.of("length", List.of("output_tokens", "max_tokens"))))
            .read(List.of(accuracy)),
        List.of(accuracy));
  }

  private Values budgets() {
    if (oracleBudgets.isEmpty()) {
      return Values.of();
    }
    if (oracleBudgets.size() != 2
        || !(0 < oracleBudgets.get(0))
        || !(oracleBudgets.get(0) < oracleBudgets.get(1))) {
      throw new UsageException(
          "--oracle-budgets are two budgets in FLOP, the lower first: 45e12,4e16");
    }
    return Values.of(oracleBudgets.get(0), oracleBudgets.get(1));
  }
}
