package isoloss.report;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.plan.traintotest.Budget;
import isoloss.plan.traintotest.Serving;
import isoloss.plan.traintotest.TrainToTestPlan;
import isoloss.sampling.pretraining.JointLaw;
import java.util.List;
import java.util.Map;

/** pass@k over pre-training and a plan, from laws in numbers. */
public final class TrainToTestFixture {
  private static final JointLaw LAW =
      new JointLaw.Additive(Values.of(0.01, 0.23, 0.69, 0.86, 0.72, 5.1, 0.45));

  private TrainToTestFixture() {}

  /** One result for each chart. */
  public static List<Findings> all() {
    return List.of(byCompute(), plan());
  }

  /** Laws of compute for two k, with a target beyond them. */
  static Findings byCompute() {
    Findings.Builder cells =
        Findings.Table.builder("passAtKByCompute", "Means of pass@k")
            .column("k", "k")
            .column("model", "model")
            .column("compute", "compute", "FLOP")
            .column("observed", "pass@k")
            .column("role", "role");
    Findings.Builder curves =
        Findings.Table.builder("curves", "The laws over compute")
            .column("k", "k")
            .column("compute", "compute", "FLOP")
            .column("passAtK", "pass@k");
    for (int k : new int[] {1, 16}) {
      for (int i = 0; i <= 8; i++) {
        double compute = 1e18 * Math.pow(10, i / 2.0);
        double law = Math.exp(-6 / Math.pow(k, 0.3) * Math.pow(compute / 1e20, -0.1));
        curves.row(k, compute, law);
        cells.row(
            k,
            "checkpoint " + i,
            compute,
            law * (i % 2 == 0 ? 0.9 : 1.1),
            i == 8 ? "target" : i == 7 ? "not fitted" : "fit");
      }
    }
    return Findings.of(
            Findings.ANALYSIS,
            "pass-at-k-compute",
            "-ln pass@k = E0 + C0/C^alpha",
            42,
            "isoloss fit")
        .with(cells.build())
        .with(curves.build());
  }

  static Findings plan() {
    return new TrainToTestPlan(
            LAW,
            new Budget.Separate(1e21, 1e12),
            new Serving(1, 1),
            Map.of(),
            List.of(0.1, 1.0, 10.0))
        .run(42, "isoloss plan train-to-test");
  }
}
