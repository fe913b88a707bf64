package isoloss.cli;

import isoloss.fit.Uncertainty;
import isoloss.plan.speculative.MeasuredChains;
import isoloss.plan.speculative.SpeculativePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long to draft, and in which tree. */
@Command(
    name = "speculative",
    description =
        "Plan speculative decoding: draft length, draft tree, head-room of several drafts.",
    footer = {
      "",
      "Example: isoloss plan speculative --acceptance .8 --draft-cost .05",
      "Example: isoloss plan speculative --positions accepted.csv --runs runs.csv"
    })
final class PlanSpeculativeCommand extends IsolossCommand {
  @Option(
      names = "--acceptance",
      paramLabel = "A",
      defaultValue = "NaN",
      description = "Probability that a drafted token is accepted, the same at every position.")
  double acceptance;

  @Option(
      names = "--acceptance-error",
      paramLabel = "SE",
      defaultValue = "0",
      description = "Its standard error, for intervals (default: none).")
  double acceptanceError;

  @Option(
      names = "--positions",
      paramLabel = "FILE",
      description = "Counters by draft position: columns rounds, accepted, position.")
  List<String> positions = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = "Whole runs with plain ones: rounds, accepted, generated, seconds.")
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--acceptance-vector",
      paramLabel = "FILE",
      description = "Acceptance of the children of a node: columns rank, p.")
  List<String> vector = new ArrayList<>();

  @Option(
      names = "--fit",
      paramLabel = "FIT.json",
      description = "What fit speculative found in counters by position.")
  String fit = "";

  @Option(
      names = "--acceptance-model",
      paramLabel = "auto|constant|positional",
      defaultValue = "auto",
      description =
          "Acceptance by position where one for all is rejected (auto), never, or always.")
  MeasuredChains.Model model = MeasuredChains.Model.AUTO;

  @Option(
      names = "--draft-lengths",
      paramLabel = "auto|fixed",
      defaultValue = "auto",
      description = "auto leaves out runs whose drafts seem to differ in length; fixed does not.")
  String draftLengths = "auto";

  @Mixin SpeculativeCosts costs = new SpeculativeCosts();

  @Option(
      names = "--max-draft",
      paramLabel = "n",
      defaultValue = "0",
      description =
          "Longest draft to consider (default: " + SpeculativePlan.USUAL_LONGEST_DRAFT + ").")
  int maxDraft;

  @Option(
      names = "--tree-nodes",
      paramLabel = "n",
      defaultValue = "0",
      description = "Plan a tree of up to n nodes, the root counted (default: 64 with a vector).")
  int treeNodes;

  @Option(
      names = "--tree-depth",
      paramLabel = "d",
      defaultValue = "10",
      description = "Most levels of a tree, the root's counted (default: ${DEFAULT-VALUE}).")
  int treeDepth;

  @Option(
      names = "--drafts",
      paramLabel = "k",
      defaultValue = "4",
      description =
          "Most drafts for one position, with both probabilities (default:" + " ${DEFAULT-VALUE}).")
  int drafts;

  @Option(
      names = "--target-probabilities",
      split = ",",
      paramLabel = "P",
      description = "Of the next token by the target model, for example .6,.3,.1.")
  List<Double> target = new ArrayList<>();

  @Option(
      names = "--draft-probabilities",
      split = ",",
      paramLabel = "P",
      description = "Of the same tokens by the draft model.")
  List<Double> draft = new ArrayList<>();

  @Option(
      names = "--answer-tokens",
      paramLabel = "n",
      defaultValue = "0",
      description = "Also the time of an answer of n tokens, in turns and distributed.")
  int answerTokens;

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "400",
      description = "Draws for intervals (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.9",
      description = "Probability that intervals are meant to hold (default: ${DEFAULT-VALUE}).")
  double level;

  @Mixin InputOptions input = new InputOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws Exception {
    new Uncertainty.Bootstrap("", draws, level);
    requireOneSource();
    SpeculativeSources sources = new SpeculativeSources(this);
    SpeculativePlan plan = SpeculativePlan.withDefaults().withLevel(level);
    plan = maxDraft == 0 ? plan : plan.withLongestDraft(maxDraft);
    plan = answerTokens == 0 ? plan : plan.withAnswer(positive("--answer-tokens", answerTokens));
    if (costs.operationsRatio().isPresent()) {
      plan = plan.withOperationsRatio(costs.operationsRatio().getAsDouble());
    }
    plan = sources.addTo(plan);
    return FindingsOutcome.of(
        sources.account().addTo(plan.findings(common.seed, commandText())), output, input);
  }

  static int positive(String option, int value) {
    if (value < 1) {
      throw new UsageException(option + " " + value + " is below 1");
    }
    return value;
  }

  private void requireOneSource() {
    long given =
        Stream.of(!Double.isNaN(acceptance), !positions.isEmpty(), !fit.isEmpty())
            .filter(each -> each)
            .count();
    if (given > 1) {
      throw new UsageException(
          "--acceptance, --positions and --fit say the same thing; give one of them");
    }
    if (given == 0 && runs.isEmpty() && vector.isEmpty() && target.isEmpty()) {
      throw new UsageException(
          "nothing to plan from; give --acceptance, --positions, --fit, --acceptance-vector, or"
              + " --target-probabilities with --draft-probabilities");
    }
    if (target.isEmpty() != draft.isEmpty()) {
      throw new UsageException(
          "--target-probabilities and --draft-probabilities belong together; give both");
    }
  }
}
