package isoloss.sampling.selection;

import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.sampling.selection.SelectionCurves.Method;
import isoloss.stat.Correlation;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Curves and diversity in words and tables. */
final class SelectionFindings {
  private static final double ROUNDING = 1e-12;

  private final List<SampledProblem> problems;
  private final SelectionCurves curves;
  private final Optional<ClusterBootstrap> bootstrap;
  private final double[][][] columns;
  private final double[] diversity;
  private final double[] gain;

  SelectionFindings(
      List<SampledProblem> problems, SelectionCurves curves, Optional<ClusterBootstrap> bootstrap) {
    this.problems = problems;
    this.curves = curves;
    this.bootstrap = bootstrap;
    this.diversity = problems.stream().mapToDouble(SelectionFindings::diversity).toArray();
    this.columns =
        curves.methods().stream()
            .map(method ->
                IntStream.range(0, curves.sizes().size())
                    .mapToObj(size -> curves.column(method, size))
                    .toArray(double[][]::new))
            .toArray(double[][][]::new);
    double[] first = curves.column(Method.ORACLE, 0);
    double[] last = curves.column(Method.ORACLE, curves.sizes().size() - 1);
    this.gain = new double[first.length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = last[i] - first[i];
    }
  }

  private static double diversity(SampledProblem problem) {
    return AnswerDiversity.simpson(
        problem.clusters().stream().mapToInt(SampledProblem.Cluster::count).toArray());
  }

  Findings on(Findings start) {
    Drawn drawn = bootstrap.map(this::draw).orElseGet(Drawn::none);
    int largest = curves.sizes().getLast();
    double[] once = times();
    double[] numbers = numbers(once);
    Findings findings =
        start
            .withParameters(estimates(numbers, drawn))
            .with(Findings.Fact.of("problemCount", "problems", "", problems.size()))
            .with(Findings.Fact.of("maxN", "largest number of samples N", "", largest))
            .with(
                Findings.Fact.of(
                    "meanSpread", "mean spread of correctness within a problem", "", spread()))
            .with(
                Findings.Fact.of(
                    "gapOpens",
                    "share of draws in which the gap to the oracle opens (b > 0)",
                    "",
                    drawn.shareAboveZero()))
            .with(curveTable(drawn))
            .with(problemTable())
            .withHeadline(headline(once, largest));
    return withRemarks(findings, numbers);
  }

  private double[] times() {
    double[] once = new double[problems.size()];
    Arrays.fill(once, 1);
    return once;
  }

  /** Scalars first, then the mean of each method at each size. */
  private double[] numbers(double[] times) {
    int sizes = curves.sizes().size();
    double[] numbers = new double[SCALARS.size() + columns.length * sizes];
    for (int m = 0; m < columns.length; m++) {
      for (int s = 0; s < sizes; s++) {
        numbers[at(m, s)] = ClusterBootstrap.mean(columns[m][s], times);
      }
    }
    double[] gap = new double[sizes - 1];
    double[] samples = new double[sizes - 1];
    for (int s = 1; s < sizes; s++) {
      samples[s - 1] = curves.sizes().get(s);
      gap[s - 1] = numbers[at(0, s)] - numbers[at(1, s)];
    }
    GapLaw law = GapLaw.fit(samples, gap);
    numbers[0] = ClusterBootstrap.mean(diversity, times);
    numbers[1] = Correlation.weighted(diversity, gain, times);
    numbers[2] = Correlation.spearman(repeated(diversity, times), repeated(gain, times));
    numbers[3] = law.scale();
    numbers[4] = law.exponent();
    return numbers;
  }

  private static final List<String> SCALARS =
      List.of("diversity", "pearson", "spearman", "gapScale", "gapExponent");

  private int at(int method, int size) {
    return SCALARS.size() + method * curves.sizes().size() + size;
  }

