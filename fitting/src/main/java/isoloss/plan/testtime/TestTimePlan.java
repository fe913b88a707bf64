package isoloss.plan.testtime;

import isoloss.cost.kinetics.Cost;
import isoloss.cost.kinetics.CostModel;
import isoloss.cost.kinetics.DecoderShape;
import isoloss.cost.kinetics.Price;
import isoloss.cost.kinetics.ServedModel;
import isoloss.cost.kinetics.Workload;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What generation costs for each model, and with measured accuracies the frontier.
 *
 * @param models to compare
 * @param promptTokens L_in
 * @param samples N, for the table of costs
 * @param shapes dimensions of the models, where they are known
 * @param remarks what had to be assumed of the models
 * @param frontier absent without measured accuracies
 */
public record TestTimePlan(
    List<ServedModel> models,
    CostModel cost,
    double promptTokens,
    OutputLengths lengths,
    List<Double> samples,
    Optional<Price> price,
    List<DecoderShape> shapes,
    List<Diagnostic> remarks,
    Optional<FrontierQuestion> frontier) {

  /** The name of the plan. */
  public static final String NAME = "test-time";

  /**
   * What is asked of measured accuracies.
   *
   * @param accuracies as they were read
   * @param samples N to consider; empty for 20 a decade, 1 to what every problem was sampled
   * @param draws of the bootstrap over problems; 0 for none
   * @param level of its intervals
   * @param oracleBudgets first and last in FLOP; empty for the span of the candidates
   */
  public record FrontierQuestion(
      Imported accuracies,
      List<Double> samples,
      int draws,
      double level,
      Values oracleBudgets,
      Seed seed,
      int threads) {
    public FrontierQuestion {
      if (draws < 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%d draws; give 0 or more", draws));
      }
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
      }
    }
  }

  public TestTimePlan {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("no model to plan for");
    }
    models = List.copyOf(models);
    samples = List.copyOf(samples);
    shapes = List.copyOf(shapes);
    remarks = List.copyOf(remarks);
  }

  /**
   * The tables of costs, and of the frontier where accuracies were given.
   *
   * @throws InputException if accuracies name a model that is not among the models
   */
  public Findings findings(long seed, String command) {
    lengths.named().forEach(name -> named(name, "lengths"));
    Findings findings = Findings.plan(NAME, formula(), seed, command);
    CostTables costs = CostTables.of(this);
    findings = costs.addTo(findings);
    for (Diagnostic remark : remarks) {
      findings = findings.with(remark);
    }
    if (frontier.isEmpty()) {
      return findings.withHeadline(costs.headline());
    }
    FrontierQuestion question = frontier.get();
    Measured measured = Measured.of(question.accuracies().observations());
    return new FrontierTables(question, measured, candidates(measured, question))
        .addTo(findings.with(question.accuracies()));
  }

  static Diagnostic remark(String code, Diagnostic.Severity severity, String message) {
    return new Diagnostic.Remark(code, severity, message);
  }

  private String formula() {
    String join =
        cost.combination() == CostModel.Combination.SUM
            ? "C_comp + I C_mem"
            : "max(C_comp, I C_mem)";
    return "eFLOPs = %s, attention %s".formatted(join, cost.attention().text());
  }

  /** The models whose output length is known. */
  List<ServedModel> chargedModels() {
    return models.stream().filter(model -> lengths.knows(model.name())).toList();
  }

  /** The mean cost over the lengths. */
  Cost cost(ServedModel model, Values outputTokens, double trials) {
    return cost.meanCost(model, promptTokens, outputTokens, trials);
  }

  /** The mean price over the lengths, dollars; NaN without prices. */
  double price(Values outputTokens, double trials) {
    return price
        .map(each -> each.of(new Workload(promptTokens, OutputLengths.mean(outputTokens), trials)))
        .orElse(Double.NaN);
  }

  private List<Candidate> candidates(Measured measured, FrontierQuestion question) {
    List<Candidate> out = new ArrayList<>();
    for (Measured.Run run : measured.runs()) {
      ServedModel model = named(run.model(), "accuracies");
      Values tokens = outputTokens(run);
      for (double trials : samples(run, question)) {
        out.add(
            new Candidate(
                model,
                OutputLengths.mean(tokens),
                trials,
                cost(model, tokens, trials),
                run.outcomes().accuracy((long) trials)));
      }
    }
    return out;
  }

  private ServedModel named(String name, String what) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "%s of %s, which is not among the models%s (a mapping model=EXPRESSION renames)"
                    .formatted(
                        what,
                        name,
                        Names.suggestion(name, models.stream().map(ServedModel::name).toList()))));
  }

  private Values outputTokens(Measured.Run run) {
    if (run.outputTokens().isPresent()) {
      return Values.of(run.outputTokens().getAsDouble());
    }
    List<Values> given = lengths.of(run.model());
    if (given.size() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the accuracies have no column length, so they hold for one output length, not %d",
              given.size()));
    }
    return given.getFirst();
  }

  private static List<Double> samples(Measured.Run run, FrontierQuestion question) {
    long most = run.outcomes().mostSamples();
    if (question.samples().isEmpty()) {
      return SampleGrid.upTo(most);
    }
    double largest =
        question.samples().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    if (largest > most) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%.0f samples: %s was sampled %d times on some problem, and no more can be estimated",
              largest,
              run.model(),
              most));
    }
    return question.samples();
  }
}
