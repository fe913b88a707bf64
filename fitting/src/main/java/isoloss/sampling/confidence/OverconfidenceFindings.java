package isoloss.sampling.confidence;

import isoloss.data.Observations;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.stat.ClopperPearson;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Calibration and pass@N of checkpoints in words and tables. */
final class OverconfidenceFindings {
  private static final double EXACT_LEVEL = 0.9;

  private final List<Checkpoint> checkpoints;
  private final int bins;
  private final List<Integer> sizes;
  private final List<double[][]> passes;
  private final List<Calibration> calibrations;
  private final List<double[]> means;
  private final Map<String, Integer> clusterOf = new LinkedHashMap<>();
  private final Optional<ClusterBootstrap> bootstrap;
  private final double level;

  OverconfidenceFindings(
      List<Checkpoint> checkpoints, Observations table, Fitter fitter, int bins) {
    this.checkpoints = checkpoints;
    this.bins = bins;
    this.sizes = sizes(checkpoints);
    this.passes =
        checkpoints.stream()
            .map(c -> sizes.stream().map(c::passAt).toArray(double[][]::new))
            .toList();
    Map<String, String> keys = keys(checkpoints, table, fitter);
    keys.keySet().forEach(problem -> clusterOf.put(problem, clusterOf.size()));
    double[] once = once();
    this.calibrations = checkpoints.stream().map(c -> calibration(c, once)).toList();
    this.means = IntStream.range(0, checkpoints.size()).mapToObj(c -> passAtAll(c, once)).toList();
    this.bootstrap =
        fitter.uncertainty() instanceof Uncertainty.Bootstrap how
            ? Optional.of(
                ClusterBootstrap.byKey(
                    List.copyOf(keys.values()),
                    how.draws(),
                    how.level(),
                    fitter.root().child("overconfidence"),
                    fitter.threads()))
            : Optional.empty();
    this.level = bootstrap.map(ClusterBootstrap::level).orElse(EXACT_LEVEL);
  }

  /** Problem to the cluster that it is drawn with: itself, or what {@code --by} names. */
  private static Map<String, String> keys(
      List<Checkpoint> checkpoints, Observations table, Fitter fitter) {
    Map<String, String> keys = new LinkedHashMap<>();
    checkpoints.forEach(c -> c.problems().forEach(problem -> keys.put(problem, problem)));
    if (fitter.uncertainty() instanceof Uncertainty.Bootstrap how && !how.cluster().isEmpty()) {
      List<String> rows = ClusterBootstrap.keys(table, how.cluster());
      List<String> problems = Checkpoint.problems(table);
      for (int row = 0; row < rows.size(); row++) {
        keys.put(problems.get(row), rows.get(row));
      }
    }
    return keys;
  }

  /** Powers of two up to the fewest samples of any row, and that number itself. */
  private static List<Integer> sizes(List<Checkpoint> checkpoints) {
    int fewest = checkpoints.stream().mapToInt(Checkpoint::fewestSamples).min().orElse(0);
    List<Integer> sizes = new ArrayList<>();
    for (int n = 1; n < fewest; n *= 2) {
      sizes.add(n);
    }
    if (fewest > 0) {
      sizes.add(fewest);
    }
    return sizes;
  }

