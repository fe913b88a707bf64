package isoloss.spark;

import isoloss.data.importer.PoolReader;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Weighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedPointTest {
  @TempDir static Path folder;

  @Test
  void wholePartsOfWeightsAddUpToThem() throws IOException {
    Pool pool =
        PoolReader.withDefaults()
            .read(GeneratedTable.written(folder, GeneratedTable.mixed(1, 20, 150), 1))
            .pool();
    BitSet some = new BitSet();
    some.set(3, 9);
    for (Pool each : java.util.List.of(pool, pool.withModels(some))) {
      for (Weighting weighting : Weighting.values()) {
        Evidence evidence = Evidence.of(each).with(weighting);
        int models = each.modelCount();
        FixedPoint weights = FixedPoint.upTo(1.7);
        CountSum sum = new CountSum(models);
        sum.add(evidence, weights, IntStream.range(0, models).toArray());
        LocalCounts.assertClose(sum.counts(weights), PairCounts.of(evidence), 1e-13);
      }
    }
  }
}
