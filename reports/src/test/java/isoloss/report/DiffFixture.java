package isoloss.report;

import isoloss.data.Provenance;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Findings;
import isoloss.rank.compare.PairedComparison;
import isoloss.rank.evidence.Evidence;

/** Two models on forty questions of three sources. */
final class DiffFixture {
  private DiffFixture() {}

  static Findings diff() {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < 40; i++) {
      int sample =
          builder.sample(
              Sample.named("q" + i, Kind.BINARY)
                  .withSource("source " + i % 3)
                  .withCluster("passage " + i / 2));
      builder.score(builder.model("first"), sample, i * 7 % 10 < 7 ? 1 : 0);
      builder.score(builder.model("second"), sample, i * 3 % 10 < 5 ? 1 : 0);
    }
    Evidence evidence = Evidence.of(builder.build(Conflicts.REFUSE, Provenance.NONE).pool());
    return PairedComparison.withDefaults().withDraws(200).of(evidence, "first", "second", "");
  }
}
