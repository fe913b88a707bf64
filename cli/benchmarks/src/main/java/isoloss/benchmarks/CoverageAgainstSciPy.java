package isoloss.benchmarks;

import isoloss.data.Seed;
import isoloss.data.importer.TableReader;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.sampling.CountTable;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.coverage.BetaBinomial;
import isoloss.sampling.coverage.CoverageFit;
import isoloss.sampling.coverage.ScaledDensity;
import isoloss.sampling.coverage.SuccessDistribution;
import isoloss.sampling.coverage.ZeroInflated;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Distributions of success probabilities fitted to every model of a table of counts, with a
 * bootstrap of problems: ours and SciPy's in turn, one thread each, in CPU seconds.
 */
public final class CoverageAgainstSciPy {
  private static final List<SuccessDistribution> DISTRIBUTIONS =
      List.of(
          new BetaBinomial(),
          new ZeroInflated(),
          ScaledDensity.beta(),
          ScaledDensity.kumaraswamy());

  private CoverageAgainstSciPy() {}

  /**
   * @param arguments the table of counts, and the number of draws (200 by default)
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    int draws = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    Map<String, List<ProblemCounts>> models =
        CountTable.of(
                TableReader.of(List.of(CountTable.SAMPLES, CountTable.CORRECT))
                    .withLabels(CountTable.LABELS)
                    .withDuplicates(TableReader.Duplicates.KEEP)
                    .read(List.of(arguments[0]))
                    .observations())
            .models();
    JsonObject python = python(arguments[0], draws);
    double ours = 0;
    double theirs = 0;
    for (SuccessDistribution distribution : DISTRIBUTIONS) {
      double start = cpuSeconds();
      double likelihood = 0;
      for (List<ProblemCounts> problems : models.values()) {
        likelihood +=
            CoverageFit.of(distribution, problems, draws, new Seed(42), 1).negativeLogLikelihood();
      }
      double own = cpuSeconds() - start;
      JsonObject other = python.object(distribution.name());
      double theirLikelihood = 0;
      for (double[] estimate : other.matrix("estimates")) {
        theirLikelihood += estimate[0];
      }
      ours += own;
      theirs += other.number("cpuSeconds");
      line(distribution.name(), own, other.number("cpuSeconds"), likelihood, theirLikelihood);
    }
    line("all", ours, theirs, Double.NaN, Double.NaN);
  }

  private static void line(String name, double ours, double theirs, double first, double second) {
    System.out.printf(
        Locale.ROOT,
        "%-28s ours %7.2f CPU s  SciPy %8.2f CPU s  ratio %6.1f  -ln likelihood %.4f and %.4f%n",
        name,
        ours,
        theirs,
        theirs / ours,
        first,
        second);
  }

  private static JsonObject python(String counts, int draws)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3", "cli/benchmarks/src/main/python/coverage.py", counts, String.valueOf(draws));
    for (String name : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
      builder.environment().put(name, "1");
    }
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return Json.parseObject(answer, "the answer of python3");
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : System.nanoTime() / 1e9;
  }
}
