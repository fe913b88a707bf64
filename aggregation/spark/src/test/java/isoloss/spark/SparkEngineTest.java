package isoloss.spark;

import static isoloss.spark.LocalCounts.all;
import static isoloss.spark.LocalCounts.assertClose;
import static isoloss.spark.LocalCounts.assertProducts;
import static isoloss.spark.LocalCounts.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.importer.ImportedPool;
import isoloss.data.importer.PoolReader;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.rank.Ranker;
import isoloss.rank.Ranking;
import isoloss.rank.TallyRanker;
import isoloss.rank.engine.CountingEngine;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.ModelTally;
import isoloss.rank.engine.SampleTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.CountedFit;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.pair.BradleyTerry;
import isoloss.rank.pair.Davidson;
import isoloss.rank.uncertainty.ErrorPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkEngineTest {
  private static final String MASTER = "local[2]";
  private static final CountingEngine SPARK = CountingEngine.named("spark");

  @TempDir static Path folder;
  private static List<String> files = List.of();
  private static List<String> plain = List.of();

  @BeforeAll
  static void write() throws IOException {
    List<String> rows = GeneratedTable.mixed(1, 20, 150);
    files = GeneratedTable.written(Files.createDirectory(folder.resolve("weighted")), rows, 3);
    plain = new ArrayList<>();
    for (String file : files) {
      Path copy = folder.resolve(Path.of(file).getFileName());
      String text = Files.readString(Path.of(file)).replace(",weight,", ",loading,");
      plain.add(Files.writeString(copy, text).toString());
    }
  }

  private static CountingTask task(List<String> of) {
    return CountingTask.of(of, MASTER).withSetting("isoloss.blocks", "5");
  }

  private static Pool pool(List<String> of) {
    return PoolReader.withDefaults().read(of).pool();
  }

  @Test
  void countsAndStatisticsAreThoseOfOneMachine() {
    ImportedPool local = PoolReader.withDefaults().read(plain);
    Evidence evidence = Evidence.of(local.pool());
    try (Tally tally = SPARK.count(task(plain))) {
      assertThat(tally.models()).extracting(ModelTally::model).isEqualTo(local.pool().models());
      assertSame(tally.counts(all(tally)), PairCounts.of(evidence));
      assertThat(tally.repeats()).isEqualTo(local.repeats());
      Tally.Samples samples = tally.samples(all(tally));
      assertThat(samples.binary()).isEqualTo(local.pool().binaryCount());
      assertThat(samples.count()).isEqualTo(local.pool().sampleCount());
      assertThat(samples.clusters()).isEqualTo(evidence.clusterCount());
      assertModels(tally.models(), local.pool());
      assertSamples(tally, local.pool());
    }
  }

  private static void assertModels(List<ModelTally> models, Pool pool) {
    int[] measurements = pool.measurements();
    for (int m = 0; m < models.size(); m++) {
      ModelTally model = models.get(m);
      double[] sums = new double[2];
      for (int s = 0; s < pool.scoredCount(); s++) {
        double value = pool.score(m, s).orElse(0);
        sums[0] += value;
        sums[1] += pool.sample(s).kind() == Kind.BINARY ? value : 0;
      }
      assertThat(model.measured() + model.comparisons()).isEqualTo(measurements[m]);
      assertThat(model.solved()).isEqualTo((long) sums[1]);
      assertThat(model.mean()).isCloseTo(sums[0] / model.measured(), Offset.offset(1e-12));
      assertThat(model.sources()).isEqualTo(3);
    }
  }

  private static void assertSamples(Tally tally, Pool pool) {
    List<SampleTally> samples = new ArrayList<>();
    tally.forEachSample(samples::add);
    assertThat(samples).hasSize(pool.sampleCount());
    for (SampleTally each : samples) {
      int at = pool.samples().stream().map(s -> s.key()).toList().indexOf(each.key());
      assertThat(each.kind()).isEqualTo(pool.sample(at).kind());
      if (at < pool.scoredCount()) {
        assertThat(each.measured()).isEqualTo(pool.measured(at));
      }
    }
  }

  @Test
  void rankingAndClusteredErrorsAreThoseOfOneMachine() {
    Evidence evidence = Evidence.of(pool(plain));
    Strengths local = new BradleyTerry().fit(evidence, Request.full(1));
    try (Tally tally = SPARK.count(task(plain))) {
      CountedFit fit =
          new BradleyTerry().fit(tally.counts(all(tally)), new Prior.None(), Request.full(1));
      assertThat(fit.strengths().scores()).isEqualTo(local.scores());
      double[][] products = tally.pullProducts(all(tally), fit.pull());
      assertProducts(products, LocalCounts.pullProducts(evidence, fit.pull()));
      Influence here = local.influence().orElseThrow();
      Influence there = fit.influence(products, evidence.clusterCount());
      for (int i = 0; i < here.models(); i++) {
        assertThat(there.variance(i))
            .isCloseTo(here.variance(i), Offset.offset(1e-6 * here.variance(i)));
      }
    }
  }

  @Test
  void tablesOfComponentsAreThoseOfOneMachine() throws IOException {
    List<String> lines = new ArrayList<>(List.of(GeneratedTable.HEADER));
    for (int part = 0; part < 2; part++) {
      for (String row : GeneratedTable.mixed(7, 8 + part, 80)) {
        lines.add(row.replace("m", "m" + part + "-").replace(",s", ",s" + part + "-"));
      }
    }
    String file = Files.write(folder.resolve("two-parts.csv"), lines).toString();
    Evidence evidence = Evidence.of(pool(List.of(file)));
    ErrorPlan plan = ErrorPlan.withDefaults().withDraws(2000).withThreads(1);
    Ranking local = new Ranker(new BradleyTerry(), plan).rank(evidence);
    try (Tally tally = SPARK.count(task(List.of(file)))) {
      Ranking spread = new TallyRanker(new BradleyTerry(), plan).rank(tally, new Prior.None());
      assertThat(spread.components()).hasSize(2);
      for (int c = 0; c < 2; c++) {
        assertComponent(spread.components().get(c), local.components().get(c));
      }
      assertThat(spread.diagnostics()).isEqualTo(local.diagnostics());
    }
  }

  private static void assertComponent(Ranking.Component spread, Ranking.Component local) {
    assertThat(spread.samples()).isEqualTo(local.samples());
    assertThat(spread.clusters()).isEqualTo(local.clusters());
    assertThat(spread.critical()).isCloseTo(local.critical(), Offset.offset(0.15));
    for (int i = 0; i < local.rows().size(); i++) {
      Ranking.Row there = spread.rows().get(i);
      Ranking.Row here = local.rows().get(i);
      assertThat(there.model()).isEqualTo(here.model());
      assertThat(there.score()).isCloseTo(here.score(), Offset.offset(1e-9));
      assertThat(there.standardError().orElseThrow())
          .isCloseTo(here.standardError().orElseThrow(), Offset.offset(1e-6));
      assertThat(there.measurements()).isEqualTo(here.measurements());
      assertThat(there.sources()).isEqualTo(here.sources());
    }
  }

  @Test
  void clustersMayLieInSeveralBlocks() {
    List<String> of = plain;
    Map<String, String> columns = Map.of("cluster", "passage");
    Evidence evidence =
        Evidence.of(PoolReader.withDefaults().withColumns("cluster=passage").read(of).pool());
    try (Tally tally = SPARK.count(task(of).withColumns(columns))) {
      CountedFit fit =
          new Davidson().fit(tally.counts(all(tally)), new Prior.None(), Request.full(1));
      assertThat(tally.samples(all(tally)).clusters()).isEqualTo(evidence.clusterCount());
      assertProducts(
          tally.pullProducts(all(tally), fit.pull()),
          LocalCounts.pullProducts(evidence, fit.pull()));
    }
  }

  @Test
  void weightedCountsDoNotDependOnBlocks() {
    Evidence evidence = Evidence.of(pool(files)).with(Weighting.MEASUREMENTS);
    List<PairCounts> counted = new ArrayList<>();
    for (String blocks : List.of("1", "4", "13")) {
      CountingTask task =
          task(files)
              .with(Weighting.MEASUREMENTS)
              .withSetting("isoloss.blocks", blocks)
              .withSetting("spark.sql.files.maxPartitionBytes", "10000");
      try (Tally tally = SPARK.count(task)) {
        counted.add(tally.counts(all(tally)));
      }
    }
    assertClose(counted.getFirst(), PairCounts.of(evidence), 1e-13);
    counted.forEach(each -> assertSame(each, counted.getFirst()));
  }

  @Test
  void someModelsAreCountedByThemselves() {
    Evidence evidence = Evidence.of(pool(files)).with(Weighting.SAMPLES);
    BitSet some = new BitSet();
    some.set(3, 9);
    Pool own = evidence.pool().withModels(some);
    try (Tally tally = SPARK.count(task(files).with(Weighting.SAMPLES))) {
      PairCounts expected = PairCounts.of(Evidence.of(own).with(Weighting.SAMPLES));
      assertClose(tally.counts(some), expected, 1e-13);
      assertThat(tally.samples(some).count()).isLessThan(tally.samples(all(tally)).count());
    }
  }

  @Test
  void formatsSayTheSame() throws IOException, SQLException {
    String parquet = folder.resolve("all.parquet").toString();
    String jsonLines = folder.resolve("all.jsonl.gz").toString();
    String zipped = folder.resolve("all.csv.gz").toString();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("CREATE TABLE t AS FROM read_csv(['" + String.join("','", plain) + "'])");
      statement.execute("COPY t TO '" + parquet + "'");
      statement.execute("COPY t TO '" + jsonLines + "' (FORMAT json, COMPRESSION gzip)");
      statement.execute("COPY t TO '" + zipped + "' (COMPRESSION gzip)");
    }
    PairCounts expected = PairCounts.of(Evidence.of(pool(plain)));
    for (String file : List.of(parquet, jsonLines, zipped)) {
      try (Tally tally = SPARK.count(task(List.of(file)))) {
        assertSame(tally.counts(all(tally)), expected);
      }
    }
  }

  @Test
  void conflictsFollowTheRuleOfOneMachine() throws IOException {
    Path one = Files.writeString(folder.resolve("one.csv"), "model,sample,score\na,q,1\nb,q,0\n");
    Path two =
        Files.writeString(folder.resolve("two.csv"), "model,sample,score\na,q,0\nb,r,1\na,r,1\n");
    List<String> both = List.of(one.toString(), two.toString());
    assertThatThrownBy(() -> SPARK.count(task(both)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "1 cells were measured more than once with different scores, first a on q (1.0, 0.0);"
                + " say --conflicts mean|first|last|highest|lowest");
    for (Conflicts rule : List.of(Conflicts.FIRST, Conflicts.LAST, Conflicts.MEAN)) {
      Evidence evidence =
          Evidence.of(PoolReader.withDefaults().withConflicts(rule).read(both).pool());
      try (Tally tally = SPARK.count(task(both).with(rule))) {
        assertThat(tally.repeats().conflicting()).isEqualTo(1);
        assertSame(tally.counts(all(tally)), PairCounts.of(evidence));
      }
    }
  }

  @Test
  void unusableRowsAreCountedAndDenialsRefused() throws IOException {
    Path odd =
        Files.writeString(
            folder.resolve("odd.csv"),
            "model,sample,score,weight\na,q,1,1\nb,q,zero,1\nb,q,,1\n,q,1,1\nb,q,0,2\n");
    assertThatThrownBy(() -> SPARK.count(task(List.of(odd.toString()))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("weight of the sample q is");
    Path bare =
        Files.writeString(
            folder.resolve("bare.csv"), "model,sample,score\na,q,1\nb,q,zero\nb,q,\n,q,1\nb,q,0\n");
    try (Tally tally = SPARK.count(task(List.of(bare.toString())))) {
      assertThat(tally.rows()).isEqualTo(new Tally.Rows(5, 1, 2, "model is empty"));
    }
  }

  @Test
  void whatCannotBeReadIsSaidInASentence() throws IOException {
    Path wide = Files.writeString(folder.resolve("wide.csv"), "model,q1,q2\na,1,0\n");
    assertThatThrownBy(() -> SPARK.count(task(List.of(wide.toString()))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("long table");
    assertThatThrownBy(() -> SPARK.count(task(List.of("absent.parquet"))))
        .isInstanceOf(InputException.class)
        .hasMessage("absent.parquet does not exist");
    assertThatThrownBy(() -> SPARK.count(task(plain).withColumns(Map.of("score", "grade"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no such column");
    assertThatThrownBy(() -> SPARK.count(CountingTask.of(plain, "spark://127.0.0.1:1")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no Spark master answers at spark://127.0.0.1:1");
  }
}
