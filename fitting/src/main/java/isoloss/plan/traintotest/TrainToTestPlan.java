package isoloss.plan.traintotest;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import isoloss.sampling.pretraining.JointLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How large a model to train, on how many tokens, and how often to sample it.
 *
 * @param domain low and high end of N, D and k in the fit; empty where the law came without
 * @param factors the budget is varied by these
 */
public record TrainToTestPlan(
    JointLaw law, Budget budget, Serving serving, Map<String, Range> domain, List<Double> factors) {
  /** The name on the command line. */
  public static final String NAME = "train-to-test";

  /** The flat range holds the sizes whose loss is within this part of the least. */
  static final double TOLERANCE = 0.01;

  private static final int CURVE = 80;

  /** From this multiple of the largest fitted k on, a forecast rests on the form of the law. */
  private static final double FAR = 10;

  /** From low to high. */
  public record Range(double low, double high) {
    boolean holds(double value) {
      return value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
    }
  }

  public TrainToTestPlan {
    domain = Map.copyOf(domain);
    factors = List.copyOf(factors);
    for (double factor : factors) {
      if (!(factor > 0)) {
        throw new IllegalArgumentException("a factor of " + factor + " is not positive");
      }
    }
  }

  public Findings run(long seed, String command) {
    Findings plan =
        Findings.plan(
                NAME, "least L(N, D, k) with 6 N D and 2 N k q t in the budget", seed, command)
            .with(Findings.Fact.of("jointLaw", "law", "", law.describe()));
    Optional<BudgetedOptimum> joint = optimum(budget);
    if (joint.isEmpty()) {
      return refused(plan).with(budgets());
    }
    Optional<BudgetedOptimum> single = BudgetedOptimum.atOneSample(law, serving, budget, TOLERANCE);
    Findings out =
        compared(plan, joint.get(), single)
            .with(optima(joint.get(), single))
            .with(budgets())
            .with(curve(joint.get(), single));
    for (Diagnostic diagnostic : cautions(joint.get().best())) {
      out = out.with(diagnostic);
    }
    return out.withHeadline(headline(joint.get()));
  }

  private Optional<BudgetedOptimum> optimum(Budget of) {
    return BudgetedOptimum.of(law, serving, of, TOLERANCE);
  }

  private Findings refused(Findings plan) {
    String why =
        String.format(
            Locale.ROOT,
            "no optimum lies inside N from %.0e to %.0e with at least one sample a question under %s:"
                + " the law sends N to an end of that range; give another budget, fewer questions or"
                + " another law",
            BudgetedOptimum.SMALLEST,
            BudgetedOptimum.LARGEST,
            budget.describe());
    return plan.with(new Diagnostic.Remark("no-interior-optimum", Severity.ERROR, why))
        .withHeadline("No plan: " + why + ".");
  }

  private Findings compared(
      Findings plan, BudgetedOptimum joint, Optional<BudgetedOptimum> single) {
    Findings out =
        plan.with(Findings.Fact.of("N", "parameters", "", joint.best().parameters()))
            .with(Findings.Fact.of("D", "training tokens", "", joint.best().tokens()))
            .with(Findings.Fact.of("k", "samples a question", "", joint.best().samples()))
            .with(Findings.Fact.of("loss", "-ln pass@k", "", joint.best().loss()))
            .with(Findings.Fact.of("passAtK", "pass@k", "", joint.best().passAtK()))
            .with(
                Findings.Fact.of(
                    "flatLow", "least N within 1 % of the loss", "parameters", joint.low()))
            .with(
                Findings.Fact.of(
                    "flatHigh", "largest N within 1 % of the loss", "parameters", joint.high()));
    return single
        .map(one ->
            out.with(
                Findings.Fact.of(
                    "overTraining",
                    "D/N over that of the k = 1 optimum",
                    "",
                    joint.best().tokensPerParameter() / one.best().tokensPerParameter())))
        .orElseGet(() ->
            out.with(
                new Diagnostic.Remark(
                    "no-optimum-at-one-sample",
                    Severity.NOTE,
                    "with one sample a question the law has no optimum inside the range of N, so"
                        + " there is nothing to compare with")));
  }

  /** The joint optimum beside what a planner for one sample would train, then sampled as well. */
  private Findings.Table optima(BudgetedOptimum joint, Optional<BudgetedOptimum> single) {
    Findings.Builder table =
        Findings.Table.builder("optima", "Planned jointly and planned for one sample")
            .column("planned", "planned for")
            .column("N", "N", "parameters")
            .column("D", "D", "tokens")
            .column("tokensPerParameter", "D/N")
            .column("k", "k")
            .column("loss", "-ln pass@k")
            .column("passAtK", "pass@k")
            .column("trainFlops", "training", "FLOP")
            .column("inferenceFlops", "inference", "FLOP");
    addChoice(table, "N, D and k together", joint.best());
    single.ifPresent(one -> {
      addChoice(table, "k = 1", one.best());
      Choice sampled = budget.at(law, serving, one.best().parameters());
      if (sampled.possible()) {
        addChoice(table, "k = 1, then sampled", sampled);
      }
    });
    return table.build();
  }

  private void addChoice(Findings.Builder table, String planned, Choice choice) {
    table.row(
        planned,
        choice.parameters(),
        choice.tokens(),
        choice.tokensPerParameter(),
        choice.samples(),
        choice.loss(),
        choice.passAtK(),
        choice.trainFlops(),
        choice.inferenceFlops(serving));
  }

  private Findings.Table budgets() {
    Findings.Builder table =
        Findings.Table.builder("budgets", "The optimum under smaller and larger budgets")
            .column("factor", "times")
            .column("trainFlops", "training", "FLOP")
            .column("inferenceFlops", "inference", "FLOP")
            .column("N", "N", "parameters")
            .column("flatLow", "from")
            .column("flatHigh", "to")
            .column("D", "D", "tokens")
            .column("tokensPerParameter", "D/N")
            .column("k", "k")
            .column("loss", "-ln pass@k")
            .column("passAtK", "pass@k")
            .column("inside", "inside the fit");
    for (double factor : factors) {
      optimum(budget.times(factor))
          .ifPresent(found -> {
            Choice best = found.best();
            table.row(
                factor,
                best.trainFlops(),
                best.inferenceFlops(serving),
                best.parameters(),
                found.low(),
                found.high(),
                best.tokens(),
                best.tokensPerParameter(),
                best.samples(),
                best.loss(),
                best.passAtK(),
                domain.isEmpty() ? "unknown" : outside(best).isEmpty() ? "yes" : "no");
          });
    }
    return table.build();
  }

  private Findings.Table curve(BudgetedOptimum joint, Optional<BudgetedOptimum> single) {
    Findings.Builder table =
        Findings.Table.builder("lossAgainstN", "The best that each N can do")
            .detail()
            .column("N", "N", "parameters")
            .column("D", "D", "tokens")
            .column("k", "k")
            .column("loss", "-ln pass@k")
            .column("passAtK", "pass@k");
    double at = joint.best().parameters();
    double reach = single.map(one -> 2 * one.best().parameters() / at).orElse(1.0);
    double width = Math.max(10, Math.max(reach, 3 * joint.high() / at));
    for (int i = -CURVE / 2; i <= CURVE / 2; i++) {
      double n = at * Math.pow(width, 2.0 * i / CURVE);
      Choice choice = budget.at(law, serving, n);
      if (choice.possible()) {
        table.row(n, choice.tokens(), choice.samples(), choice.loss(), choice.passAtK());
      }
    }
    return table.build();
  }

  private List<Diagnostic> cautions(Choice best) {
    List<Diagnostic> out = new ArrayList<>();
    if (domain.isEmpty()) {
      out.add(
          new Diagnostic.Remark(
              "domain-unknown",
              Severity.NOTE,
              "the law came as numbers: whether the plan lies inside its data cannot be told"));
    }
    outside(best).forEach(each -> out.add(new Diagnostic.Extrapolates(each)));
    Range ofK = domain.getOrDefault("k", new Range(1, Double.POSITIVE_INFINITY));
    if (best.samples() > FAR * ofK.high()) {
      out.add(
          new Diagnostic.Remark(
              "far-beyond-k",
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "k = %.3g is %.0f times the largest k of the fit: what so many samples give is the"
                      + " law's form and no measurement",
                  best.samples(),
                  best.samples() / ofK.high())));
    }
    if (best.samples() <= 1 + 1e-9) {
      out.add(
          new Diagnostic.Remark(
              "one-sample",
              Severity.WARNING,
              "one sample a question is best under this budget: k lies at its end"));
    }
    return out;
  }

  private List<String> outside(Choice best) {
    Map<String, Double> values =
        Map.of("N", best.parameters(), "D", best.tokens(), "k", best.samples());
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(each -> domain.containsKey(each.getKey()))
        .filter(each -> !domain.getOrDefault(each.getKey(), new Range(0, 0)).holds(each.getValue()))
        .map(each -> {
          Range range = domain.getOrDefault(each.getKey(), new Range(0, 0));
          return String.format(
              Locale.ROOT,
              "%s = %.4g lies outside the fit (%.4g to %.4g)",
              each.getKey(),
              each.getValue(),
              range.low(),
              range.high());
        })
        .toList();
  }

  private String headline(BudgetedOptimum joint) {
    Choice best = joint.best();
    return String.format(
        Locale.ROOT,
        "Under %s: N = %.3g parameters on D = %.3g tokens (D/N = %.3g), sampled k = %.3g times a"
            + " question: pass@k = %.4f; any N from %.3g to %.3g is within 1 %% of that loss.",
        budget.describe(),
        best.parameters(),
        best.tokens(),
        best.tokensPerParameter(),
        best.samples(),
        best.passAtK(),
        joint.low(),
        joint.high());
  }
}
