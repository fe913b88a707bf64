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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
      OurSide.Timed<Double> own =
          OurSide.timed(() ->
              models.values().stream()
                  .mapToDouble(problems ->
                      CoverageFit.of(distribution, problems, draws, new Seed(42), 1)
                          .negativeLogLikelihood())
                  .sum());
      JsonObject other = python.object(distribution.name());
      double theirLikelihood =
          Arrays.stream(other.matrix("estimates")).mapToDouble(estimate -> estimate[0]).sum();
      ours += own.cpuSeconds();
      theirs += other.number("cpuSeconds");
      line(
          distribution.name(),
          own.cpuSeconds(),
          other.number("cpuSeconds"),
          own.result(),
          theirLikelihood);
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
    Process process = SciPySide.python("coverage.py", counts, String.valueOf(draws)).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("python3 ended with code " + process.exitValue());
    }
    return Json.parseObject(answer, "the answer of python3");
  }
}
