package isoloss.rank.compare;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.sampling.resample.Clusters;
import isoloss.stat.ChiSquared;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import isoloss.stat.SignTest;
import isoloss.stat.WilcoxonSignedRank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a paired comparison found, in words, facts and tables. */
final class PairedFindings {
  private static final String NAME = "diff";
  private static final int FEW_CLUSTERS = 30;
  private static final String FORMULA =
      "d = mean of (first - second), SE^2 = G/(G-1) sum_g (sum_{i in g} (d_i - d))^2 / n^2";

  private final PairedComparison asked;
  private final String first;
  private final String second;

  PairedFindings(PairedComparison asked, String first, String second) {
    this.asked = asked;
    this.first = first;
    this.second = second;
  }

  /** Of scores, and of battles where the two fought any. */
  Findings of(SharedScores shared, Optional<HeadToHead> battles, String command) {
    PairedDifference difference = PairedDifference.of(shared);
    DecidingTest test = DecidingTest.of(shared, difference);
    Findings found =
        empty(FORMULA, command)
            .withHeadline(verdict(difference, test))
            .withFacts(facts(shared, difference, test))
            .withFacts(powerFacts(difference))
            .with(intervals(shared, difference))
            .with(tests(shared, difference))
            .withDiagnostics(diagnostics(shared, difference));
    List<SourceDifference> sources = SourceDifference.in(shared);
    if (sources.size() > 1) {
      found = found.with(sources(sources)).withDiagnostics(disagreement(sources));
    }
    return battles.map(this::battleFacts).map(found::withFacts).orElse(found);
  }

  /** Of battles alone. */
  Findings ofBattles(HeadToHead met, String command) {
    return empty("share of the first = (wins + ties/2) / battles", command)
        .withHeadline(verdict(met))
        .withFacts(battleFacts(met));
  }

  private Findings empty(String formula, String command) {
    return Findings.of(Findings.DIFF, NAME, formula, asked.seed().value(), command)
        .with(fact("first", "first model", first))
        .with(fact("second", "second model", second))
        .with(fact("level", "level of the intervals", asked.level()));
  }

  private static Findings.Fact fact(String key, String title, Object value) {
    return Findings.Fact.of(key, title, "", value);
  }

  // ---- scores

  private List<Findings.Fact> facts(
      SharedScores shared, PairedDifference difference, DecidingTest test) {
    Estimate interval = difference.byClusters(asked.level());
    long wins = shared.wins();
    long losses = shared.losses();
    return List.of(
        fact("metric", "metric", Measure.of(shared.sample(0)).inWords()),
        fact("sharedSamples", "samples that both have", shared.size()),
        fact("onlyFirst", "samples that only the first has", shared.onlyFirst()),
        fact("onlySecond", "samples that only the second has", shared.onlySecond()),
        fact("clusters", "clusters of shared samples", difference.clusters()),
        fact("firstMean", "mean of the first", difference.firstMean()),
        fact("secondMean", "mean of the second", difference.secondMean()),
        fact("difference", "first better than second by", difference.value()),
        fact("standardError", "standard error", difference.clustered()),
        fact("low", "low", interval.low().orElse(Double.NaN)),
        fact("high", "high", interval.high().orElse(Double.NaN)),
        fact("test", "deciding test", test.name()),
        fact("pValue", "its p-value", test.pValue()),
        fact("separated", "told apart at this level", separated(test)),
        fact("wins", "samples on which the first is better", wins),
        fact("losses", "samples on which the second is better", losses),
        fact("ties", "samples on which they tie", shared.size() - wins - losses),
        fact("correlation", "correlation of the two", difference.correlation()));
  }

  private boolean separated(DecidingTest test) {
    return test.pValue() < 1 - asked.level();
  }

  private List<Findings.Fact> powerFacts(PairedDifference difference) {
    Power power = new Power(asked.level(), asked.power());
    double error = difference.clustered();
    List<Findings.Fact> facts = new ArrayList<>();
    facts.add(fact("power", "power of what follows", asked.power()));
    facts.add(fact("detectable", "least difference found", power.detectable(error)));
    facts.add(
        fact(
            "samplesNeeded",
            "shared samples that show the difference seen",
            power.samplesNeeded(difference.value(), error, difference.samples())));
    asked
        .detect()
        .ifPresent(wanted -> {
          facts.add(fact("detect", "difference wanted", wanted));
          facts.add(
              fact(
                  "samplesToDetect",
                  "shared samples that show it",
                  power.samplesNeeded(wanted, error, difference.samples())));
        });
    return facts;
  }

