package isoloss.cli;

import isoloss.cost.speculative.AcceptanceProfile;
import isoloss.cost.speculative.AcceptanceVector;
import isoloss.cost.speculative.MultiDraft;
import isoloss.cost.speculative.RoundCost;
import isoloss.cost.speculative.RoundTime;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Variable;
import isoloss.data.importer.TableReader;
import isoloss.lab.Lab;
import isoloss.law.speculative.AcceptanceTables;
import isoloss.law.speculative.CounterTable;
import isoloss.law.speculative.RoundCostTables;
import isoloss.plan.speculative.ChainQuestion;
import isoloss.plan.speculative.MeasuredChains;
import isoloss.plan.speculative.SavedAcceptance;
import isoloss.plan.speculative.SpeculativePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Reads what {@code plan speculative} plans from. */
final class SpeculativeSources {
  private static final int USUAL_TREE = 64;
  private static final List<Variable> RANKS =
      List.of(
          new Variable("rank", "child, in the order of drafting", "1", Variable.Sign.NON_NEGATIVE),
          new Variable("p", "probability that it is accepted", "1", Variable.Sign.NON_NEGATIVE));

  private final PlanSpeculativeCommand asked;
  private final SpeculativeAccount account = new SpeculativeAccount();
  private Optional<AcceptanceVector> vector = Optional.empty();

  SpeculativeSources(PlanSpeculativeCommand asked) {
    this.asked = asked;
  }

  SpeculativePlan addTo(SpeculativePlan plan) {
    SpeculativePlan out = withChains(plan);
    if (!asked.vector.isEmpty() || asked.treeNodes != 0) {
      out = out.with(tree(out));
    }
    if (!asked.target.isEmpty()) {
      out =
          out.with(
              new SpeculativePlan.DraftsQuestion(
                  multiDraft(), PlanSpeculativeCommand.positive("--drafts", asked.drafts)));
    }
    return out;
  }

  private SpeculativePlan withChains(SpeculativePlan plan) {
    if (!asked.positions.isEmpty() || !asked.fit.isEmpty()) {
      CounterTable counters =
          asked.fit.isEmpty()
              ? counters(asked.positions)
              : SavedAcceptance.read(Lab.loadFindings(OutputOptions.path(asked.fit)));
      return measured(plan, counters);
    }
    if (!Double.isNaN(asked.acceptance)) {
      return plan.with(ChainQuestion.assumed(asked.acceptance, assumedDraws(), time()));
    }
    if (!asked.runs.isEmpty()) {
      return byTokens(plan);
    }
    if (!asked.vector.isEmpty()) {
      return plan.with(ChainQuestion.assumed(vector().of(1), List.of(), time()));
    }
    return asked.costs.draftStep().isPresent()
        ? plan.with(ChainQuestion.assumed(multiDraft().singleDraft(), List.of(), time()))
        : plan;
  }

  private SpeculativePlan measured(SpeculativePlan plan, CounterTable counters) {
    if (counters.positions().isEmpty()) {
      throw new InputException(
          "%s: no column for position; give counters by position here and whole runs to --runs"
              .formatted(String.join(", ", asked.positions)));
    }
    AcceptanceTables acceptance =
        AcceptanceTables.of(
            counters,
            isFixed(),
            new AcceptanceTables.Interval(asked.level, asked.draws, asked.common.seed()));
    account.add(acceptance.acceptance());
    account.add(acceptance.positions());
    account.add(acceptance.diagnostics());
    MeasuredChains chains =
        MeasuredChains.of(
            acceptance.rows(),
            asked.runs.isEmpty() ? List.of() : costs(counters(asked.runs)),
            new MeasuredChains.Options(
                asked.model,
                draftStepOrMeasured(),
                asked.costs.verification(),
                asked.draws,
                asked.common.seed()));
    account.add(chains.diagnostics());
    if (chains.questions().isEmpty()) {
      throw new InputException(
          "no run to plan for: " + account.firstWarning().orElse("there are no counters"));
    }
    return plan.withChains(chains.questions(), counters.labels());
  }

  private boolean isFixed() {
    return switch (asked.draftLengths) {
      case "auto" -> false;
      case "fixed" -> true;
      default ->
          throw new UsageException(
              "--draft-lengths "
                  + asked.draftLengths
                  + " does not exist; there are auto and fixed");
    };
  }

  private OptionalDouble draftStepOrMeasured() {
    return asked.runs.isEmpty() ? OptionalDouble.of(time().draftStep()) : asked.costs.draftStep();
  }

