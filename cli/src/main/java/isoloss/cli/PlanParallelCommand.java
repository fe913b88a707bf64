package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.lab.Lab;
import isoloss.plan.ParallelLoss;
import isoloss.plan.ParallelPlan;
import isoloss.plan.ParallelScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Parallel streams or a larger model. */
@Command(
    name = "parallel",
    description =
        "Weigh parallel streams (ParScale) against a larger model: loss, memory, latency, training.",
    footer = {
      "",
      "Example: isoloss plan parallel --constants stack --streams 1,2,4,8 --batch 1,8 --out plan.json"
    })
final class PlanParallelCommand extends IsolossCommand {
  @Option(
      names = "--fit",
      paramLabel = "FIT.json",
      description = "A saved fit of a law of N and P, for example parscale.")
  String fit = "";

  @Option(
      names = "--constants",
      paramLabel = "stack|pile",
      description = "Published constants of parscale in place of a fit (default: stack).")
  String constants = "";

  @Mixin DecoderOptions models = new DecoderOptions();

  @Option(
      names = "--streams",
      paramLabel = "P,...",
      defaultValue = "1,2,4,8",
      description = "Numbers of parallel streams (default: ${DEFAULT-VALUE}).")
  String streams = "";

  @Option(
      names = "--prefix-tokens",
      paramLabel = "n",
      defaultValue = "48",
      description = "Learned tokens in front of each stream (default: ${DEFAULT-VALUE}).")
  int prefixTokens;

  @Option(
      names = "--batch",
      paramLabel = "n,...",
      defaultValue = "1,2,4,8",
      description = "Sequences generated together (default: ${DEFAULT-VALUE}).")
  String batch = "";

  @Option(
      names = "--input-tokens",
      paramLabel = "n,...",
      defaultValue = "64,128,256,512",
      description = "Prompt lengths (default: ${DEFAULT-VALUE}).")
  String inputTokens = "";

  @Option(
      names = "--output-tokens",
      paramLabel = "n,...",
      description =
          "Generated lengths, one for each prompt length or one for all (default: as the prompts).")
  String outputTokens = "";

  @Mixin AcceleratorOptions device = new AcceleratorOptions();

  @Option(
      names = "--target-loss",
      paramLabel = "LOSS",
      description = "Ask which streams and which sizes reach this loss.")
  double targetLoss = Double.NaN;

  @Option(
      names = "--max-streams",
      paramLabel = "P",
      defaultValue = "64",
      description = "Streams that may be needed for it (default: ${DEFAULT-VALUE}).")
  double mostStreams;

  @Option(
      names = "--tokens",
      paramLabel = "D",
      defaultValue = "42e9",
      description = "Training tokens of the ledger (default: ${DEFAULT-VALUE}, ParScale's runs).")
  double tokens;

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = "Measured losses with columns N, P and L, for the comparison at equal loss.")
  List<String> runs = new ArrayList<>();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--level",
      paramLabel = "p",
      defaultValue = "0.9",
      description = "Level of the intervals of a fit with draws (default: ${DEFAULT-VALUE}).")
  double level;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("parallel.json");
    requireLevel();
    DecoderOptions.Chosen chosen = models.chosen();
    ParallelPlan plan =
        new ParallelPlan(
            new ParallelScenario(
                chosen.family(),
                NumberLists.counts("--streams", streams),
                prefixTokens,
                NumberLists.counts("--batch", batch),
                lengths(),
                device.precision(),
                device.accelerator()),
            loss(),
            level,
            tokens,
            Double.isNaN(targetLoss) ? OptionalDouble.empty() : OptionalDouble.of(targetLoss),
            mostStreams,
            Optional.empty());
    Optional<Imported> measured = measured();
    if (measured.isPresent()) {
      plan = plan.withRuns(measured.get().observations());
    }
    Findings findings = plan.findings(common.seed, commandText());
    for (String remark : chosen.remarks()) {
      findings =
          findings.with(
              new Diagnostic.Remark("model-assumed", Diagnostic.Severity.WARNING, remark));
    }
    Outcome outcome = FindingsOutcome.of(findings, output);
    return measured.map(read -> judged(outcome, read)).orElse(outcome);
  }

  private void requireLevel() {
    if (!(level > 0 && level < 1)) {
      throw new UsageException("--level " + level + " is not between 0 and 1, as in 0.9");
    }
  }

  private Outcome judged(Outcome outcome, Imported read) {
    int rejected = read.rejected().size();
    int rows = read.observations().size();
    return input.exceeded(rejected, rejected + rows)
        ? outcome.butExit(
            ExitCode.INPUT,
            "%d rows of --runs were rejected, more than --max-rejected %s allows (first: %s)"
                .formatted(rejected, input.maxRejected, read.rejected().getFirst()))
        : outcome;
  }

  private ParallelLoss loss() {
    if (!fit.isEmpty() && !constants.isEmpty()) {
      throw new UsageException("--fit and --constants exclude each other; give one of them");
    }
    if (fit.isEmpty()) {
      return ParallelLoss.published(constants.isEmpty() ? "stack" : constants);
    }
    Path saved = OutputOptions.path(fit);
    if (Files.exists(saved) && Lab.holdsFindings(saved)) {
      throw new InputException(
          fit + ": holds an analysis or a plan; give a fit, as fit parscale --out saves it");
    }
    Fit loaded = Lab.loadFit(saved);
    return ParallelLoss.of(loaded);
  }

  private List<ParallelScenario.Lengths> lengths() {
    List<Integer> in = NumberLists.counts("--input-tokens", inputTokens);
    List<Integer> out =
        outputTokens.isEmpty() ? in : NumberLists.counts("--output-tokens", outputTokens);
    if (out.size() != 1 && out.size() != in.size()) {
      throw new UsageException(
          "%d --output-tokens for %d --input-tokens; give one for each or one for all"
              .formatted(out.size(), in.size()));
    }
    List<ParallelScenario.Lengths> lengths = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      lengths.add(new ParallelScenario.Lengths(in.get(i), out.get(out.size() == 1 ? 0 : i)));
    }
    return lengths;
  }

  private Optional<Imported> measured() {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TableRows.requireSome(
            input.reader(List.of(Variable.N, Variable.P, Variable.L), "").read(runs), runs));
  }
}
