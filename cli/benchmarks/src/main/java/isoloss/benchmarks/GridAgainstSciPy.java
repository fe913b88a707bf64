package isoloss.benchmarks;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.optim.Lbfgs;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chinchilla's 4,500 starts and Epoch's bootstrap, here and in SciPy's L-BFGS-B with the analytic
 * gradient, alternating in one call on one thread each.
 *
 * <p>{@code GridAgainstSciPy DATA.csv [--repeats N] [--draws N] [--json FILE]}
 */
public final class GridAgainstSciPy {
  static final double DECREASE_TOLERANCE = 2.2e-13;

  /** At our tolerances; the same with the objective scaled to suit them; and as SciPy comes. */
  private static final List<SciPySide.Variant> VARIANTS =
      List.of(
          new SciPySide.Variant("SciPy", 1, DECREASE_TOLERANCE, 1e-8),
          new SciPySide.Variant("SciPy, F x 1e6", 1e6, DECREASE_TOLERANCE, 1e-8),
          new SciPySide.Variant("SciPy, its defaults", 1, 2.220446049250313e-9, 1e-5));

  private GridAgainstSciPy() {}

  public static void main(String[] arguments) throws IOException {
    try {
      run(List.of(arguments));
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(3);
    }
  }

  private static void run(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || arguments.getFirst().startsWith("--")) {
      System.err.println(
          "usage: GridAgainstSciPy DATA.csv [--repeats N] [--draws N] [--json FILE]");
      System.exit(2);
    }
    int repeats = Integer.parseInt(option(arguments, "--repeats").orElse("3"));
    int draws = Integer.parseInt(option(arguments, "--draws").orElse("4000"));
    Problem problem =
        Problem.of(
            ChinchillaRows.read(Path.of(arguments.getFirst())),
            draws,
            new Seed(42).child("bootstrap"));
    Comparison comparison = compare(problem, repeats);
    System.out.print(comparison.text());
    Optional<String> json = option(arguments, "--json");
    if (json.isPresent()) {
      Files.writeString(Path.of(json.get()), Json.pretty(comparison.tree()));
    }
  }

  private static Optional<String> option(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size()
        ? Optional.empty()
        : Optional.of(arguments.get(at + 1));
  }

  private static Comparison compare(Problem problem, int repeats) throws IOException {
    Path counts = Files.createTempFile("isoloss-benchmark", ".f8");
    try {
      writeCounts(problem.counts(), counts);
      Optional<SciPySide> scipy = SciPySide.start("grid_against_scipy.py", setup(problem, counts));
      try {
        return measured(problem, scipy, repeats);
      } finally {
        scipy.ifPresent(SciPySide::close);
      }
    } finally {
      Files.deleteIfExists(counts);
    }
  }

  /** Alternates the sides; ours runs cold the first time. */
  private static Comparison measured(Problem problem, Optional<SciPySide> scipy, int repeats) {
    OurSide ours =
        new OurSide(problem, Lbfgs.withDefaults().withDecreaseTolerance(DECREASE_TOLERANCE));
    Comparison comparison = new Comparison(scipy.map(SciPySide::versions), problem);
    for (int repeat = 0; repeat < repeats; repeat++) {
      comparison.ours().grids().add(ours.grid());
      for (SciPySide.Variant variant : VARIANTS) {
        scipy.ifPresent(
            side -> comparison.theirs(variant).grids().add(grid(side.run("grid", variant))));
      }
      comparison.ours().bootstraps().add(ours.bootstrap());
      for (SciPySide.Variant variant : VARIANTS) {
        scipy.ifPresent(side ->
            comparison.theirs(variant).bootstraps().add(bootstrap(side.run("bootstrap", variant))));
      }
    }
    return comparison;
  }

  private static Measured.Grid grid(JsonObject answer) {
    return new Measured.Grid(
        answer.number("cpuSeconds"),
        answer.number("wallSeconds"),
        answer.integer("evaluations"),
        answer.numbers("values"));
  }

  private static Measured.Bootstrap bootstrap(JsonObject answer) {
    return new Measured.Bootstrap(
        answer.number("cpuSeconds"),
        answer.number("wallSeconds"),
        answer.integer("evaluations"),
        answer.matrix("points"));
  }

  private static void writeCounts(double[][] counts, Path target) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (double[] draw : counts) {
        for (double count : draw) {
          out.writeDouble(count);
        }
      }
    }
  }

  private static Map<String, @Nullable Object> setup(Problem problem, Path counts) {
    ChinchillaRows rows = problem.rows();
    return Json.object(
        "u", boxed(rows.u()),
        "v", boxed(rows.v()),
        "y", boxed(rows.y()),
        "starts", problem.starts().stream().map(GridAgainstSciPy::boxed).toList(),
        "counts", counts.toString(),
        "warmStart", boxed(Problem.WARM_START));
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
