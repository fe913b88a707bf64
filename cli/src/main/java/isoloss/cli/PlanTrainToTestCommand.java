package isoloss.cli;

import isoloss.data.InputException;
import isoloss.fit.Findings;
import isoloss.lab.Lab;
import isoloss.plan.traintotest.Budget;
import isoloss.plan.traintotest.Serving;
import isoloss.plan.traintotest.TrainToTestPlan;
import isoloss.sampling.pretraining.JointLaw;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training and repeated sampling under one budget. */
@Command(
    name = "train-to-test",
    description = {
      "How large a model to train, on how many tokens, and how often to sample it, by a fitted",
      "Train-to-Test law: under a budget for each, or one for both."
    },
    footer = {
      "",
      "Example: isoloss fit train-to-test counts.csv --out t2.json",
      "         isoloss plan train-to-test --fit t2.json --flops 1e21 --questions 1e6 \\",
      "           --tokens-per-sample 256"
    })
final class PlanTrainToTestCommand extends IsolossCommand {
  @Option(names = "--fit", paramLabel = "FILE", description = "A saved fit of train-to-test.")
  String fit = "";

  @Option(
      names = "--law",
      paramLabel = "NAME=VALUE,...",
      description =
          "The law in numbers: E,A,alpha,B,beta,G,gamma of approach 1, or theta0 to theta4,"
              + "lossE,lossA,lossAlpha,lossB,lossBeta of approach 2.")
  String law = "";

  @Option(
      names = "--approach",
      paramLabel = "auto|1|2",
      defaultValue = "auto",
      description =
          "Which law of a fit of both; auto is the less surprised by what was held out, or else by"
              + " the fit (default: ${DEFAULT-VALUE}).")
  String approach = "auto";

  @Option(
      names = "--flops",
      paramLabel = "C",
      description = "Training and inference together, FLOP.")
  Optional<Double> flops = Optional.empty();

  @Option(names = "--train-flops", paramLabel = "C", description = "Training alone, FLOP.")
  Optional<Double> trainFlops = Optional.empty();

  @Option(
      names = "--inference-flops",
      paramLabel = "C",
      description = "Inference alone, FLOP: 2 N k questions tokens-per-sample.")
  Optional<Double> inferenceFlops = Optional.empty();

  @Option(
      names = "--questions",
      paramLabel = "n",
      defaultValue = "1",
      description = "Questions that are sampled (default: ${DEFAULT-VALUE}).")
  double questions;

  @Option(
      names = "--tokens-per-sample",
      paramLabel = "TOKENS",
      defaultValue = "1",
      description =
          "Tokens that a sample costs (default: ${DEFAULT-VALUE}; then 2 N k as published).")
  double tokensPerSample;

  @Option(
      names = "--factors",
      paramLabel = "F[,...]",
      split = ",",
      defaultValue = "0.01,0.1,1,10,100",
      description = "The budget times these, for comparison (default: ${DEFAULT-VALUE}).")
  List<Double> factors = new ArrayList<>();

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree(TrainToTestPlan.NAME + ".json");
    if (fit.isEmpty() == law.isEmpty()) {
      throw new UsageException(
          "give either --fit FILE (from fit train-to-test) or --law E=..,A=..,alpha=..,B=..,beta=..,"
              + "G=..,gamma=..");
    }
    Budget budget = budget();
    Serving serving = new Serving(questions, tokensPerSample);
    TrainToTestPlan plan =
        fit.isEmpty()
            ? new TrainToTestPlan(named(), budget, serving, Map.of(), factors)
            : fitted(budget, serving);
    return FindingsOutcome.of(plan.run(common.seed, commandText()), output);
  }

  private Budget budget() {
    if (flops.isPresent() && trainFlops.isEmpty() && inferenceFlops.isEmpty()) {
      return new Budget.Total(flops.get());
    }
    if (flops.isEmpty() && trainFlops.isPresent() && inferenceFlops.isPresent()) {
      return new Budget.Separate(trainFlops.get(), inferenceFlops.get());
    }
    throw new UsageException(
        "give either --flops for both, or --train-flops and --inference-flops");
  }

  private JointLaw named() {
    Map<String, Double> numbers = Assignments.numbers("--law", law);
    List<String> known =
        numbers.containsKey("theta0")
            ? JointLaw.BetaOfLoss.PARAMETERS
            : JointLaw.Additive.PARAMETERS;
    return JointLaw.of(numbers.containsKey("theta0") ? 2 : 1, numbers)
        .filter(found -> numbers.size() == known.size())
        .orElseThrow(() ->
            new UsageException(
                "--law %s: needed are %s and no others".formatted(law, String.join(", ", known))));
  }

  private TrainToTestPlan fitted(Budget budget, Serving serving) {
    Findings findings = Lab.loadFindings(OutputOptions.path(fit));
    if (!findings.name().equals("train-to-test") || !findings.hasTable("domain")) {
      throw new InputException(
          "%s: holds %s, not a fit of train-to-test; make one with isoloss fit train-to-test"
              .formatted(fit, findings.name()));
    }
    int chosen = approach(findings);
    JointLaw joint =
        JointLaw.of(chosen, findings.parameters())
            .orElseThrow(() ->
                new InputException(
                    "%s: has no approach %d as a law of N, D and k; fit it with --option approach=%d"
                            .formatted(fit, chosen, chosen)
                        + " and without loss=column"));
    Findings.Table ranges = findings.table("domain");
    Map<String, TrainToTestPlan.Range> domain = new HashMap<>();
    for (int row = 0; row < ranges.size(); row++) {
      domain.put(
          ranges.texts("input").get(row),
          new TrainToTestPlan.Range(ranges.number(row, "low"), ranges.number(row, "high")));
    }
    return new TrainToTestPlan(joint, budget, serving, domain, factors);
  }

  private int approach(Findings findings) {
    return switch (approach) {
      case "1", "2" -> Integer.parseInt(approach);
      case "auto" -> leastSurprised(findings);
      default ->
          throw new UsageException(
              "--approach " + approach + " does not exist; there are auto, 1 and 2");
    };
  }

  /** By the rows held out, where there are any, among those that give a law of N, D and k. */
  private static int leastSurprised(Findings findings) {
    Findings.Table scores = findings.table("scores");
    List<String> rows = scores.texts("rows");
    String judges = rows.contains("held out") ? "held out" : "fit";
    return IntStream.range(0, scores.size())
        .filter(row -> rows.get(row).equals(judges))
        .boxed()
        .sorted(Comparator.comparingDouble(row -> scores.number(row, "surprise")))
        .map(row -> (int) scores.number(row, "approach"))
        .filter(each -> JointLaw.of(each, findings.parameters()).isPresent())
        .findFirst()
        .orElse(1);
  }
}
