package isoloss.plan;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether parallel streams or a larger model: loss, memory, latency and training of both.
 *
 * @param level of the intervals of the loss
 * @param tokens of training, for the ledger
 * @param targetLoss to be reached; empty for none
 * @param mostStreams that may be needed for it
 * @param runs measured losses with columns N, P and L; empty for none
 */
public record ParallelPlan(
    ParallelScenario scenario,
    ParallelLoss loss,
    double level,
    double tokens,
    OptionalDouble targetLoss,
    double mostStreams,
    Optional<Observations> runs) {

  /** Tokens of every run of Chen et al. (2025). */
  public static final double PUBLISHED_TOKENS = 42e9;

  /** Streams beyond this have not been trained in print. */
  private static final int MOST_PUBLISHED_STREAMS = 8;

  public ParallelPlan {
    if (!(tokens > 0 && Double.isFinite(tokens))) {
      throw new IllegalArgumentException(tokens + " training tokens; expected a positive number");
    }
    if (!(mostStreams >= 1)) {
      throw new IllegalArgumentException(mostStreams + " streams at most; expected at least 1");
    }
  }

  /** The published comparison with these constants. */
  public static ParallelPlan withDefaults(ParallelLoss loss) {
    return new ParallelPlan(
        ParallelScenario.published(),
        loss,
        0.9,
        PUBLISHED_TOKENS,
        OptionalDouble.empty(),
        64,
        Optional.empty());
  }

  public ParallelPlan with(ParallelScenario newScenario) {
    return new ParallelPlan(newScenario, loss, level, tokens, targetLoss, mostStreams, runs);
  }

  public ParallelPlan withRuns(Observations measured) {
    return new ParallelPlan(
        scenario, loss, level, tokens, targetLoss, mostStreams, Optional.of(measured));
  }

  public ParallelPlan withTargetLoss(double target) {
    return new ParallelPlan(
        scenario, loss, level, tokens, OptionalDouble.of(target), mostStreams, runs);
  }

  /** Works the plan out. */
  public Findings findings(long seed, String command) {
    ParallelTables tables = new ParallelTables(scenario, loss, level);
    EqualLoss equalLoss = new EqualLoss(scenario);
    List<EqualLoss.Run> measuredRuns = runs.map(ParallelPlan::measured).orElse(List.of());
    List<EqualLoss.Comparison> measured = equalLoss.measured(measuredRuns);
    List<EqualLoss.Comparison> byLaw = equalLoss.byLaw(loss);
    List<EqualLoss.Comparison> all = new ArrayList<>(measured);
    all.addAll(byLaw);
    Findings findings =
        Findings.plan(
                "parallel",
                loss.law().formula()
                    + "; memory = weights + cache + activations; latency = pass(prompt) + T pass(1)",
                seed,
                command)
            .with(runs.map(Observations::provenance).orElse(Provenance.NONE))
            .withHeadline(headline(byLaw))
            .with(Findings.Fact.of("lossBy", "loss by", "", loss.origin()))
            .with(Findings.Fact.of("device", "device", "", scenario.accelerator().name()));
    for (int p = 0; p < loss.theta().size(); p++) {
      String name = loss.law().parameters().get(p).name();
      findings = findings.with(Findings.Fact.of("law" + name, name, "", loss.theta().get(p)));
    }
    if (!byLaw.isEmpty()) {
      findings = findings.with(slower(byLaw)).with(tables.advantage(all));
      findings = findings.with(tables.training(tokens));
    }
    if (targetLoss.isPresent()) {
      findings = findings.with(reach(targetLoss.getAsDouble()).table());
    }
    findings = findings.with(tables.options());
    if (!all.isEmpty()) {
      findings = findings.with(tables.equalLoss(all));
    }
    return findings.withDiagnostics(diagnostics(equalLoss, measuredRuns, measured));
  }

  private static List<EqualLoss.Run> measured(Observations rows) {
    double[] n = rows.column("N");
    double[] p = rows.column("P");
    double[] loss = rows.column("L");
    List<EqualLoss.Run> runs =
        IntStream.range(0, n.length)
            .mapToObj(row -> new EqualLoss.Run(n[row], p[row], loss[row]))
            .toList();
    long distinct = runs.stream().map(run -> List.of(run.n(), run.p())).distinct().count();
    if (distinct < runs.size()) {
      throw new InputException(
          "--runs: %d rows have only %d pairs of N and P, as where two series are mixed; choose one"
                  .formatted(runs.size(), distinct)
              + " with --where");
    }
    return runs;
  }

  private String headline(List<EqualLoss.Comparison> byLaw) {
    if (byLaw.isEmpty()) {
      return "One stream only: there is nothing to compare.";
    }
    int streams = scenario.streams().getLast();
    int small = scenario.batches().getFirst();
    int large = scenario.batches().getLast();
    String first =
        "At batch %d, %d streams add %s times less memory and %s times less latency than a larger"
                .formatted(
                    small,
                    streams,
                    range(byLaw, streams, small, EqualLoss.Comparison::memoryAdvantage),
                    range(byLaw, streams, small, EqualLoss.Comparison::latencyAdvantage))
            + " model of the same loss";
    if (small == large) {
      return first + ".";
    }
    boolean less =
        byLaw.stream()
            .filter(each -> each.streams() == streams && each.batch() == large)
            .anyMatch(each -> each.memoryAdvantage() < 1 || each.latencyAdvantage() < 1);
    return first
        + "; at batch %d %s and %s times%s."
            .formatted(
                large,
                range(byLaw, streams, large, EqualLoss.Comparison::memoryAdvantage),
                range(byLaw, streams, large, EqualLoss.Comparison::latencyAdvantage),
                less ? " (below 1 they add more)" : "");
  }

  /** Over the sizes, two digits. */
  private static String range(
      List<EqualLoss.Comparison> comparisons,
      int streams,
      int batch,
      ToDoubleFunction<EqualLoss.Comparison> advantage) {
    double[] values =
        comparisons.stream()
            .filter(each -> each.streams() == streams && each.batch() == batch)
            .mapToDouble(advantage)
            .sorted()
            .toArray();
    String low = String.format(Locale.ROOT, "%.2g", values[0]);
    String high = String.format(Locale.ROOT, "%.2g", values[values.length - 1]);
    return low.equals(high) ? low : low + " to " + high;
  }

  private Findings.Fact slower(List<EqualLoss.Comparison> byLaw) {
    int large = scenario.batches().getLast();
    List<EqualLoss.Comparison> there =
        byLaw.stream().filter(each -> each.batch() == large).toList();
    long slower =
        there.stream()
            .filter(each -> each.parallel().latencySeconds() > each.dense().latencySeconds())
            .count();
    return Findings.Fact.of(
        "slowerAtLargestBatch",
        "streams slower than the larger model at batch " + large,
        "of " + there.size() + " cases",
        slower);
  }

  private List<Diagnostic> diagnostics(
      EqualLoss equalLoss, List<EqualLoss.Run> measuredRuns, List<EqualLoss.Comparison> measured) {
    List<Diagnostic> found = new ArrayList<>();
    remark(
        found,
        "one-token-budget",
        Diagnostic.Severity.WARNING,
        "the law has no training tokens: losses are those of the budget behind its constants (42e9"
            + " tokens a run in Chen et al. 2025), and more data may change the trade");
    outsideStreams().ifPresent(found::add);
    outsideSizes().ifPresent(found::add);
    long strangers = equalLoss.strangers(measuredRuns);
    if (strangers > 0) {
      remark(
          found,
          "runs-without-model",
          Diagnostic.Severity.WARNING,
          "%d of %d measured runs have the size of no model of the family and are left out"
              .formatted(strangers, measuredRuns.size()));
    }
    long unknown =
        measured.stream()
            .filter(each -> !each.isKnown() && each.batch() == scenario.batches().getFirst())
            .count();
    if (unknown > 0) {
      remark(
          found,
          "no-equal-loss",
          Diagnostic.Severity.NOTE,
          "%d measured losses lie outside those of the ordinary models, so they have no equal among"
                  .formatted(unknown)
              + " them; the law's comparison extrapolates there");
    }
    targetLoss.ifPresent(target -> unreachable(found, target));
    return found;
  }

  private TargetLoss reach(double target) {
    return new TargetLoss(scenario, loss, target, mostStreams);
  }

  private void unreachable(List<Diagnostic> found, double target) {
    if (!reach(target).isReachable()) {
      remark(
          found,
          "target-unreachable",
          Diagnostic.Severity.ERROR,
          String.format(
              Locale.ROOT,
              "loss %s is not reached at any size with up to %d streams, where the law tends to"
                  + " %.4g; give a higher --target-loss",
              target,
              scenario.streams().getLast(),
              loss.floor(scenario.streams().getLast())));
    }
  }

  private Optional<Diagnostic> outsideStreams() {
    int most = scenario.streams().getLast();
    if (most <= loss.domain().greatestP()) {
      return Optional.empty();
    }
    String untried =
        most > MOST_PUBLISHED_STREAMS
            ? ", and nothing in print has more than " + MOST_PUBLISHED_STREAMS
            : "";
    return Optional.of(
        new Diagnostic.Remark(
            "extrapolates",
            Diagnostic.Severity.WARNING,
            String.format(
                Locale.ROOT,
                "P = %d lies beyond the %.0f streams behind the law%s",
                most,
                loss.domain().greatestP(),
                untried)));
  }

  private Optional<Diagnostic> outsideSizes() {
    double least = scenario.family().models().getFirst().nonEmbeddingParameters();
    double greatest = scenario.family().models().getLast().nonEmbeddingParameters();
    ParallelLoss.Domain domain = loss.domain();
    // Sizes without what the streams add may lie a little below those of the rows.
    if (least >= 0.98 * domain.leastN() && greatest <= domain.greatestN()) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnostic.Remark(
            "extrapolates",
            Diagnostic.Severity.WARNING,
            String.format(
                Locale.ROOT,
                "models from %.3g to %.3g parameters lie outside the %.3g to %.3g behind the law",
                least,
                greatest,
                domain.leastN(),
                domain.greatestN())));
  }

  private static void remark(
      List<Diagnostic> found, String code, Diagnostic.Severity severity, String message) {
    found.add(new Diagnostic.Remark(code, severity, message));
  }
}
