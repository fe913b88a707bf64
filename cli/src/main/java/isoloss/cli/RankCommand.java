package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.importer.ImportedPool;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.lab.PoolRanking;
import isoloss.lab.TallyRanking;
import isoloss.rank.Aggregators;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.evidence.ClusterField;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.pair.StyledBradleyTerry;
import isoloss.rank.query.CustomBenchmark;
import isoloss.rank.uncertainty.ErrorKind;
import isoloss.rank.uncertainty.ErrorPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ranks models. */
@Command(
    name = "rank",
    description =
        "Rank models by sparse sample-level results: scores, comparisons and orderings in one pool,"
            + " with joint rank sets and tie groups, a table for each component.",
    footer = {
      "",
      "Example: isoloss rank results.csv --method davidson --out ranking.json",
      "Example: isoloss rank pool.parquet --query \"fractions\" --top-k 50"
    })
final class RankCommand extends IsolossCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Rows of model, sample, score; or a column a sample; or model_a, model_b, winner; or"
              + " rank1, rank2, ...")
  List<String> files = new ArrayList<>();

  @Mixin PoolOptions pool = new PoolOptions();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "auto, plackett-luce, bradley-terry, bradley-terry-decisive, davidson, rao-kupper,"
              + " plackett-luce-rankings, top-1, rasch, 2pl, mean, mean-win-rate, copeland, borda,"
              + " elo, trueskill, pagerank (default: ${DEFAULT-VALUE}).")
  String method = "auto";

  @Option(
      names = "--errors",
      paramLabel = "KIND",
      defaultValue = "clustered",
      description =
          "clustered (sandwich), bootstrap (over samples), two-stage (data sets, then samples),"
              + " fisher, none (default: ${DEFAULT-VALUE}).")
  String errors = "clustered";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "cluster",
      description =
          "What moves together: cluster, sample, source, metric, capability or an attribute"
              + " (default: ${DEFAULT-VALUE}).")
  String by = "cluster";

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "500",
      description =
          "Draws of the bootstrap, or behind the joint critical value (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.95",
      description =
          "Probability of intervals and, jointly, of rank sets (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--weighting",
      paramLabel = "RULE",
      defaultValue = "comparisons",
      description =
          "What counts alike: comparisons, measurements or samples (default: ${DEFAULT-VALUE}).")
  String weighting = "comparisons";

  @Option(
      names = "--source-weights",
      paramLabel = "equal|NAME=W,...",
      description = "Weight of each source's measurements as a whole (default: by their number).")
  String sourceWeights = "";

  @Option(
      names = "--margin",
      paramLabel = "E",
      defaultValue = "0",
      description = "Scores that differ by no more than this tie (default: ${DEFAULT-VALUE}).")
  double margin;

  @Option(
      names = "--prior",
      paramLabel = "KIND:NUMBER",
      defaultValue = "none",
      description =
          "none, gaussian:SD, pseudo:WINS (against a model of strength 0), every:WINS (of every"
              + " pair); flagged in the result (default: ${DEFAULT-VALUE}).")
  String prior = "none";

  @Option(
      names = "--by-component",
      description =
          "Accept a table for each component; without it a pool that falls apart ends with code 4.")
  boolean byComponent;

  @Option(
      names = "--style",
      split = ",",
      paramLabel = "METRIC",
      description =
          "Metrics that tell how much of something an answer has, such as its tokens: comparisons are"
              + " ranked as if both sides had the same.")
  List<String> styles = new ArrayList<>();

  @Mixin QueryOptions query = new QueryOptions();

  @Option(
      names = "--include",
      split = ",",
      paramLabel = "PART",
      description =
          "structure, agreement, matrix, robustness; all or none (default: structure, agreement and"
              + " matrix).")
  List<String> include = new ArrayList<>();

  @Mixin EngineOptions engine = new EngineOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("rank.json");
    ErrorPlan plan =
        new ErrorPlan(ErrorKind.named(errors), draws, level, common.seed(), common.threads());
    Findings findings = engine.isLocal() ? ranked(plan) : counted(plan);
    Outcome outcome = FindingsOutcome.of(findings, output, pool.input);
    long components = largeComponents(findings);
    return outcome.exitCode() == ExitCode.GOOD && components > 1 && !byComponent
        ? outcome.butExit(
            ExitCode.NOT_TRUSTED,
            "the models fall into %d components of several models, and no single ranking exists; each has a table, --by-component accepts that"
                .formatted(components))
        : outcome;
  }

  private Findings ranked(ErrorPlan plan) {
    Set<PoolRanking.Part> parts = parts();
    Optional<CustomBenchmark> benchmark = query.benchmark(plan);
    ImportedPool imported = TableRows.requireMeasurements(pool.reader().read(files), files);
    PoolRanking ranking =
        new PoolRanking(aggregator(imported), plan, this::view, benchmark, parts, commandText());
    Findings findings =
        ranked(
            ranking,
            styles.isEmpty()
                ? imported
                : imported.with(StyledBradleyTerry.comparisonsOnly(imported.pool())));
    return query.labels.isEmpty() ? findings : query.quality(findings, benchmark, imported.pool());
  }

  /** A refusal tells of rows that could not be used, as they may be its cause. */
  private static Findings ranked(PoolRanking ranking, ImportedPool imported) {
    try {
      return ranking.of(imported);
    } catch (InputException e) {
      if (imported.rejected().isEmpty()) {
        throw e;
      }
      throw new InputException(
          "%s (%d rows could not be used, first: %s)"
              .formatted(
                  e.getMessage(), imported.rejected().size(), imported.rejected().getFirst()),
          e);
    }
  }

  private Findings counted(ErrorPlan plan) {
    CountingTask task =
        engine.task(files, pool, weighting(), margin, spec.commandLine().getParseResult());
    return new TallyRanking(TallyRanking.method(method), plan, prior(), commandText())
        .of(engine.engine, task);
  }

  private Aggregator aggregator(ImportedPool imported) {
    if (styles.isEmpty()) {
      return Aggregators.named(method);
    }
    if (!List.of("auto", "bradley-terry").contains(method)) {
      throw new UsageException("--style goes with --method bradley-terry, not " + method);
    }
    return StyledBradleyTerry.of(imported.pool(), styles);
  }

  private static long largeComponents(Findings findings) {
    Findings.Table models =
        findings.tables().stream()
            .filter(table -> table.key().equals("models"))
            .findFirst()
            .orElseThrow();
    double[] component = models.numbers("component");
    double[] size = models.numbers("componentModels");
    Set<Double> large = new java.util.TreeSet<>();
    for (int row = 0; row < component.length; row++) {
      if (size[row] > 1) {
        large.add(component[row]);
      }
    }
    return large.size();
  }

  private Evidence view(Evidence evidence) {
    Pool seen = evidence.pool();
    Evidence viewed =
        evidence
            .clusteredBy(ClusterField.named(by, seen))
            .with(weighting())
            .withMargin(margin)
            .with(prior());
    return SourceWeights.of(sourceWeights).map(each -> each.on(viewed)).orElse(viewed);
  }

  private Weighting weighting() {
    try {
      return Weighting.valueOf(weighting.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--weighting "
              + weighting
              + " does not exist; there are "
              + Arrays.stream(Weighting.values()).map(Weighting::inWords).toList());
    }
  }

  private Prior prior() {
    String[] words = prior.split(":", 2);
    if (words[0].equals("none") && words.length == 1) {
      return new Prior.None();
    }
    if (words.length == 2) {
      double number = number(words[1]);
      switch (words[0]) {
        case "gaussian" -> {
          return new Prior.Gaussian(number);
        }
        case "pseudo" -> {
          return new Prior.PseudoComparisons(number);
        }
        case "every" -> {
          return new Prior.EveryPair(number);
        }
        default -> {
          // refused below
        }
      }
    }
    throw new UsageException(
        "--prior " + prior + " is none of none, gaussian:SD, pseudo:WINS, every:WINS");
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--prior " + prior + ": " + text + " is not a number");
    }
  }

  private Set<PoolRanking.Part> parts() {
    if (include.isEmpty()) {
      return EnumSet.of(
          PoolRanking.Part.STRUCTURE, PoolRanking.Part.AGREEMENT, PoolRanking.Part.MATRIX);
    }
    Set<PoolRanking.Part> parts = EnumSet.noneOf(PoolRanking.Part.class);
    for (String word : include) {
      switch (word) {
        case "all" -> parts.addAll(EnumSet.allOf(PoolRanking.Part.class));
        case "none" -> {
          // nothing beside the order
        }
        default ->
            parts.add(
                Arrays.stream(PoolRanking.Part.values())
                    .filter(part -> part.inWords().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                        new UsageException(
                            "--include "
                                + word
                                + " does not exist; there are all, none, "
                                + String.join(
                                    ", ",
                                    Arrays.stream(PoolRanking.Part.values())
                                        .map(PoolRanking.Part::inWords)
                                        .toList()))));
      }
    }
    return parts;
  }
}
