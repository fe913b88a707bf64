package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.importer.TableReader;
import isoloss.fit.Findings;
import isoloss.lab.Lab;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.law.hyper.HyperparameterLaw.ReferenceRun;
import isoloss.plan.HyperparameterPlan;
import isoloss.plan.OwnStepLaw;
import isoloss.plan.StepLawCoefficients;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learning rate and batch of a run that is still to be made. */
@Command(
    name = "hyperparameters",
    description = "Learning rate and batch of a run by Step law, beside the other laws.",
    footer = {"", "Example: isoloss plan hyperparameters --params 7e9 --tokens 1.4e12"})
final class PlanHyperparametersCommand extends IsolossCommand {
  @Option(
      names = "--params",
      required = true,
      paramLabel = "N",
      description = "Non-embedding parameters, all experts counted.")
  double params;

  @Option(names = "--tokens", required = true, paramLabel = "D", description = "Training tokens.")
  double tokens;

  @Option(
      names = "--active-params",
      paramLabel = "N",
      description = "Parameters that a token passes through, for a mixture of experts.")
  Optional<Double> activeParams = Optional.empty();

  @Option(
      names = "--experts",
      paramLabel = "E",
      description = "Experts per layer, for the laws that ask for them.")
  Optional<Double> experts = Optional.empty();

  @Option(
      names = "--seq-len",
      paramLabel = "TOKENS",
      defaultValue = "2048",
      description = "Tokens in a sequence (default: ${DEFAULT-VALUE}).")
  double sequenceLength;

  @Option(
      names = "--batch-tokens",
      paramLabel = "TOKENS",
      description = "A batch that is given: its learning rate and its cost.")
  Optional<Double> batchTokens = Optional.empty();

  @Option(
      names = "--batch-multiple",
      paramLabel = "SEQUENCES",
      description = "Round the batch to a multiple of so many sequences.")
  Optional<Double> batchMultiple = Optional.empty();

  @Option(
      names = "--loss",
      paramLabel = "NATS",
      description = "Loss that the run will reach, in nats per token, for the laws that need it.")
  Optional<Double> loss = Optional.empty();

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "0.25",
      description =
          "Rise of the loss within which settings count as equal, in percent"
              + " (default: ${DEFAULT-VALUE}).")
  double tolerancePercent;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.95",
      description =
          "Level of the intervals (default: ${DEFAULT-VALUE}, that of the published ones).")
  double level;

  @Option(
      names = "--sets",
      paramLabel = "FILE",
      description =
          "Coefficient sets of Step law, as its authors publish them: lr_intercept, lr_coefN,"
              + " lr_coefD, bs_intercept, bs_coefD. Intervals are then their percentiles.")
  String sets = "";

  @Option(
      names = "--fit",
      paramLabel = "FIT.json",
      description = "Go by your own step-law analysis, saved with fit step-law --out.")
  String fit = "";

  @Option(
      names = "--from-lr",
      paramLabel = "LR",
      description = "Learning rate of a tuned run to transfer from; with the next two.")
  Optional<Double> fromLearningRate = Optional.empty();

  @Option(names = "--from-params", paramLabel = "N", description = "Its parameters.")
  Optional<Double> fromParams = Optional.empty();

  @Option(names = "--from-tokens", paramLabel = "D", description = "Its training tokens.")
  Optional<Double> fromTokens = Optional.empty();

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree(HyperparameterPlan.NAME + ".json");
    HyperparameterPlan plan =
        HyperparameterPlan.of(run())
            .withLevel(level)
            .withTolerancePercent(tolerancePercent)
            .withManifest(common.seed, commandText());
    if (batchTokens.isPresent()) {
      plan = plan.withForcedBatchTokens(batchTokens.get());
    }
    if (batchMultiple.isPresent()) {
      plan = plan.withBatchMultiple(batchMultiple.get());
    }
    if (!fit.isEmpty()) {
      plan = plan.withOwn(OwnStepLaw.from(Lab.loadFindings(OutputOptions.path(fit))));
    }
    if (sets.isEmpty()) {
      return FindingsOutcome.of(plan.findings(), output);
    }
    Imported read = readSets();
    Findings findings =
        plan.withCoefficients(
                StepLawCoefficients.Sets.of(
                    read.observations(),
                    "percentiles of the %,d coefficient sets of %s"
                        .formatted(read.observations().size(), sets)))
            .findings()
            .with(read.observations().provenance());
    return FindingsOutcome.of(findings, output);
  }

  private Imported readSets() {
    Imported read =
        TableReader.of(StepLawCoefficients.COLUMNS)
            .withDuplicates(TableReader.Duplicates.KEEP)
            .read(List.of(sets));
    if (!read.rejected().isEmpty()) {
      throw new InputException(
          "--sets %s: %d rows are no coefficient sets (first: %s); leave them out of the file"
              .formatted(sets, read.rejected().size(), read.rejected().getFirst()));
    }
    if (read.observations().size() < 2) {
      throw new InputException(
          "--sets %s: %d coefficient sets; an interval needs at least 2"
              .formatted(sets, read.observations().size()));
    }
    return read;
  }

  private PlannedRun run() {
    PlannedRun run =
        new PlannedRun(
            params,
            activeParams.orElse(params),
            tokens,
            sequenceLength,
            loss.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    if (experts.isPresent()) {
      run = run.withExperts(experts.get());
    }
    long given =
        Stream.of(fromLearningRate, fromParams, fromTokens).filter(Optional::isPresent).count();
    if (given == 0) {
      return run;
    }
    if (given < 3) {
      throw new UsageException(
          "a run to transfer from needs all of --from-lr, --from-params and --from-tokens");
    }
    return run.withReference(
        new ReferenceRun(
            fromLearningRate.orElseThrow(), fromParams.orElseThrow(), fromTokens.orElseThrow()));
  }
}