  private List<RoundCost> costs(CounterTable runs) {
    RoundCostTables costs = new RoundCostTables(runs);
    account.add(costs.roundCost());
    account.add(costs.diagnostics());
    return costs.costs();
  }

  /** Runs of known draft length: their tokens a round give the acceptance. */
  private SpeculativePlan byTokens(SpeculativePlan plan) {
    CounterTable runs = counters(asked.runs);
    List<ChainQuestion> questions = new ArrayList<>();
    for (RoundCost cost : costs(runs)) {
      OptionalDouble alpha = cost.run().acceptance();
      double c = asked.costs.draftStep().orElseGet(() -> draftStep(cost));
      if (alpha.isPresent() && c >= 0) {
        questions.add(
            new ChainQuestion(
                cost.run().setting(),
                alpha.getAsDouble(),
                AcceptanceProfile.constant(alpha.getAsDouble()),
                List.of(),
                new RoundTime(c, asked.costs.verification()),
                0));
      }
    }
    if (questions.isEmpty()) {
      throw new InputException(
          "%s: no run of known draft length and speed; give --positions too, or columns length,"
                  .formatted(String.join(", ", asked.runs))
              + " generated and seconds");
    }
    return plan.withChains(questions, runs.labels());
  }

  private double draftStep(RoundCost cost) {
    double gamma = cost.run().draftLength().orElse(0);
    return gamma < 1 ? -1 : cost.draftStep((int) gamma, asked.costs.verification());
  }

  private CounterTable counters(List<String> files) {
    Imported data =
        TableRows.requireSome(
            asked.input.byRules(Lab.reader(Lab.analysis("speculative"))).read(files), files);
    account.add(data);
    return CounterTable.of(data.observations(), "");
  }

  private AcceptanceVector vector() {
    if (vector.isEmpty()) {
      vector = Optional.of(readVector());
    }
    return vector.get();
  }

  private AcceptanceVector readVector() {
    Imported data = TableReader.of(RANKS).read(asked.vector);
    account.add(data);
    try {
      return AcceptanceVector.fromRanks(
          data.observations().column("rank"), data.observations().column("p"));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s: %s; one row per child from rank 1 is needed"
              .formatted(String.join(", ", asked.vector), e.getMessage()),
          e);
    }
  }

  private SpeculativePlan.TreeQuestion tree(SpeculativePlan plan) {
    int nodes =
        asked.treeNodes == 0
            ? USUAL_TREE
            : PlanSpeculativeCommand.positive("--tree-nodes", asked.treeNodes);
    PlanSpeculativeCommand.positive("--tree-depth", asked.treeDepth);
    if (!asked.vector.isEmpty()) {
      return new SpeculativePlan.TreeQuestion(
          vector(), true, nodes, asked.treeDepth, plan.chains().getFirst().time());
    }
    if (plan.chains().size() != 1) {
      throw new UsageException(
          "--tree-nodes: a tree is planned for one setting, here are %d; choose one by --where"
              .formatted(plan.chains().size()));
    }
    ChainQuestion only = plan.chains().getFirst();
    return new SpeculativePlan.TreeQuestion(
        AcceptanceVector.independent(only.alpha(), Math.max(1, nodes - 1)),
        false,
        nodes,
        asked.treeDepth,
        only.time());
  }

  private MultiDraft multiDraft() {
    return new MultiDraft(numbers(asked.target), numbers(asked.draft));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private RoundTime time() {
    return new RoundTime(
        asked
            .costs
            .draftStep()
            .orElseThrow(() ->
                new UsageException(
                    "--draft-cost is missing: the time of a draft step over that of a target step,"
                        + " 0 where a look-up drafts; or give measured --runs")),
        asked.costs.verification());
  }

  private List<AcceptanceProfile> assumedDraws() {
    double error = asked.acceptanceError;
    if (!(error >= 0 && error < 1)) {
      throw new UsageException("--acceptance-error " + error + " is not in [0, 1)");
    }
    Seed seed = asked.common.seed().child("acceptance");
    return IntStream.range(0, error > 0 ? asked.draws : 0)
        .mapToObj(draw -> {
          RandomGenerator random = seed.child(draw).generator();
          double alpha = asked.acceptance + error * random.nextGaussian();
          return AcceptanceProfile.constant(Math.clamp(alpha, 0, 1));
        })
        .toList();
  }

  /** What was read and found on the way. */
  SpeculativeAccount account() {
    return account;
  }
}
