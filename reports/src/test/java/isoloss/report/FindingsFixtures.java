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
import isoloss.law.diffusion.Smdm;
import isoloss.law.infinite.InfiniteCompute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings of analyses on tables made by hand. */
public final class FindingsFixtures {
  private FindingsFixtures() {}

  /** One of each analysis that has charts. */
  public static List<Findings> all() {
    return List.of(infiniteCompute(), smdm());
  }

  /** At least one for each chart of findings. */
  public static List<Findings> ofEveryChart() {
    return Stream.of(
            Fixtures.findings(),
            all(),
            SamplingFixtures.all(),
            PassUntilFixtures.all(),
            TrainToTestFixture.all(),
            RankingFixtures.all(),
            List.of(TestTimeFixture.plan(), SpeculativeFixtures.plan(), DiffFixture.diff()))
        .flatMap(List::stream)
        .toList();
  }

  /** Four sizes at four amounts of data, with a little deterministic scatter. */
  public static Findings infiniteCompute() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double n = 0.15 * Math.pow(2, i);
        double d = 0.2 * Math.pow(2, j);
        double loss = 0.08 / n + 0.5 * Math.pow(d, -0.3) + 1.9 + 0.004 * Math.sin(5.0 * i + j);
        rows.add(new double[] {n * 1e9, d * 1e9, loss});
      }
    }
    return run(
        new InfiniteCompute(),
        table(
            rows,
            List.of(Variable.N, Variable.D, Variable.L),
            "series",
            Collections.nCopies(rows.size(), "ensemble_asymptotes")));
  }

  /** Two families with optima at five budgets. */
  public static Findings smdm() {
    List<double[]> rows = new ArrayList<>();
    List<String> models = new ArrayList<>();
    for (double flops : new double[] {6e18, 1e19, 3e19, 6e19, 1e20}) {
      double lg = Math.log10(flops);
      double scatter = 5e-4 * Math.sin(40 * lg);
      rows.add(
          new double[] {
            flops, 1e-4 * Math.pow(flops, 0.64), Math.pow(10, 1.66 - 0.064 * lg + scatter)
          });
      models.add("autoregressive");
      rows.add(
          new double[] {
            flops, 1e-4 * Math.pow(flops, 0.63), Math.pow(10, 1.70 - 0.0625 * lg - scatter)
          });
      models.add("masked");
    }
    return run(
        new Smdm(), table(rows, List.of(Variable.C, Variable.N, Variable.L), "model", models));
  }

  private static Findings run(Analysis analysis, Observations rows) {
    return Fitter.withDefaults()
        .withUncertainty(Uncertainty.Bootstrap.ofRows(2, 0.9))
        .run(analysis, new Imported(Split.none(rows), List.of(), 0, List.of()));
  }

  private static Observations table(
      List<double[]> rows, List<Variable> variables, String label, List<String> texts) {
    double[][] columns = new double[variables.size()][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows.get(row)[column];
      }
    }
    return Observations.of(
        variables,
        columns,
        Map.of(label, texts),
        Collections.nCopies(rows.size(), Observations.Origin.COMPUTED),
        Provenance.NONE);
  }
}
