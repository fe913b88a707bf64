package isoloss.plan.testtime;

import isoloss.cost.kinetics.Cost;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.plan.testtime.Frontier.Point;
import isoloss.plan.testtime.TestTimePlan.FrontierQuestion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The frontiers of both accounts, where models enter them, and how sure that is. */
final class FrontierTables {
  private static final double[] TARGETS = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99};

  private final FrontierQuestion question;
  private final Measured measured;
  private final List<Candidate> candidates;
  private final List<String> models;
  private final Map<Account, Frontier> frontiers = new EnumMap<>(Account.class);
  private final Map<Account, FrontierBootstrap> bootstraps = new EnumMap<>(Account.class);
  private final String accuracyTitle;

  FrontierTables(FrontierQuestion question, Measured measured, List<Candidate> candidates) {
    this.question = question;
    this.measured = measured;
    this.candidates = candidates;
    this.models = Threshold.bySize(candidates);
    this.accuracyTitle = measured.isCounts() ? "coverage" : "accuracy";
    for (Account account : Account.values()) {
      frontiers.put(account, Frontier.of(account, candidates));
      if (question.draws() > 0 && perProblem()) {
        bootstraps.put(account, bootstrap(account));
      }
    }
  }

  private boolean perProblem() {
    return measured.problems().size() > 1;
  }

  private FrontierBootstrap bootstrap(Account account) {
    return FrontierBootstrap.of(
        account,
        candidates,
        models,
        question.draws(),
        question.seed().child("test-time-frontier"), // the same problems for both accounts
        question.threads());
  }

  Findings addTo(Findings findings) {
    SwitchTables switches =
        new SwitchTables(frontiers, bootstraps, question.level(), accuracyTitle);
    Findings with =
        findings
            .withHeadline(
                new FrontierWords(frontier(Account.EFLOPS), frontier(Account.FLOPS), accuracyTitle)
                    .headline())
            .with(Findings.Fact.of("response", "what is measured", "", accuracyTitle))
            .with(
                Findings.Fact.of(
                    "problems",
                    "problems",
                    "",
                    perProblem() ? measured.problems().size() : Double.NaN))
            .with(Findings.Fact.of("candidates", "configurations", "", candidates.size()));
    for (Account account : Account.values()) {
      with = facts(with, account);
    }
    with =
        with.with(reaching())
            .with(switches.switches())
            .with(frontier("frontier", Account.EFLOPS))
            .with(frontier("flopsFrontier", Account.FLOPS));
    if (!bootstraps.isEmpty()) {
      with = with.with(switches.membership());
    }
    if (perProblem()) {
      with = with.with(oracle());
    }
    with = with.with(candidateTable());
    for (Diagnostic each : caveats()) {
      with = with.with(each);
    }
    return with;
  }

  private Frontier frontier(Account account) {
    Frontier found = frontiers.get(account);
    return found == null ? Frontier.of(account, candidates) : found;
  }

  private Findings facts(Findings findings, Account account) {
    Frontier frontier = frontier(account);
    String prefix = account == Account.EFLOPS ? "" : "flops";
    Findings with =
        findings
            .with(
                fact(
                    prefix,
                    "points",
                    "points of the frontier, ",
                    account,
                    frontier.points().size()))
            .with(fact(prefix, "segments", "runs of one model, ", account, frontier.segments()))
            .with(fact(prefix, "threshold", "threshold size, ", account, threshold(account)));
    Optional<FrontierBootstrap> draws = Optional.ofNullable(bootstraps.get(account));
    return draws.isEmpty()
        ? with
        : with.with(
            fact(
                prefix,
                "thresholdShare",
                "share of resamples with this threshold, ",
                account,
                draws.get().thresholdShare(threshold(account))));
  }

  private static Findings.Fact fact(
      String prefix, String key, String title, Account account, Object value) {
    String full =
        prefix.isEmpty()
            ? key
            : prefix + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    return Findings.Fact.of(full, title + account.title(), "", value);
  }

  private String threshold(Account account) {
    double[] cost = candidates.stream().mapToDouble(each -> account.of(each.cost())).toArray();
    return models.get(
        new Threshold(account, candidates, models)
            .rank(Threshold.meanAccuracies(candidates), Frontier.byCost(cost)));
  }

  private Findings.Table frontier(String key, Account account) {
    Findings.Builder table =
        Findings.Table.builder(
                key,
                "Frontier by %s, one configuration for all problems".formatted(account.title()))
            .detail()
            .column("model", "model")
            .column("outputTokens", "output", "tokens")
            .column("samples", "samples")
            .column("costTera", account.title(), "TFLOP")
            .column("accuracy", accuracyTitle);
    for (Point point : frontier(account).points()) {
      table.row(
          point.model(),
          point.candidate().outputTokens(),
          point.candidate().samples(),
          point.cost() / Cost.TERA,
          point.accuracy());
    }
    return table.build();
  }

  private Findings.Table reaching() {
    Findings.Builder table =
        Findings.Table.builder("reaching", "The cheapest way to each " + accuracyTitle)
            .column("target", accuracyTitle);
    choice(table, "", "eFLOPs");
    choice(table, "flops", "FLOPs");
    table.column("penalty", "eFLOPs of the FLOPs choice over the least");
    for (double target : TARGETS) {
      Optional<Point> best = frontier(Account.EFLOPS).reaching(target);
      Optional<Point> byFlops = frontier(Account.FLOPS).reaching(target);
      if (best.isPresent() && byFlops.isPresent()) {
        List<Object> cells = new ArrayList<>(List.of(target));
        choice(cells, best.get());
        choice(cells, byFlops.get());
        cells.add(Account.EFLOPS.of(byFlops.get().candidate().cost()) / best.get().cost());
        table.row(cells.toArray());
      }
    }
    return table.build();
  }

  private static void choice(Findings.Builder table, String prefix, String account) {
    boolean plain = prefix.isEmpty();
    table
        .column(plain ? "model" : prefix + "Model", "by " + account)
        .column(plain ? "outputTokens" : prefix + "OutputTokens", "output", "tokens")
        .column(plain ? "samples" : prefix + "Samples", "samples")
        .column(plain ? "costTera" : prefix + "CostTera", account, "TFLOP");
  }

  private static void choice(List<Object> cells, Point point) {
    cells.add(point.model());
    cells.add(point.candidate().outputTokens());
    cells.add(point.candidate().samples());
    cells.add(point.cost() / Cost.TERA);
  }

  private Findings.Table oracle() {
    Findings.Builder table =
        Findings.Table.builder(
                "oracle",
                "The published frontier, an oracle for each question (optimistic), beside one"
                    + " configuration for all")
            .detail()
            .column("account", "cost")
            .column("budgetTera", "budget", "TFLOP")
            .column("model", "model of the oracle")
            .column("oracleAccuracy", accuracyTitle + " of the oracle")
            .column("accuracy", accuracyTitle + " of one configuration");
    for (Account account : Account.values()) {
      for (QuestionOracle.Level level : oracle(account)) {
        table.row(
            account.title(),
            level.budget() / Cost.TERA,
            level.model(),
            level.accuracy(),
            frontier(account).within(level.budget()).map(Point::accuracy).orElse(0.0));
      }
    }
    return table.build();
  }

  private List<QuestionOracle.Level> oracle(Account account) {
    double[] given = question.oracleBudgets().toArray();
    double[] costs =
        given.length == 2
            ? given
            : candidates.stream().mapToDouble(each -> account.of(each.cost())).sorted().toArray();
    return QuestionOracle.levels(account, candidates, models, costs[0], costs[costs.length - 1]);
  }

  private Findings.Table candidateTable() {
    Findings.Builder table =
        Findings.Table.builder("configurations", "Every configuration")
            .detail()
            .column("model", "model")
            .column("outputTokens", "output", "tokens")
            .column("samples", "samples")
            .column("eflopsTera", "eFLOPs", "TFLOP")
            .column("flopsTera", "FLOPs", "TFLOP")
            .column("accuracy", accuracyTitle);
    for (Candidate each : candidates) {
      table.row(
          each.model().name(),
          each.outputTokens(),
          each.samples(),
          each.cost().equivalentFlops() / Cost.TERA,
          each.cost().flops() / Cost.TERA,
          each.meanAccuracy());
    }
    return table.build();
  }

  private List<Diagnostic> caveats() {
    return new FrontierWords(frontier(Account.EFLOPS), frontier(Account.FLOPS), accuracyTitle)
        .caveats(measured, question.draws());
  }
}
