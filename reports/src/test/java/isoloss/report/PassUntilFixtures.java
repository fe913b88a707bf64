package isoloss.report;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.CountTable;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.passuntil.PassUntilAnalysis;
import isoloss.sampling.plan.Pilot;
import isoloss.sampling.plan.SamplesPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A task law and a plan of samples, from made-up counts. */
public final class PassUntilFixtures {
  private static final int SIZES = 5;
  private static final int PROBLEMS = 24;
  private static final int SAMPLES = 1_000;

  private PassUntilFixtures() {}

  public static List<Findings> all() {
    return List.of(taskLaw(), samples());
  }

  private static int correct(int size, int problem) {
    double hardness = 2.1 - 0.08 * problem;
    return (int) Math.rint(SAMPLES * Math.exp(-Math.exp(hardness - 0.35 * size)));
  }

  /** Five sizes, each four times the last. */
  private static Findings taskLaw() {
    int rows = SIZES * PROBLEMS;
    double[][] columns = new double[3][rows];
    List<String> models = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<Observations.Origin> origins = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int size = row / PROBLEMS;
      columns[0][row] = SAMPLES;
      columns[1][row] = correct(size, row % PROBLEMS);
      columns[2][row] = 5e7 * Math.pow(4, size);
      models.add("rung " + size);
      problems.add("p" + row % PROBLEMS);
      origins.add(new Observations.Origin("counts.csv", row + 2));
    }
    Observations table =
        Observations.of(
            List.of(CountTable.SAMPLES, CountTable.CORRECT, Variable.N),
            columns,
            Map.of("model", models, "problem", problems),
            origins,
            Provenance.NONE);
    return Fitter.withDefaults()
        .withThreads(1)
        .withUncertainty(Uncertainty.Bootstrap.ofRows(100, 0.9))
        .run(new PassUntilAnalysis(), new Imported(Split.none(table), List.of(), 0, List.of()));
  }

  private static Findings samples() {
    List<ProblemCounts> problems = new ArrayList<>();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      problems.add(ProblemCounts.of("p" + problem, SAMPLES, correct(1, problem)));
    }
    return new SamplesPlan(
            SamplesPlan.View.FIXED, OptionalDouble.empty(), 0.95, OptionalLong.of(50_000), 100)
        .of(
            Pilot.of(problems, 100, new Seed(42), 1),
            42,
            "isoloss plan samples counts.csv --k 100");
  }
}