  Findings on(Findings start) {
    Findings findings =
        start
            .with(Findings.Fact.of("checkpointCount", "checkpoints", "", checkpoints.size()))
            .with(Findings.Fact.of("problemCount", "problems", "", clusterOf.size()))
            .with(calibrationTable())
            .with(binTable());
    if (sizes.isEmpty()) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "no-counts",
                  Diagnostic.Severity.NOTE,
                  "the table has no n and c, so pass@N is left out; map them with --columns"));
    } else {
      findings = findings.with(passTable()).with(bestTable()).with(crossingTable());
    }
    return findings.withHeadline(headline());
  }

  private double[] times(Checkpoint checkpoint, double[] ofProblems) {
    return checkpoint.problems().stream()
        .mapToDouble(problem -> ofProblems[clusterOf.getOrDefault(problem, 0)])
        .toArray();
  }

  private double[] once() {
    double[] once = new double[clusterOf.size()];
    Arrays.fill(once, 1);
    return once;
  }

  private Calibration calibration(Checkpoint checkpoint, double[] ofProblems) {
    return Calibration.of(
        checkpoint.confidence(), checkpoint.correct(), times(checkpoint, ofProblems), bins);
  }

  private Findings.Table calibrationTable() {
    Findings.Builder table =
        Findings.Table.builder("checkpoints", "Calibration by checkpoint")
            .column("checkpoint", "checkpoint")
            .column("answers", "answers")
            .column("confidence", "mean confidence")
            .column("accuracy", "accuracy")
            .column("overconfidence", "overconfidence")
            .column("overconfidenceLow", "low")
            .column("overconfidenceHigh", "high")
            .column("expectedError", "expected calibration error")
            .column("expectedErrorLow", "low")
            .column("expectedErrorHigh", "high");
    for (int c = 0; c < checkpoints.size(); c++) {
      Checkpoint checkpoint = checkpoints.get(c);
      Calibration own = calibrations.get(c);
      double accuracy = Arrays.stream(checkpoint.correct()).average().orElse(Double.NaN);
      Quantile.Interval[] intervals =
          intervals(
              times -> {
                Calibration drawn = calibration(checkpoint, times);
                return new double[] {drawn.overconfidence(), drawn.expectedError()};
              },
              2);
      table.row(
          checkpoint.name(),
          checkpoint.confidence().length,
          accuracy + own.overconfidence(),
          accuracy,
          own.overconfidence(),
          intervals[0].low(),
          intervals[0].high(),
          own.expectedError(),
          intervals[1].low(),
          intervals[1].high());
    }
    return table.build();
  }

  private Quantile.Interval[] intervals(Function<double[], double[]> statistic, int count) {
    Quantile.Interval[] out = new Quantile.Interval[count];
    Arrays.fill(out, new Quantile.Interval(Double.NaN, Double.NaN));
    bootstrap.ifPresent(how -> {
      double[][] drawn = how.run(statistic);
      for (int i = 0; i < count; i++) {
        out[i] = how.interval(drawn[i]);
      }
    });
    return out;
  }

  private Findings.Table binTable() {
    Findings.Builder table =
        Findings.Table.builder(
                "bins",
                String.format(
                    Locale.ROOT,
                    "Confidence by correctness; exact %.4g %% intervals of the accuracy",
                    100 * level))
            .detail()
            .column("checkpoint", "checkpoint")
            .column("low", "confidence from")
            .column("high", "to")
            .column("right", "right answers")
            .column("wrong", "wrong answers")
            .column("confidence", "mean confidence")
            .column("accuracy", "accuracy")
            .column("accuracyLow", "accuracy low")
            .column("accuracyHigh", "accuracy high");
    for (int c = 0; c < checkpoints.size(); c++) {
      for (Calibration.Bin bin : calibrations.get(c).bins()) {
        Quantile.Interval exact = ClopperPearson.of((long) bin.right(), (long) bin.count(), level);
        table.row(
            checkpoints.get(c).name(),
            bin.low(),
            bin.high(),
            bin.right(),
            bin.wrong(),
            bin.meanConfidence(),
            bin.accuracy(),
            exact.low(),
            exact.high());
      }
    }
    return table.build();
  }

  private Findings.Table passTable() {
    Findings.Builder table =
        Findings.Table.builder("passAtN", "pass@N, and its bound for answers as sure as these")
            .column("checkpoint", "checkpoint")
            .column("n", "N", "samples")
            .column("passAtN", "pass@N")
            .column("low", "low")
            .column("high", "high")
            .column("bound", "bound")
            .column("regret", "regret");
    for (int c = 0; c < checkpoints.size(); c++) {
      int at = c;
      Checkpoint checkpoint = checkpoints.get(c);
      Calibration calibration = calibrations.get(c);
      Quantile.Interval[] intervals = intervals(times -> passAtAll(at, times), sizes.size());
      double[] pass = means.get(c);
      for (int s = 0; s < sizes.size(); s++) {
        double bound = checkpoint.bound(calibration, sizes.get(s));
        table.row(
            checkpoint.name(),
            sizes.get(s),
            pass[s],
            intervals[s].low(),
            intervals[s].high(),
            bound,
            bound - pass[s]);
      }
    }
    return table.build();
  }

  private double[] passAtAll(int checkpoint, double[] ofProblems) {
    double[] times = times(checkpoints.get(checkpoint), ofProblems);
    return Arrays.stream(passes.get(checkpoint))
        .mapToDouble(rows -> ClusterBootstrap.mean(rows, times))
        .toArray();
  }

  private Findings.Table bestTable() {
    Findings.Builder table =
        Findings.Table.builder("best", "The best checkpoint by number of samples")
            .column("n", "N", "samples")
            .column("checkpoint", "checkpoint")
            .column("passAtN", "pass@N");
    for (int s = 0; s < sizes.size(); s++) {
      int best = best(s);
      table.row(sizes.get(s), checkpoints.get(best).name(), means.get(best)[s]);
    }
    return table.build();
  }

  private int best(int size) {
    int best = 0;
    for (int c = 1; c < checkpoints.size(); c++) {
      best = means.get(c)[size] > means.get(best)[size] ? c : best;
    }
    return best;
  }

  private String nameOfBest(int size) {
    return checkpoints.get(best(size)).name();
  }

  private Findings.Table crossingTable() {
    Findings.Builder table =
        Findings.Table.builder("crossings", "Where the order of two checkpoints turns")
            .column("below", "better below")
            .column("above", "better above")
            .column("n", "at N", "samples");
    double[] grid = sizes.stream().mapToDouble(Integer::doubleValue).toArray();
    for (int i = 0; i < checkpoints.size(); i++) {
      for (int j = i + 1; j < checkpoints.size(); j++) {
        double[] a = means.get(i);
        double[] b = means.get(j);
        for (Crossing crossing : Crossing.between(grid, a, b)) {
          boolean firstBelow = leads(grid, a, b, crossing.samples());
          table.row(
              checkpoints.get(firstBelow ? i : j).name(),
              checkpoints.get(firstBelow ? j : i).name(),
              crossing.samples());
        }
      }
    }
    return table.build();
  }

  /** Whether a is above b just below this number of samples. */
  private static boolean leads(double[] grid, double[] a, double[] b, double samples) {
    int at = 0;
    while (at + 1 < grid.length && grid[at + 1] < samples) {
      at++;
    }
    return a[at] > b[at];
  }

  private String headline() {
    Checkpoint last = checkpoints.getLast();
    Calibration own = calibrations.getLast();
    String sure =
        String.format(
            Locale.ROOT,
            "Checkpoint %s is %s by %.3g (expected calibration error %.3g)",
            last.name(),
            own.overconfidence() > 0 ? "too sure" : "not sure enough",
            Math.abs(own.overconfidence()),
            own.expectedError());
    if (sizes.isEmpty() || checkpoints.size() < 2) {
      return sure + ".";
    }
    return sure
        + "; pass@%d is highest at checkpoint %s, pass@%d at checkpoint %s."
            .formatted(
                sizes.getFirst(), nameOfBest(0), sizes.getLast(), nameOfBest(sizes.size() - 1));
  }
}