  private String verdict(PairedDifference difference, DecidingTest test) {
    Estimate interval = difference.byClusters(asked.level());
    String numbers =
        Texts.text(
            "%s against %s on %d shared samples, a difference of %s%s; p = %s (%s)",
            Texts.number(difference.firstMean()),
            Texts.number(difference.secondMean()),
            difference.samples(),
            Texts.number(difference.value()),
            ends(interval),
            Texts.number(test.pValue()),
            test.name());
    if (separated(test)) {
      boolean firstIsBetter = difference.value() > 0;
      return "%s is better than %s: %s."
          .formatted(firstIsBetter ? first : second, firstIsBetter ? second : first, numbers);
    }
    return "%s and %s cannot be told apart: %s.%s"
        .formatted(first, second, numbers, reach(difference));
  }

  /** What these samples could have shown; empty where they do not tell. */
  private String reach(PairedDifference difference) {
    double least = new Power(asked.level(), asked.power()).detectable(difference.clustered());
    return Double.isNaN(least)
        ? ""
        : Texts.text(
            " These samples show a difference of %s with probability %s.",
            Texts.number(least), Texts.number(asked.power()));
  }

  private String ends(Estimate interval) {
    return interval.low().isEmpty()
        ? ""
        : Texts.text(
            " (%s %% interval %s to %s)",
            Texts.number(100 * asked.level()),
            Texts.number(interval.low().getAsDouble()),
            Texts.number(interval.high().orElseThrow()));
  }

  private Findings.Table intervals(SharedScores shared, PairedDifference difference) {
    Findings.Builder rows =
        Findings.Table.builder("intervals", "The difference by several views")
            .column("view", "view")
            .column("difference", "first - second")
            .column("standardError", "std. error")
            .column("low", "low")
            .column("high", "high");
    int freedom = difference.samples() - 1;
    double level = asked.level();
    add(rows, "clusters drawn anew", difference.byClusters(level));
    if (!difference.samplesMoveAlone()) {
      add(rows, "samples drawn anew", difference.bySamples(level));
    }
    add(rows, "bootstrap of clusters", bootstrap(shared, difference));
    if (SourceDifference.in(shared).size() > 1 && difference.stratified().isPresent()) {
      double error = difference.stratified().getAsDouble();
      add(rows, "sources fixed", difference.estimate("", error, freedom, level));
    }
    add(rows, "as if unpaired", difference.estimate("", difference.unpaired(), 2 * freedom, level));
    return rows.build();
  }

  private static void add(Findings.Builder rows, String view, Estimate estimate) {
    rows.row(
        view,
        estimate.value(),
        estimate.standardError().orElse(Double.NaN),
        estimate.low().orElse(Double.NaN),
        estimate.high().orElse(Double.NaN));
  }

  private Estimate bootstrap(SharedScores shared, PairedDifference difference) {
    ClusterBootstrap bootstrap =
        new ClusterBootstrap(
            Clusters.byKey(Arrays.stream(shared.clusters()).boxed().toList()),
            asked.draws(),
            asked.level(),
            asked.seed().child("bootstrap"),
            asked.threads());
    double[] means = bootstrap.run(times -> new double[] {mean(shared, times)})[0];
    Quantile.Interval ends = bootstrap.interval(means);
    return new Estimate(
        "",
        difference.value(),
        Moments.of(means).standardDeviation(),
        OptionalDouble.of(ends.low()),
        OptionalDouble.of(ends.high()),
        OptionalDouble.of(asked.level()));
  }

  private static double mean(SharedScores shared, double[] times) {
    double[] weights = new double[times.length];
    Arrays.setAll(weights, i -> times[i] * shared.weights()[i]);
    return ClusterBootstrap.mean(shared.advantage(), weights);
  }

  private Findings.Table tests(SharedScores shared, PairedDifference difference) {
    Findings.Builder rows =
        Findings.Table.builder("tests", "Tests of no difference, two-sided")
            .column("test", "test")
            .column("statistic", "statistic")
            .column("pValue", "p");
    if (shared.isBinary()) {
      mcNemar(rows, new SignTest(shared.wins(), shared.losses()));
    } else {
      SignTest signs = new SignTest(shared.wins(), shared.losses());
      rows.row("sign test, exact", Math.min(signs.wins(), signs.losses()), signs.exact());
      WilcoxonSignedRank ranks = WilcoxonSignedRank.of(shared.advantage());
      rows.row("Wilcoxon signed rank", ranks.statistic(), ranks.pValue());
    }
    rows.row(DecidingTest.PAIRED_T, difference.t(difference.clustered()), difference.tTest());
    if (!difference.samplesMoveAlone()) {
      rows.row(
          "paired t, samples independent",
          difference.t(difference.independent()),
          difference.tTest(difference.independent(), difference.samples() - 1));
    }
    SignFlipTest flips =
        SignFlipTest.of(shared.clusterSums(), asked.draws(), asked.seed().child("sign flips"));
    rows.row(
        "sign-flip permutation, " + (flips.exact() ? "exact" : flips.choices() + " draws"),
        difference.value(),
        flips.pValue());
    return rows.build();
  }

