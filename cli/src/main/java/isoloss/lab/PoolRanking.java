package isoloss.lab;

import isoloss.data.Provenance;
import isoloss.data.importer.ImportedPool;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.Aggregators;
import isoloss.rank.Ranker;
import isoloss.rank.Ranking;
import isoloss.rank.RankingFindings;
import isoloss.rank.choice.Missing;
import isoloss.rank.choice.RobustnessCurve;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.picture.PoolGraph;
import isoloss.rank.picture.SeriatedMatrix;
import isoloss.rank.query.CustomBenchmark;
import isoloss.rank.query.CustomRanking;
import isoloss.rank.query.Hits;
import isoloss.rank.structure.AlgebraicConnectivity;
import isoloss.rank.structure.Bridges;
import isoloss.rank.structure.Components;
import isoloss.rank.structure.Joining;
import isoloss.rank.structure.Missingness;
import isoloss.rank.structure.SourceAgreement;
import isoloss.rank.uncertainty.ErrorPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * From a pool of measurements to everything that a ranking has to say: the order itself by
 * component, what joins the models and what is missing, how sources agree, how the order holds when
 * measurements are removed, and how a benchmark made by a query differs.
 *
 * @param view weights, clusters, margin and prior
 * @param query the custom benchmark; empty to rank on the whole pool
 * @param command that replays this
 */
