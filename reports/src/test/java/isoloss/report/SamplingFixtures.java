package isoloss.report;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.CountTable;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.confidence.OverconfidenceAnalysis;
import isoloss.sampling.coverage.BetaBinomial;
import isoloss.sampling.coverage.DistributionAnalysis;
import isoloss.sampling.coverage.PassAtK;
import isoloss.sampling.selection.SelectionAnalysis;
import isoloss.sampling.verifier.Payoff;
import isoloss.sampling.verifier.ProblemType;
import isoloss.sampling.verifier.Verifier;
import isoloss.sampling.verifier.VerifierPlan;
import isoloss.sampling.verifier.VerifierRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Findings about repeated sampling, of small invented tables. */
public final class SamplingFixtures {
  private static final int PROBLEMS = 12;

  private SamplingFixtures() {}

  public static List<Findings> all() {
    return List.of(plan(), regression(), selection(), overconfidence(), coverage(), coverageLaw());
  }

  /** A beta-binomial on twelve problems, with made-up success. */
  private static Findings coverageLaw() {
    double[][] columns = new double[2][PROBLEMS];
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      columns[0][i] = 200;
      columns[1][i] = Math.max(0, i * i / 2 - 4);
      problems.add("p" + i);
    }
    Analysis analysis = new DistributionAnalysis(new BetaBinomial());
    return run(analysis, columns, Map.of("problem", problems));
  }

  /** pass@k of two models on twelve problems. */
  private static Findings coverage() {
    Map<String, List<ProblemCounts>> models = new java.util.LinkedHashMap<>();
    for (int model = 1; model <= 2; model++) {
      int skill = model;
      models.put(
          "model " + model,
          IntStream.range(0, PROBLEMS)
              .mapToObj(i -> ProblemCounts.of("p" + i, 200, Math.max(0, skill * i * i / 2 - 4)))
              .toList());
    }
    return PassAtK.withDefaults().of(new CountTable(models, 0), "");
  }

  /** The two types of the notebook of Stroebl et al. (2024). */
  public static Findings plan() {
    Verifier verifier = new Verifier(0.75, 1);
    return VerifierPlan.withDefaults()
        .with(new Payoff(1, -0.7, 0))
        .withMaxAttempts(12)
        .withStronger(0.9)
        .of(List.of(new ProblemType(0.58, 0.87, verifier), new ProblemType(0.42, 0.13, verifier)));
  }

  private static Findings regression() {
    double[] x = {0.1, 0.3, 0.5, 0.7, 0.85};
    double[] y = {0.75, 0.78, 0.84, 0.88, 0.93};
    return run(
        new VerifierRegression(),
        new double[][] {x, y},
        Map.of("model", List.of("a", "b", "c", "d", "e")));
  }

  private static Findings selection() {
    List<double[]> rows = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      int[] counts = {1 + i % 4, 2, 5 - i % 4};
      for (int a = 0; a < counts.length; a++) {
        rows.add(new double[] {counts[a], (i + a) % 3 == 0 ? 1 : 0, 0.2 * a + 0.05 * (i % 5)});
        problems.add("p" + i);
        answers.add("a" + a);
      }
    }
    return run(
        new SelectionAnalysis(), columns(rows), Map.of("problem", problems, "answer", answers));
  }

  private static Findings overconfidence() {
    List<double[]> rows = new ArrayList<>();
    List<String> checkpoints = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
      for (int i = 0; i < PROBLEMS; i++) {
        double confidence = Math.min(0.99, 0.25 * checkpoint + 0.02 * i);
        int right = checkpoint == 3 ? 8 * (i % 2) : 1 + (i + checkpoint) % 4;
        rows.add(new double[] {confidence, (i + checkpoint) % 3 == 0 ? 1 : 0, 8, right});
        checkpoints.add("epoch " + checkpoint);
        problems.add("p" + i);
      }
    }
    return run(
        new OverconfidenceAnalysis(),
        columns(rows),
        Map.of("checkpoint", checkpoints, "problem", problems));
  }

  private static double[][] columns(List<double[]> rows) {
    return IntStream.range(0, rows.getFirst().length)
        .mapToObj(c -> rows.stream().mapToDouble(row -> row[c]).toArray())
        .toArray(double[][]::new);
  }

  private static Findings run(
      Analysis analysis, double[][] columns, Map<String, List<String>> labels) {
    List<Variable> variables = new ArrayList<>(analysis.inputs());
    variables.addAll(analysis.optionalInputs());
    Observations table =
        Observations.of(
            variables,
            columns,
            labels,
            java.util.Collections.nCopies(columns[0].length, Observations.Origin.COMPUTED),
            Provenance.NONE);
    return Fitter.withDefaults()
        .withUncertainty(Uncertainty.Bootstrap.ofRows(40, 0.9))
        .run(analysis, new Imported(Split.none(table), List.of(), 0, List.of()));
  }
}
