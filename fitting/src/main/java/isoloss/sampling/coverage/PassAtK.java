package isoloss.sampling.coverage;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.sampling.CountTable;
import isoloss.sampling.Coverage;
import isoloss.sampling.CoverageCurve;
import isoloss.sampling.DesignCheck;
import isoloss.sampling.FirstSuccesses;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * pass@k of every model of a table, with intervals, bands and paired differences.
 *
 * @param design how sampling ended; empty for a fixed n, which is then checked against the counts
 * @param ks ascending; empty for a grid up to the largest k that all models admit
 * @param level of intervals and bands
 * @param bandDraws of the simultaneous band; 0 for none
 * @param law by which k beyond the counts are forecast, a name of {@link #lawNames()}; empty to
 *     refuse them
 */
public record PassAtK(
    Optional<SamplingDesign> design,
    boolean byFirstSuccess,
    List<Integer> ks,
    double level,
    int bandDraws,
    Optional<String> law,
    Seed seed) {
  /** See {@link BlendedForecast}. */
  private static final String BLEND = "auto";

  /** The mixture of distributions, weighted by their likelihood of held-out problems. */
  private static final String MIXTURE = "mixture";

  private static final int LAW_DRAWS = 200;
  private static final int GRID = 40;
  private static final String FORMULA = "pass@k = 1 - mean of C(n-c, k)/C(n, k)";

  public PassAtK {
    ks = List.copyOf(ks);
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
    }
    law.filter(name -> !lawNames().contains(name))
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "--extrapolate %s does not exist; there are %s"
                  .formatted(name, String.join(", ", lawNames())));
        });
    ks.stream()
        .filter(k -> k < 1)
        .findFirst()
        .ifPresent(k -> {
          throw new IllegalArgumentException("k = " + k + " is below 1");
        });
  }

  /** A fixed n, a grid of k, 95 %, a band of 2,000 draws. */
  public static PassAtK withDefaults() {
    return new PassAtK(
        Optional.empty(), false, List.of(), 0.95, 2_000, Optional.empty(), new Seed(42));
  }

  /** The laws that a forecast may be made by. */
  public static List<String> lawNames() {
    List<String> names = new ArrayList<>(List.of(BLEND, MIXTURE));
    CoverageChoiceAnalysis.candidates().forEach(each -> names.add(each.name()));
    return names;
  }

  /** What there is to say of the table, without command or account. */
  public Findings of(CountTable table, String command) {
    Findings findings =
        Findings.of(Findings.PASS_AT_K, "passk", formula(), seed.value(), command)
            .with(Findings.Fact.of("problems", "problems", "", table.problems()))
            .with(Findings.Fact.of("design", "sampling design", "", designInWords()))
            .with(Findings.Fact.of("level", "level of the intervals", "", level));
    List<Integer> wanted = ks.isEmpty() ? grid(table) : ks;
    PassAtKRows rows = new PassAtKRows();
    List<String> headline = new ArrayList<>();
    for (Map.Entry<String, List<ProblemCounts>> each : table.models().entrySet()) {
      if (byFirstSuccess) {
        addFirstSuccesses(rows, each.getKey(), each.getValue(), wanted);
        continue;
      }
      List<Integer> near = estimable(each.getKey(), each.getValue(), wanted);
      if (!near.isEmpty()) {
        CoverageCurve curve = CoverageCurve.of(each.getValue(), near, settings());
        rows.add(each.getKey(), curve);
        headline.add(sentence(each.getKey(), curve.points().getLast()));
      }
      List<Integer> beyond = wanted.stream().filter(k -> !near.contains(k)).toList();
      if (!beyond.isEmpty()) {
        addForecast(rows, each.getKey(), each.getValue(), beyond);
      }
    }
    findings = findings.with(rows.table());
    if (!byFirstSuccess && table.models().size() > 1 && law.isEmpty()) {
      findings =
          findings.with(
              ModelDifferences.table(
                  table.models(), wanted, design.orElseGet(SamplingDesign.FixedN::new), level));
    }
    if (design.isEmpty() && !byFirstSuccess) {
      findings = raggedness(table).map(findings::with).orElse(findings);
    }
    if (table.merged() > 0) {
      findings = findings.with(merged(table.merged()));
    }
    return findings.withHeadline(String.join(" ", headline.stream().limit(3).toList()));
  }

  private CoverageCurve.Settings settings() {
    return new CoverageCurve.Settings(
        design.orElseGet(SamplingDesign.FixedN::new), level, bandDraws, seed);
  }

  private String formula() {
    if (byFirstSuccess) {
      return "pass@k = 1 - prod over t <= k of (1 - d_t/Y_t)";
    }
    return design.filter(each -> !(each instanceof SamplingDesign.FixedN)).isPresent()
        ? "pass@k = 1 - mean of (outcome paths whose first k draws fail)/(all paths to the end seen)"
        : FORMULA;
  }

  private String designInWords() {
    return byFirstSuccess
        ? "first success, censored (Kaplan-Meier)"
        : design.orElseGet(SamplingDesign.FixedN::new).describe();
  }

  private List<Integer> grid(CountTable table) {
    int greatest = Integer.MAX_VALUE;
    for (List<ProblemCounts> problems : table.models().values()) {
      int own =
          byFirstSuccess
              ? FirstSuccesses.of(problems).longest()
              : design.orElseGet(SamplingDesign.FixedN::new).greatestK(problems);
      greatest = Math.min(greatest, own);
    }
    return CoverageCurve.logSpaced(Math.max(1, greatest), GRID);
  }

  /** Only a design that nobody declared is doubted. */
  private Optional<DesignCheck.Suspicion> suspicion(List<ProblemCounts> problems) {
    return design.isPresent() ? Optional.empty() : DesignCheck.of(problems);
  }

  private static void refuse(String model, DesignCheck.Suspicion suspicion) {
    throw new InputException(
        ("%s: these counts do not look like a fixed number of samples: %s; name the design with"
                + " --design (perhaps %s), or --design fixed if n did not depend on the outcomes")
            .formatted(model, suspicion.reason(), suspicion.spelled()));
  }

  /** The k that need no law: all of them where none was named, so that the others are refused. */
  private List<Integer> estimable(
      String model, List<ProblemCounts> problems, List<Integer> wanted) {
    Optional<DesignCheck.Suspicion> suspicion = suspicion(problems);
    if (law.isEmpty()) {
      suspicion.ifPresent(reason -> refuse(model, reason));
      return wanted;
    }
    int greatest = designOf(problems).greatestK(problems);
    return wanted.stream().filter(k -> k <= greatest).toList();
  }

  /**
   * The design that was declared; where none was, adaptive if the counts speak against a fixed n.
   */
  private SamplingDesign designOf(List<ProblemCounts> problems) {
    return suspicion(problems)
        .<SamplingDesign>map(reason -> new SamplingDesign.Adaptive())
        .or(() -> design)
        .orElseGet(SamplingDesign.FixedN::new);
  }

  private void addForecast(
      PassAtKRows rows, String model, List<ProblemCounts> problems, List<Integer> beyond) {
    String name = law.orElse(BLEND);
    int threads = Runtime.getRuntime().availableProcessors();
    if (name.equals(BLEND)) {
      BlendedForecast forecast =
          BlendedForecast.of(problems, designOf(problems), LAW_DRAWS, seed, threads);
      for (int k : beyond) {
        rows.add(
            model,
            k,
            forecast.coverage(k),
            forecast.interval(k, level),
            Optional.of(forecast.fixedInterval(k, level)),
            "law: blend of beta-binomial and log-log line");
      }
    } else if (name.equals(MIXTURE)) {
      CoverageChoiceAnalysis.Forecast forecast =
          CoverageChoiceAnalysis.Forecast.of(problems, LAW_DRAWS, seed, threads);
      for (int k : beyond) {
        rows.add(
            model,
            k,
            forecast.coverage(k),
            forecast.interval(k, level),
            Optional.empty(),
            "law: mixture");
      }
    } else {
      CoverageFit fit = CoverageFit.of(distribution(name), problems, LAW_DRAWS, seed, threads);
      for (int k : beyond) {
        Quantile.Interval ends = Quantile.centralInterval(fit.coverageDraws(k), level);
        rows.add(model, k, fit.coverage(k), ends, Optional.empty(), "law: " + name);
      }
    }
  }

  private static SuccessDistribution distribution(String name) {
    return CoverageChoiceAnalysis.candidates().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void addFirstSuccesses(
      PassAtKRows rows, String model, List<ProblemCounts> problems, List<Integer> wanted) {
    FirstSuccesses survival = FirstSuccesses.of(problems);
    for (int k : wanted) {
      if (k > survival.longest()) {
        throw new InputException(
            "%s: pass@%d is beyond the longest run of %d draws; ask for less, or name a law with --extrapolate"
                .formatted(model, k, survival.longest()));
      }
      rows.add(model, k, survival.at(k), level);
    }
  }

  /** Counts of different n tell nothing of why they differ. */
  private static Optional<Diagnostic> raggedness(CountTable table) {
    int fewest = Integer.MAX_VALUE;
    int most = 0;
    for (List<ProblemCounts> problems : table.models().values()) {
      for (ProblemCounts problem : problems) {
        fewest = Math.min(fewest, problem.samples());
        most = Math.max(most, problem.samples());
      }
    }
    return fewest == most
        ? Optional.empty()
        : Optional.of(
            new Diagnostic.Remark(
                "design-assumed",
                Diagnostic.Severity.WARNING,
                "n runs from %d to %d and no design was declared: these numbers hold only if n did not depend on the outcomes; say so with --design fixed, or name the rule"
                    .formatted(fewest, most)));
  }

  private static Diagnostic merged(int rows) {
    return new Diagnostic.Remark(
        "rows-merged",
        Diagnostic.Severity.NOTE,
        rows + " rows had a model and problem that came before; their counts were added up");
  }

  private String sentence(String model, Coverage point) {
    String interval =
        point
            .interval()
            .map(ends ->
                String.format(
                    Locale.ROOT,
                    " (%.0f %% interval %.4g to %.4g)",
                    100 * level,
                    ends.low(),
                    ends.high()))
            .orElse("");
    return String.format(
        Locale.ROOT, "%s reaches pass@%d = %.4g%s.", model, point.k(), point.value(), interval);
  }
}
