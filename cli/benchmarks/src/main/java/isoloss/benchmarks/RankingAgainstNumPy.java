package isoloss.benchmarks;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.importer.PoolReader;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.data.pool.Pool;
import isoloss.rank.Aggregators;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.uncertainty.ErrorKind;
import isoloss.rank.uncertainty.ErrorPlan;
import isoloss.rank.uncertainty.Uncertain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Plackett-Luce as ONEBench has it, with a bootstrap over samples: ours and choix's algorithm on
 * NumPy on the same wide table, one thread each, in CPU seconds.
 */
public final class RankingAgainstNumPy {
  private RankingAgainstNumPy() {}

  /**
   * @param arguments a wide table of scores 0 and 1, for example of {@link GeneratedPool}, and the
   *     number of draws (200 by default)
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    String file = arguments[0];
    int draws = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    Aggregator method = Aggregators.PLACKETT_LUCE.get();
    OurSide.Timed<Pool> read =
        OurSide.timed(() -> PoolReader.withDefaults().read(List.of(file)).pool());
    Evidence evidence = Evidence.of(read.result());
    OurSide.Timed<Values> fit = OurSide.timed(() -> method.fit(evidence, Request.full(1)).scores());
    OurSide.Timed<Uncertain> bootstrap =
        OurSide.timed(() ->
            new ErrorPlan(ErrorKind.BOOTSTRAP, draws, 0.95, new Seed(42), 1)
                .fit(method, evidence, any -> true));
    JsonObject python = python(file, draws);
    double[] theta = python.numbers("theta");
    double[] errors = python.numbers("errors");
    List<String> names = python.texts("models");
    double furthest = 0;
    double ratio = 0;
    for (int i = 0; i < theta.length; i++) {
      int model = read.result().models().indexOf(names.get(i));
      furthest = Math.max(furthest, Math.abs(theta[i] - fit.result().get(model)));
      ratio += bootstrap.result().standardErrors().get(model) / errors[i] / theta.length;
    }
    line("reading", read.cpuSeconds(), python.number("read"));
    line("fit with clustered errors, NumPy without", fit.cpuSeconds(), python.number("fit"));
    line(draws + " draws, ours with rank sets", bootstrap.cpuSeconds(), python.number("draws"));
    System.out.printf(
        Locale.ROOT,
        "largest difference of strengths %.2e; mean ratio of bootstrap errors %.3f; NumPy %s%n",
        furthest,
        ratio,
        python.text("numpy"));
  }

  private static void line(String name, double ours, double theirs) {
    System.out.printf(
        Locale.ROOT,
        "%-44s ours %7.2f CPU s  NumPy %8.2f CPU s  ratio %6.1f%n",
        name,
        ours,
        theirs,
        theirs / ours);
  }

  private static JsonObject python(String file, int draws)
      throws IOException, InterruptedException {
    Process process = SciPySide.python("ranking.py", file, String.valueOf(draws), "42").start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("python3 ended with code " + process.exitValue());
    }
    return Json.parseObject(answer, "the answer of python3");
  }
}