  private static double[] repeated(double[] values, double[] times) {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      for (int t = 0; t < times[i]; t++) {
        all.add(values[i]);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Intervals and standard errors over redrawn problems, per number. */
  private record Drawn(
      List<Quantile.Interval> intervals,
      List<OptionalDouble> errors,
      double level,
      double shareAboveZero) {

    static Drawn none() {
      return new Drawn(List.of(), List.of(), Double.NaN, Double.NaN);
    }

    boolean isEmpty() {
      return intervals.isEmpty();
    }
  }

  private Drawn draw(ClusterBootstrap how) {
    double[][] drawn = how.run(this::numbers);
    double[] exponents =
        Arrays.stream(drawn[SCALARS.indexOf("gapExponent")]).filter(Double::isFinite).toArray();
    double above = Arrays.stream(exponents).filter(b -> b > 0).count();
    return new Drawn(
        Arrays.stream(drawn).map(how::interval).toList(),
        Arrays.stream(drawn)
            .map(row ->
                Moments.of(Arrays.stream(row).filter(Double::isFinite).toArray())
                    .standardDeviation())
            .toList(),
        how.level(),
        exponents.length == 0 ? Double.NaN : above / exponents.length);
  }

  private static List<Estimate> estimates(double[] numbers, Drawn drawn) {
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < SCALARS.size(); i++) {
      estimates.add(
          drawn.isEmpty() || Double.isNaN(drawn.intervals().get(i).low())
              ? Estimate.point(SCALARS.get(i), numbers[i])
              : new Estimate(
                  SCALARS.get(i),
                  numbers[i],
                  drawn.errors().get(i),
                  OptionalDouble.of(drawn.intervals().get(i).low()),
                  OptionalDouble.of(drawn.intervals().get(i).high()),
                  OptionalDouble.of(drawn.level())));
    }
    return estimates;
  }

  private double spread() {
    return problems.stream()
        .mapToDouble(p -> {
          double share = (double) p.correct() / p.samples();
          return Math.sqrt(share * (1 - share) * p.samples() / (p.samples() - 1.0));
        })
        .average()
        .orElse(Double.NaN);
  }

  private Findings.Table curveTable(Drawn drawn) {
    Findings.Builder table =
        Findings.Table.builder(
                "curves", "Accuracy by number of samples; standard errors over problems")
            .column("n", "N", "samples");
    List<Method> methods = curves.methods();
    for (Method method : methods) {
      table.column(method.key(), method.title());
      table.column(method.key() + "Error", "std. error");
      if (!drawn.isEmpty()) {
        table.column(method.key() + "Low", "low").column(method.key() + "High", "high");
      }
      if (method != Method.ORACLE) {
        table.column(method.key() + "Efficiency", "share of the oracle's gain");
      }
      if (isDrawnAtRandom(method)) {
        table.column(method.key() + "SubsetError", "error of random subsets");
      }
    }
    table.column("klNats", "KL of best-of-N", "nats");
    for (int s = 0; s < curves.sizes().size(); s++) {
      table.row(curveRow(s, drawn).toArray());
    }
    return table.build();
  }

  private static boolean isDrawnAtRandom(Method method) {
    return method == Method.WEIGHTED_MAJORITY || method == Method.MINIMUM_RISK;
  }

  private List<Object> curveRow(int s, Drawn drawn) {
    List<Object> row = new ArrayList<>(List.of(curves.sizes().get(s)));
    double one = mean(Method.ORACLE, 0);
    double oracle = mean(Method.ORACLE, s);
    List<Method> methods = curves.methods();
    for (int m = 0; m < methods.size(); m++) {
      Method method = methods.get(m);
      Moments moments = Moments.of(curves.column(method, s));
      row.add(moments.mean());
      row.add(moments.standardErrorOfMean().orElse(Double.NaN));
      if (!drawn.isEmpty()) {
        row.add(drawn.intervals().get(at(m, s)).low());
        row.add(drawn.intervals().get(at(m, s)).high());
      }
      if (method != Method.ORACLE) {
        row.add(efficiency(moments.mean() - one, oracle - one));
      }
      if (isDrawnAtRandom(method)) {
        row.add(curves.monteCarloErrorOfMean(method, s));
      }
    }
    row.add(BestOfN.divergence(curves.sizes().get(s)));
    return row;
  }

  /** Share of the oracle's gain; a gain that is nothing but rounding is none. */
  private static double efficiency(double gained, double possible) {
    return possible > 0 ? (Math.abs(gained) < ROUNDING ? 0 : gained) / possible : Double.NaN;
  }

  private double mean(Method method, int size) {
    return Moments.of(curves.column(method, size)).mean();
  }

  private Findings.Table problemTable() {
    Findings.Builder table =
        Findings.Table.builder("problems", "Diversity of answers and gain by problem")
            .detail()
            .column("problem", "problem")
            .column("samples", "samples", "samples")
            .column("correct", "right samples", "samples")
            .column("answers", "distinct answers")
            .column("diversity", "diversity")
            .column("gain", "pass@N less pass@1");
    for (int i = 0; i < problems.size(); i++) {
      SampledProblem problem = problems.get(i);
      table.row(
          problem.name(),
          problem.samples(),
          problem.correct(),
          problem.clusters().size(),
          diversity[i],
          gain[i]);
    }
    return table.build();
  }

  private String headline(double[] once, int largest) {
    int last = curves.sizes().size() - 1;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "One sample is right in %.4g %% of cases; of %d samples",
            100 * ClusterBootstrap.mean(curves.column(Method.ORACLE, 0), once),
            largest));
    for (Method method : curves.methods()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %s %.4g %%",
              method == Method.ORACLE ? "" : ",",
              method.title(),
              100 * mean(method, last)));
    }
    return text.append('.').toString();
  }

  private Findings withRemarks(Findings start, double[] numbers) {
    Findings findings = start;
    if (Double.isNaN(numbers[SCALARS.indexOf("gapExponent")])) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "no-gap",
                  Diagnostic.Severity.NOTE,
                  "majority vote falls short of the oracle at fewer than two N, so no law of the"
                      + " gap is fitted"));
    }
    long shared = problems.stream().filter(SelectionFindings::hasSeveralRight).count();
    return shared == 0
        ? findings
        : findings.with(
            new Diagnostic.Remark(
                "several-right-answers",
                Diagnostic.Severity.NOTE,
                "%d problems have several right answers, which a vote counts apart"
                    .formatted(shared)));
  }

  private static boolean hasSeveralRight(SampledProblem problem) {
    return problem.clusters().stream().filter(c -> c.correct() == 1).count() > 1;
  }
}