public record PoolRanking(
    Aggregator aggregator,
    ErrorPlan errors,
    UnaryOperator<Evidence> view,
    Optional<CustomBenchmark> query,
    Set<Part> parts,
    String command) {
  private static final int MOST_JOINING = 10;
  private static final int FEW_JOINING_MODELS = 5;
  private static final int MOST_SOURCES = 30;
  private static final int MOST_BRIDGED = 300;
  private static final int MOST_EIGENVALUES = 300;
  private static final List<Double> SHARES = List.of(0.2, 0.5, 0.8, 0.9, 0.95);
  private static final int REPETITIONS = 5;
  private static final double ALPHA = 0.05;

  /** What is said beside the order. */
  public enum Part {
    STRUCTURE,
    AGREEMENT,
    MATRIX,
    ROBUSTNESS;

    /** The name on the command line. */
    public String inWords() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Findings of(ImportedPool imported) {
    Pool whole = imported.pool();
    Evidence all = view.apply(Evidence.of(whole));
    Optional<Hits> hits = query.map(each -> each.hits(whole));
    Evidence evidence = hits.map(found -> view.apply(Evidence.of(found.benchmark()))).orElse(all);
    Ranking ranking = new Ranker(aggregator, errors).rank(evidence);
    Findings findings =
        RankingFindings.of(ranking, formula(), errors.seed().value(), command)
            .with(account(imported), provenance(whole))
            .withFacts(facts(evidence.pool()))
            .withDiagnostics(notes(imported));
    if (hits.isPresent()) {
      findings = custom(findings, ranking, all, hits.get());
    }
    for (Part part : parts) {
      findings =
          switch (part) {
            case STRUCTURE -> structure(findings, evidence);
            case AGREEMENT -> agreement(findings, evidence);
            case MATRIX ->
                SeriatedMatrix.table(evidence.pool()).map(findings::with).orElse(findings);
            case ROBUSTNESS -> robustness(findings, evidence);
          };
    }
    return findings;
  }

  private String formula() {
    return aggregator.description() + " (" + aggregator.source().citation() + ")";
  }

  private static Findings.Account account(ImportedPool imported) {
    return new Findings.Account(
        (int)
            Math.min(
                Integer.MAX_VALUE,
                imported.pool().scoreCount() + imported.pool().comparisons().size()),
        0,
        imported.rejected(),
        imported.duplicatesDropped(),
        imported.filteredOut());
  }

  private static Provenance provenance(Pool pool) {
    return pool.provenance();
  }

  private static List<Findings.Fact> facts(Pool pool) {
    List<Findings.Fact> facts = new ArrayList<>();
    facts.add(Findings.Fact.of("poolModels", "models", "", pool.modelCount()));
    facts.add(Findings.Fact.of("poolSamples", "samples", "", pool.sampleCount()));
    for (Kind kind : Kind.values()) {
      long count = pool.samples().stream().filter(each -> each.kind() == kind).count();
      if (count > 0) {
        facts.add(
            Findings.Fact.of(kind.inWords() + "Samples", kind.inWords() + " samples", "", count));
      }
    }
    facts.add(Findings.Fact.of("scores", "scores", "", pool.scoreCount()));
    facts.add(Findings.Fact.of("comparisons", "comparisons", "", pool.comparisons().size()));
    return facts;
  }

  private static List<Diagnostic> notes(ImportedPool imported) {
    List<Diagnostic> notes = new ArrayList<>();
    for (String each : imported.notes()) {
      notes.add(new Diagnostic.Remark("reading", Diagnostic.Severity.NOTE, each));
    }
    notes.addAll(repeats(imported.repeats()));
    return notes;
  }

  /** What became of cells that were measured more than once. */
  static List<Diagnostic> repeats(PoolBuilder.Repeats repeats) {
    List<Diagnostic> notes = new ArrayList<>();
    if (repeats.repeated() > 0) {
      notes.add(
          new Diagnostic.Remark(
              "repeats",
              Diagnostic.Severity.NOTE,
              Texts.text(
                  "%d measurements repeat a cell with the same score and count once.",
                  repeats.repeated())));
    }
    if (repeats.conflicting() > 0) {
      notes.add(
          new Diagnostic.Remark(
              "conflicts",
              Diagnostic.Severity.WARNING,
              Texts.text(
                  "%d cells were measured several times with different scores; settled by %s.",
                  repeats.conflicting(), repeats.rule().inWords())));
    }
    return notes;
  }

  private Findings custom(Findings findings, Ranking own, Evidence all, Hits hits) {
    Ranking whole = new Ranker(aggregator, errors).rank(all);
    CustomRanking moved =
        query.orElseThrow().ranking(all, hits, this::scores).withPlaces(places(whole), places(own));
    return findings
        .withHeadline(findings.headline() + " " + moved.headline())
        .withFacts(moved.facts())
        .with(hits.table())
        .with(places(moved, places(own)))
        .withDiagnostics(moved.diagnostics());
  }

  private static Map<String, CustomRanking.Places> places(Ranking ranking) {
    Map<String, CustomRanking.Places> places = new LinkedHashMap<>();
    for (Ranking.Row row : ranking.rows()) {
      places.put(row.model(), new CustomRanking.Places(row.rankLow(), row.rankHigh()));
    }
    return places;
  }

  private static Findings.Table places(
      CustomRanking moved, Map<String, CustomRanking.Places> sets) {
    Findings.Builder table =
        Findings.Table.builder("custom", "Places on the whole pool and on the custom benchmark")
            .detail()
            .column("model", "model")
            .column("globalRank", "whole pool")
            .column("customRank", "custom benchmark")
            .column("customLow", "best place there")
            .column("customHigh", "worst place there")
            .column("up", "places up")
            .column("overlap", "sets of places overlap");
    for (CustomRanking.Move each : moved.moves()) {
      Optional<CustomRanking.Places> set = Optional.ofNullable(sets.get(each.model()));
      table.row(
          each.model(),
          each.global(),
          each.custom(),
          set.map(CustomRanking.Places::best).map(Integer::doubleValue).orElse(Double.NaN),
          set.map(CustomRanking.Places::worst).map(Integer::doubleValue).orElse(Double.NaN),
          each.up(),
          each.overlap().map(String::valueOf).orElse(""));
    }
    return table.build();
  }

  private double[] scores(Evidence evidence) {
    return aggregator
        .fit(evidence, new Request(false, Optional.empty(), errors.threads()))
        .scores()
        .toArray();
  }

  private Findings structure(Findings findings, Evidence evidence) {
    Pool pool = evidence.pool();
    Missingness missing = Missingness.of(pool, Sample::source);
    PairCounts counts = PairCounts.of(evidence, errors.threads());
    Components components = Components.of(counts, aggregator.link());
    Findings out =
        findings
            .with(
                Findings.Fact.of(
                    "missingness",
                    "what is missing",
                    "",
                    missing.kind().name().toLowerCase(Locale.ROOT)))
            .with(Findings.Fact.of("density", "share of cells measured", "", missing.density()))
            .with(Findings.Fact.of("componentCount", "components", "", components.count()))
            .with(missing.diagnostic());
    long sources = pool.samples().stream().map(Sample::source).distinct().count();
    if (sources > 1 && sources <= MOST_BRIDGED) {
      Bridges bridges = Bridges.between(pool, Sample::source);
      out = out.withDiagnostics(bridges.diagnostics(pool.models(), FEW_JOINING_MODELS));
    }
    out = out.withFacts(connectivity(evidence, counts));
    if (components.count() > 1) {
      out = out.with(joining(evidence, counts, components));
      return PoolGraph.ofComponents(pool, components).into(out);
    }
    Findings joined = out;
    return PoolGraph.ofSources(pool).map(graph -> graph.into(joined)).orElse(out);
  }

  /** How firmly the weakest link holds the models together; nothing for pools that fall apart. */
  private List<Findings.Fact> connectivity(Evidence evidence, PairCounts counts) {
    Aggregator pairs = Aggregators.BRADLEY_TERRY.get();
    if (counts.models() > MOST_EIGENVALUES
        || counts.models() < 3
        || pairs.refusal(evidence).isPresent()
        || Components.of(counts, pairs.link()).count() > 1) {
      return List.of();
    }
    AlgebraicConnectivity found =
        AlgebraicConnectivity.of(
            counts,
            pairs.fit(evidence, new Request(false, Optional.empty(), errors.threads())).scores());
    return List.of(
        Findings.Fact.of(
            "algebraicConnectivity", "algebraic connectivity of comparisons", "", found.value()),
        Findings.Fact.of("nextEigenvalue", "the next eigenvalue", "", found.next()));
  }

  private static Findings.Table joining(
      Evidence evidence, PairCounts counts, Components components) {
    Pool pool = evidence.pool();
    Findings.Builder table =
        Findings.Table.builder("joining", "Measurements that would join the components")
            .column("model", "model")
            .column("with", "sample or other model")
            .column("reason", "reason");
    for (Joining.Proposal each :
        Joining.of(evidence, counts).components(components, MOST_JOINING)) {
      switch (each) {
        case Joining.Proposal.Score score ->
            table.row(
                pool.models().get(score.model()),
                pool.sample(score.sample()).name(),
                score.reason());
        case Joining.Proposal.Battle battle ->
            table.row(
                pool.models().get(battle.first()),
                pool.models().get(battle.second()),
                battle.reason());
      }
    }
    return table.build();
  }

  private Findings agreement(Findings findings, Evidence evidence) {
    Pool pool = evidence.pool();
    long sources = pool.samples().stream().map(Sample::source).distinct().count();
    if (sources < 2 || sources > MOST_SOURCES) {
      return findings;
    }
    SourceAgreement found =
        SourceAgreement.of(
            evidence,
            Aggregators.BRADLEY_TERRY.get(),
            Sample::source,
            new SourceAgreement.Options(
                Math.min(200, errors.draws()),
                errors.level(),
                errors.seed().child("agreement"),
                errors.threads()));
    Findings.Builder pairs =
        Findings.Table.builder("agreement", "How alike two sources order the models they share")
            .column("first", "source")
            .column("second", "other source")
            .column("tau", "Kendall's tau")
            .column("low", "low")
            .column("high", "high")
            .column("models", "models shared");
    for (SourceAgreement.Pair each : found.pairs()) {
      pairs.row(
          each.first(),
          each.second(),
          each.tau(),
          each.interval().low(),
          each.interval().high(),
          each.shared());
    }
    Findings.Builder models =
        Findings.Table.builder("disagreements", "Models under one source against all the others")
            .detail()
            .column("model", "model")
            .column("source", "source")
            .column("difference", "difference of log-strengths")
            .column("standardError", "standard error")
            .column("p", "p (Holm)");
    for (SourceAgreement.Disagreement each : found.disagreements()) {
      models.row(
          pool.models().get(each.model()),
          each.source(),
          each.difference(),
          each.standardError(),
          each.adjusted());
    }
    return findings
        .with(pairs.build())
        .with(models.build())
        .withDiagnostics(
            found.diagnostics(pool.models(), ALPHA).stream()
                .filter(each -> !each.code().equals("one-source")) // said by the ranker
                .toList());
  }

  private Findings robustness(Findings findings, Evidence evidence) {
    Aggregator reference = Aggregators.MEAN.get();
    boolean means = reference.refusal(evidence).isEmpty();
    List<Aggregator> methods = new ArrayList<>();
    for (Aggregators each : Aggregators.values()) {
      if (each.get().refusal(evidence).isEmpty()) {
        methods.add(each.get());
      }
    }
    Findings.Builder table =
        Findings.Table.builder(
                "robustness",
                "Kendall's tau with the order on all measurements, when some are removed")
            .detail()
            .column("removedKind", "removed")
            .column("method", "method")
            .column("removed", "share removed")
            .column("tau", "mean tau")
            .column("tauSpread", "standard deviation over repetitions")
            .column("tauToReference", "mean tau with the " + (means ? "full mean" : "full order"))
            .column("repetitions", "repetitions");
    Map<String, String> refused = new LinkedHashMap<>();
    for (boolean cells : new boolean[] {true, false}) {
      RobustnessCurve curve =
          RobustnessCurve.of(
              evidence,
              methods,
              means ? reference : aggregator,
              new RobustnessCurve.Plan(
                  SHARES.stream().map(share -> missing(cells, share)).toList(),
                  REPETITIONS,
                  errors.seed().child("robustness"),
                  errors.threads()));
      for (RobustnessCurve.Point each : curve.points()) {
        each.refusal()
            .ifPresent(reason ->
                refused.putIfAbsent(
                    each.aggregator(), each.missing().inWords() + " left: " + reason));
        table.row(
            cells ? "cells" : "samples",
            each.aggregator(),
            removed(each.missing()),
            each.own().mean(),
            each.own().standardDeviation().orElse(Double.NaN),
            each.reference().mean(),
            REPETITIONS - each.refused());
      }
    }
    List<Diagnostic> notes = new ArrayList<>();
    refused.forEach((method, reason) ->
        notes.add(
            new Diagnostic.Remark(
                "robustness-refused", Diagnostic.Severity.NOTE, method + " " + reason)));
    return findings.with(table.build()).withDiagnostics(notes);
  }

  private static Missing missing(boolean cells, double share) {
    return cells ? new Missing.Cells(share) : new Missing.Samples(share);
  }

  private static double removed(Missing missing) {
    return switch (missing) {
      case Missing.Cells(double share) -> share;
      case Missing.Samples(double share) -> share;
      case Missing.Blocks blocks -> Double.NaN;
    };
  }
}
