package isoloss.spark;

import static isoloss.spark.LocalCounts.all;
import static isoloss.spark.LocalCounts.assertProducts;
import static isoloss.spark.LocalCounts.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.importer.PoolReader;
import isoloss.rank.engine.CountingEngine;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.ModelTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.CountedFit;
import isoloss.rank.method.Request;
import isoloss.rank.pair.BradleyTerry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StandaloneClusterTest {
  @TempDir static Path folder;

  /** What a ranking is made from. */
  private record Answer(
      List<ModelTally> models,
      PairCounts counts,
      CountedFit fit,
      double[][] products,
      Tally.Samples samples) {}

  private static Answer answer(List<String> files, String master) {
    CountingTask task =
        CountingTask.of(files, master)
            .withColumns(java.util.Map.of("cluster", "passage"))
            .withSetting("isoloss.blocks", "24")
            .withSetting("spark.executor.memory", "512m")
            .withSetting("spark.shuffle.io.retryWait", "1s")
            .withSetting("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .withSetting("spark.extraListeners", Progress.class.getName());
    try (Tally tally = CountingEngine.named("spark").count(task)) {
      PairCounts counts = tally.counts(all(tally));
      CountedFit fit = new BradleyTerry().fit(counts, new Prior.None(), Request.full(1));
      return new Answer(
          tally.models(),
          counts,
          fit,
          tally.pullProducts(all(tally), fit.pull()),
          tally.samples(all(tally)));
    }
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void aWorkerThatGoesDownChangesNothing() throws IOException {
    List<String> rows = GeneratedTable.mixed(3, 60, 2500);
    List<String> files = GeneratedTable.written(folder, rows, 4);
    for (String file : files) {
      Path path = Path.of(file);
      Files.writeString(path, Files.readString(path).replace(",weight,", ",loading,"));
    }
    try (StandaloneCluster cluster = StandaloneCluster.in(folder.resolve("cluster"))) {
      Progress.reset(() -> {});
      Answer calm = answer(files, cluster.master());
      assertThat(Progress.removedExecutors()).isZero();

      Progress.reset(cluster::killWorker);
      Answer troubled = answer(files, cluster.master());
      assertThat(Progress.removedExecutors()).isPositive();
      assertThat(Progress.readAgain()).isPositive();

      assertThat(troubled.models()).isEqualTo(calm.models());
      assertThat(troubled.samples()).isEqualTo(calm.samples());
      assertSame(troubled.counts(), calm.counts());
      assertThat(troubled.fit().strengths().scores()).isEqualTo(calm.fit().strengths().scores());
      assertThat(troubled.products()).isDeepEqualTo(calm.products());
      assertLikeOneMachine(calm, files);
    }
  }

  private static void assertLikeOneMachine(Answer answer, List<String> files) {
    Evidence evidence =
        Evidence.of(PoolReader.withDefaults().withColumns("cluster=passage").read(files).pool());
    assertThat(answer.models()).extracting(ModelTally::model).isEqualTo(evidence.pool().models());
    assertSame(answer.counts(), PairCounts.of(evidence));
    assertThat(answer.fit().strengths().scores())
        .isEqualTo(new BradleyTerry().fit(evidence, Request.full(1)).scores());
    assertProducts(answer.products(), LocalCounts.pullProducts(evidence, answer.fit().pull()));
  }
}
