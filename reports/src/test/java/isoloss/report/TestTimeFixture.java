package isoloss.report;

import isoloss.cost.kinetics.CostModel;
import isoloss.cost.kinetics.ModelFamily;
import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.plan.testtime.Measured;
import isoloss.plan.testtime.OutputLengths;
import isoloss.plan.testtime.TestTimePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan of test time from counts that were made by hand. */
public final class TestTimeFixture {
  private static final int DRAWN = 40;
  private static final int PROBLEMS = 12;

  private TestTimeFixture() {}

  /** Three Pythia on twelve problems, two output lengths in the table of costs. */
  public static Findings plan() {
    return new TestTimePlan(
            ModelFamily.PYTHIA.members().stream()
                .map(member -> member.served(ModelFamily.Count.PUBLISHED))
                .toList(),
            CostModel.published(),
            800,
            OutputLengths.fixed(List.of(256.0, 1024.0)),
            List.of(1.0),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(
                new TestTimePlan.FrontierQuestion(
                    imported(counts()), List.of(), 40, .9, Values.of(), new Seed(42), 1)))
        .findings(42, "");
  }

  private static Imported imported(Observations rows) {
    return new Imported(new Split(rows, rows.where(row -> false), ""), List.of(), 0, List.of());
  }

  /** Larger models solve more of each problem; problems range from easy to hopeless. */
  private static Observations counts() {
    List<String> models = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    List<String> names = List.of("Pythia 70M", "Pythia 410M", "Pythia 2.8B");
    for (int m = 0; m < names.size(); m++) {
      for (int problem = 0; problem < PROBLEMS; problem++) {
        models.add(names.get(m));
        problems.add("problem " + problem);
        double share = .35 * (m + 1) * Math.pow((PROBLEMS - 1.0 - problem) / PROBLEMS, 3);
        rows.add(new double[] {DRAWN, Math.rint(DRAWN * Math.min(1, share)), 256});
      }
    }
    double[][] columns = new double[3][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows.get(row)[column];
      }
    }
    return Observations.of(
        List.of(Measured.DRAWN, Measured.CORRECT, Measured.LENGTH),
        columns,
        Map.of("model", models, "problem", problems),
        rows.stream().map(row -> Observations.Origin.COMPUTED).toList(),
        Provenance.NONE);
  }
}
