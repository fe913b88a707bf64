package isoloss.benchmarks;

import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.optim.Vectorisation;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was measured on all sides, and how it is told. */
final class Comparison {
  /** A start has reached the optimum within this of the best value of any side, relatively. */
  private static final double AGREEMENT = 1e-8;

  private static final double NEAR = 1e-2;

  /** The runs of one side, in the order of the repeats. */
  record Side(String name, List<Measured.Grid> grids, List<Measured.Bootstrap> bootstraps) {
    Side(String name) {
      this(name, new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Optional<JsonObject> versions;
  private final Problem problem;
  private final Side ours = new Side("isoloss");
  private final Map<SciPySide.Variant, Side> theirs = new LinkedHashMap<>();

  Comparison(Optional<JsonObject> versions, Problem problem) {
    this.versions = versions;
    this.problem = problem;
  }

  Side ours() {
    return ours;
  }

  Side theirs(SciPySide.Variant variant) {
    return theirs.computeIfAbsent(variant, each -> new Side(each.name()));
  }

  private List<Side> sides() {
    return Stream.concat(Stream.of(ours), theirs.values().stream()).toList();
  }

  private double optimum() {
    return sides().stream()
        .flatMap(side -> side.grids.stream())
        .mapToDouble(Measured.Grid::best)
        .min()
        .orElse(Double.NaN);
  }

  private String environment() {
    String here =
        "Java %s (%s), %s"
            .formatted(Runtime.version(), System.getProperty("os.arch"), Vectorisation.describe());
    return versions
        .map(v ->
            here
                + "; Python %s, NumPy %s, SciPy %s"
                    .formatted(v.text("python"), v.text("numpy"), v.text("scipy")))
        .orElse(here + "; no python3 with NumPy and SciPy was found: nothing to compare with");
  }

  private static String tolerances() {
    return "tolerances: SciPy ftol "
        + GridAgainstSciPy.DECREASE_TOLERANCE
        + " of max(|F|, 1), gtol 1e-8 (its defaults: 2.2e-9, 1e-5); isoloss the same ftol of |F|,"
        + " gradient 1e-6 of |F| per max(1, |x|), stricter on both counts;"
        + " one thread each; repeats alternate";
  }

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(environment()).append('\n').append(tolerances()).append("\n\n");
    out.append(
        "%d starts on %d rows; best F = %.16g%n"
            .formatted(problem.starts().size(), problem.rows().size(), optimum()));
    line(
        out,
        "side",
        "CPU s cold",
        "CPU s warm",
        "wall s",
        "evals/start",
        "at optimum",
        "within 1 %",
        "ratio");
    for (Side side : sides()) {
      gridLine(out, side);
    }
    out.append(
        "%n%d bootstrap draws from Hoffmann's constants%n".formatted(problem.counts().length));
    line(out, "side", "CPU s cold", "CPU s warm", "wall s", "se(alpha)", "se(beta)", "ratio");
    for (Side side : sides()) {
      bootstrapLine(out, side);
    }
    return out.toString();
  }

  private void gridLine(StringBuilder out, Side side) {
    Measured.Grid last = side.grids.getLast();
    int starts = last.values().length;
    line(
        out,
        side.name,
        number("%.3f", cold(side.grids)),
        number("%.3f", warm(side.grids, Measured::cpuSeconds)),
        number("%.3f", warm(side.grids, Measured::wallSeconds)),
        number("%.1f", (double) last.evaluations() / starts),
        number("%.1f %%", 100.0 * last.reached(optimum(), AGREEMENT) / starts),
        number("%.1f %%", 100.0 * last.reached(optimum(), NEAR) / starts),
        ratio(side == ours, ours.grids, side.grids));
  }

  private void bootstrapLine(StringBuilder out, Side side) {
    Measured.Bootstrap last = side.bootstraps.getLast();
    line(
        out,
        side.name,
        number("%.3f", cold(side.bootstraps)),
        number("%.3f", warm(side.bootstraps, Measured::cpuSeconds)),
        number("%.3f", warm(side.bootstraps, Measured::wallSeconds)),
        number("%.5f", standardError(last, 3)),
        number("%.5f", standardError(last, 4)),
        ratio(side == ours, ours.bootstraps, side.bootstraps));
  }

  private static void line(StringBuilder out, String name, String... cells) {
    out.append("%-24s".formatted(name));
    for (String cell : cells) {
      out.append("%13s".formatted(cell));
    }
    out.append('\n');
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String ratio(
      boolean own, List<? extends Measured> ours, List<? extends Measured> side) {
    return own ? "" : number("%.1f", ratio(ours, side, Measured::cpuSeconds));
  }

  /** Of the CPU seconds of the first repeat, in which our code is still being compiled. */
  private static double cold(List<? extends Measured> runs) {
    return runs.getFirst().cpuSeconds();
  }

  /** Median over the repeats after the first, or the first if there is no other. */
  private static double warm(List<? extends Measured> runs, ToDoubleFunction<Measured> seconds) {
    List<? extends Measured> later = runs.size() > 1 ? runs.subList(1, runs.size()) : runs;
    return Quantile.median(later.stream().mapToDouble(seconds).toArray());
  }

  private static double ratio(
      List<? extends Measured> ours,
      List<? extends Measured> side,
      ToDoubleFunction<Measured> seconds) {
    return warm(side, seconds) / warm(ours, seconds);
  }

  private static double standardError(Measured.Bootstrap run, int coordinate) {
    double[] draws = Arrays.stream(run.points()).mapToDouble(point -> point[coordinate]).toArray();
    return Moments.of(draws).standardDeviation().orElse(Double.NaN);
  }

  Map<String, @Nullable Object> tree() {
    return Json.object(
        "schema", "isoloss/benchmark-grid/1",
        "environment", environment(),
        "tolerances", tolerances(),
        "lanes", Vectorisation.lanes(),
        "rows", problem.rows().size(),
        "starts", problem.starts().size(),
        "draws", problem.counts().length,
        "bestObjective", optimum(),
        "sides", sides().stream().map(this::tree).toList());
  }

  private Map<String, @Nullable Object> tree(Side side) {
    Measured.Grid grid = side.grids.getLast();
    Measured.Bootstrap bootstrap = side.bootstraps.getLast();
    return Json.object(
        "name", side.name,
        "grid",
            Json.object(
                "cpuSeconds", seconds(side.grids, Measured::cpuSeconds),
                "wallSeconds", seconds(side.grids, Measured::wallSeconds),
                "evaluations", grid.evaluations(),
                "bestObjective", grid.best(),
                "atOptimum", grid.reached(optimum(), AGREEMENT),
                "withinOnePercent", grid.reached(optimum(), NEAR),
                "coldCpuRatio", cold(side.grids) / cold(ours.grids),
                "cpuRatio", ratio(ours.grids, side.grids, Measured::cpuSeconds),
                "wallRatio", ratio(ours.grids, side.grids, Measured::wallSeconds)),
        "bootstrap",
            Json.object(
                "cpuSeconds", seconds(side.bootstraps, Measured::cpuSeconds),
                "wallSeconds", seconds(side.bootstraps, Measured::wallSeconds),
                "evaluations", bootstrap.evaluations(),
                "standardErrorAlpha", standardError(bootstrap, 3),
                "standardErrorBeta", standardError(bootstrap, 4),
                "coldCpuRatio", cold(side.bootstraps) / cold(ours.bootstraps),
                "cpuRatio", ratio(ours.bootstraps, side.bootstraps, Measured::cpuSeconds),
                "wallRatio", ratio(ours.bootstraps, side.bootstraps, Measured::wallSeconds)));
  }

  private static List<Double> seconds(
      List<? extends Measured> runs, ToDoubleFunction<Measured> which) {
    return runs.stream().map(run -> which.applyAsDouble(run)).toList();
  }
}