  private static void mcNemar(Findings.Builder rows, SignTest test) {
    double fewer = Math.min(test.wins(), test.losses());
    rows.row(DecidingTest.MCNEMAR, fewer, test.exact());
    rows.row("McNemar, mid-p", fewer, test.midP());
    rows.row("McNemar, chi-squared", test.chiSquared(), ChiSquared.upperTail(test.chiSquared(), 1));
    rows.row(
        "McNemar, chi-squared with continuity",
        test.chiSquaredCorrected(),
        ChiSquared.upperTail(test.chiSquaredCorrected(), 1));
  }

  private List<Diagnostic> diagnostics(SharedScores shared, PairedDifference difference) {
    List<Diagnostic> list = new ArrayList<>();
    if (difference.clusters() < FEW_CLUSTERS) {
      list.add(
          new Diagnostic.Remark(
              "few-clusters",
              Severity.WARNING,
              "%d clusters are few: errors are rough, and intervals use Student's t with %d degrees of freedom"
                  .formatted(difference.clusters(), difference.clusters() - 1)));
    }
    if (shared.isBinary() && !(shared.isUnweighted() && difference.samplesMoveAlone())) {
      list.add(
          new Diagnostic.Remark(
              "mcnemar-ignores-clusters",
              Severity.NOTE,
              "McNemar's tests count every sample once and as independent; the clustered t test"
                  + " decides"));
    }
    int unused = shared.onlyFirst() + shared.onlySecond();
    if (unused > shared.size()) {
      list.add(
          new Diagnostic.Remark(
              "mostly-unshared",
              Severity.NOTE,
              "%d samples that only one of the two has say nothing here; %d are compared"
                  .formatted(unused, shared.size())));
    }
    return list;
  }

  // ---- sources

  private Findings.Table sources(List<SourceDifference> sources) {
    Findings.Builder rows =
        Findings.Table.builder("sources", "The difference by source")
            .column("source", "source")
            .column("samples", "samples")
            .column("firstMean", "first")
            .column("secondMean", "second")
            .column("difference", "first - second")
            .column("standardError", "std. error")
            .column("low", "low")
            .column("high", "high")
            .column("pValue", "p");
    for (SourceDifference each : sources) {
      Estimate interval = each.difference().byClusters(asked.level());
      rows.row(
          each.source(),
          each.difference().samples(),
          each.difference().firstMean(),
          each.difference().secondMean(),
          each.difference().value(),
          interval.standardError().orElse(Double.NaN),
          interval.low().orElse(Double.NaN),
          interval.high().orElse(Double.NaN),
          each.test().pValue());
    }
    return rows.build();
  }

  private List<Diagnostic> disagreement(List<SourceDifference> sources) {
    List<String> forFirst = favouring(sources, 1);
    List<String> forSecond = favouring(sources, -1);
    return forFirst.isEmpty() || forSecond.isEmpty()
        ? List.of()
        : List.of(
            new Diagnostic.Remark(
                "sources-disagree",
                Severity.WARNING,
                "%s favours the first and %s the second: the mean over sources hides that"
                    .formatted(String.join(", ", forFirst), String.join(", ", forSecond))));
  }

  private List<String> favouring(List<SourceDifference> sources, int sign) {
    return sources.stream()
        .filter(each -> separated(each.test()))
        .filter(each -> Math.signum(each.difference().value()) == sign)
        .map(SourceDifference::source)
        .toList();
  }

  // ---- battles

  private List<Findings.Fact> battleFacts(HeadToHead met) {
    Optional<Quantile.Interval> decided = met.decided(asked.level());
    return List.of(
        fact("battlesWon", "battles that the first won", met.wins()),
        fact("battlesLost", "battles that the second won", met.losses()),
        fact("battlesTied", "battles tied", met.ties()),
        fact("battleShare", "share of the first, ties half", met.share()),
        fact("battleShareStandardError", "its standard error, clustered", met.standardError()),
        fact(
            "decidedShareLow",
            "share of decided battles, low",
            decided.map(Quantile.Interval::low).orElse(Double.NaN)),
        fact(
            "decidedShareHigh",
            "share of decided battles, high",
            decided.map(Quantile.Interval::high).orElse(Double.NaN)),
        fact("battlesPValue", "exact binomial p, battles independent", met.exact()));
  }

  private String verdict(HeadToHead met) {
    String numbers =
        Texts.text(
            "%s battles won, %s lost, %s tied; p = %s (exact binomial)",
            Texts.number(met.wins()),
            Texts.number(met.losses()),
            Texts.number(met.ties()),
            Double.isNaN(met.exact()) ? "none, wins are weighted" : Texts.number(met.exact()));
    if (met.exact() < 1 - asked.level()) {
      boolean firstIsBetter = met.wins() > met.losses();
      return "%s beats %s: %s."
          .formatted(firstIsBetter ? first : second, firstIsBetter ? second : first, numbers);
    }
    return "%s and %s cannot be told apart by their battles: %s.".formatted(first, second, numbers);
  }
}
