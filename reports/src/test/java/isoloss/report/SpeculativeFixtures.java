package isoloss.report;

import isoloss.cost.speculative.AcceptanceVector;
import isoloss.cost.speculative.ClusteredCounters;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.PositionCounters;
import isoloss.cost.speculative.RoundTime;
import isoloss.cost.speculative.VerificationTime;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.law.speculative.AcceptanceTables;
import isoloss.law.speculative.CounterTable;
import isoloss.plan.speculative.MeasuredChains;
import isoloss.plan.speculative.SpeculativePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A plan of speculative decoding from made-up counters. */
public final class SpeculativeFixtures {
  private SpeculativeFixtures() {}

  public static Findings plan() {
    Map<Setting, ClusteredCounters> counters = new LinkedHashMap<>();
    counters.put(
        new Setting("", "", "target-9b", "drafter"),
        new ClusteredCounters(List.of(PositionCounters.of(900, 700, 500, 330, 200))));
    CounterTable table = new CounterTable(List.of("model", "method"), counters, List.of());
    AcceptanceTables acceptance =
        AcceptanceTables.of(table, false, new AcceptanceTables.Interval(0.9, 200, new Seed(42)));
    RoundTime time = new RoundTime(0.08, VerificationTime.of(Map.of(1, 1.0, 64, 1.6)));
    MeasuredChains chains =
        MeasuredChains.of(
            acceptance.rows(),
            List.of(),
            new MeasuredChains.Options(
                MeasuredChains.Model.AUTO,
                OptionalDouble.of(time.draftStep()),
                time.verification(),
                200,
                new Seed(42)));
    return SpeculativePlan.withDefaults()
        .withChains(chains.questions(), table.labels())
        .with(
            new SpeculativePlan.TreeQuestion(
                new AcceptanceVector(Values.of(0.62, 0.12, 0.05, 0.02, 0.01)), true, 32, 6, time))
        .findings(42, "isoloss plan speculative --positions counters.csv --draft-cost .08")
        .with(acceptance.acceptance())
        .with(acceptance.positions());
  }
}
