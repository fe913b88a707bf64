package isoloss.rank.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.choice.Missing;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Joining.Proposal;
import isoloss.rank.structure.Measured.Limits;
import isoloss.rank.structure.Measured.Mark;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureOfPoolsTest {

  private static Pool left(Missing missing) {
    return missing.from(PublicPools.openLlm(), new Seed(4).generator());
  }

  private static Missingness missingness(Pool pool) {
    return Missingness.of(pool, Sample::source);
  }

  @Test
  void aFullMatrixIsComplete() {
    Missingness found = missingness(PublicPools.openLlm());
    assertThat(found.kind()).isEqualTo(Missingness.Kind.COMPLETE);
    assertThat(found.density()).isEqualTo(1);
  }

  @Test
  void cellsThatAreMissingAtRandomAreExplainedByNothing() {
    Missingness found = missingness(left(new Missing.Cells(0.9)));
    assertThat(found.kind()).isEqualTo(Missingness.Kind.CELLS);
    assertThat(found.density()).isCloseTo(0.1, within(1e-9)); // 126 of 1,260 for each model
    assertThat(found.byBlocks()).isCloseTo(0, within(0.01));
    assertThat(found.bySamples()).isCloseTo(0, within(0.01));
    assertThat(found.diagnostic().message()).contains("10.0 % of the cells", "at random");
  }

  @Test
  void benchmarksThatModelsSkippedAreBlocks() {
    Missingness found = missingness(left(new Missing.Blocks(2)));
    assertThat(found.kind()).isEqualTo(Missingness.Kind.BLOCKS);
    assertThat(found.byBlocks()).isCloseTo(1, within(1e-9));
    assertThat(found.fullOrEmptyBlocks()).isEqualTo(1);
    assertThat(missingness(PublicPools.liveCodeBench()).kind()).isEqualTo(Missingness.Kind.BLOCKS);
  }

  @Test
  void samplesThatNobodyWasMeasuredOnAreToldFromCells() {
    Pool pool = PublicPools.openLlm();
    Pool fewer = pool.masked((m, s) -> s % 3 == 0);
    Missingness found = missingness(fewer);
    assertThat(found.kind()).isEqualTo(Missingness.Kind.SAMPLES);
    assertThat(found.emptySamples()).isEqualTo(840);
  }

  @Test
  void theEmbeddingBenchmarkIsMeasuredUnevenly() {
    Missingness found = missingness(PublicPools.mteb());
    assertThat(found.kind()).isEqualTo(Missingness.Kind.UNEVEN);
    assertThat(found.density()).isCloseTo(0.099, within(0.001));
  }

  @Test
  void battlesAloneHaveNoCells() {
    assertThat(missingness(TestPools.battles("a>b", "b>a")).kind())
        .isEqualTo(Missingness.Kind.NO_SCORES);
  }

  private static Measured measured(Pool pool, double[] errors) {
    Evidence evidence = Evidence.of(pool);
    PairCounts counts = PairCounts.of(evidence);
    Components components = Components.of(counts, Link.WINS_AND_TIES);
    return Measured.of(evidence, counts, components, errors, Limits.standard());
  }

  @Test
  void samplesWithoutOrderAreCounted() {
    // counted with another program on the public file: 175 solved by all of 150 models, 26 by none
    Measured found = measured(PublicPools.openLlm(), new double[0]);
    assertThat(found.uninformative())
        .isEqualTo(new Measured.UninformativeSamples(175, 26, 0, 0, 0));
    assertThat(found.marked(Mark.FEW_SAMPLES)).isEmpty();
    assertThat(found.models()).allMatch(each -> each.samples() == 1260 && each.sources() == 6);
  }

  @Test
  void theEmbeddingBenchmarkHasTasksOfOneModel() {
    Pool pool = PublicPools.mteb();
    Measured found = measured(pool, new double[0]);
    assertThat(found.uninformative().oneModel()).isEqualTo(29); // published count of such tasks
    assertThat(found.marked(Mark.UNBOUNDED).stream().map(pool.models()::get))
        .containsExactly("Singaraj__morisien-embed");
    assertThat(found.marked(Mark.FEW_SAMPLES).stream().map(pool.models()::get))
        .anyMatch(name -> name.contains("Diver-Retriever-4B-1020"));
    assertThat(found.diagnostics(pool.models()))
        .anySatisfy(each -> assertThat(each.message()).contains("measured on few samples"));
  }

  @Test
  void whoNeverWonOrLostIsMarked() {
    Pool pool = TestPools.battles("a>b", "b>c", "c>b", "a>c", "c>d");
    Measured found = measured(pool, new double[0]);
    assertThat(names(pool, found.marked(Mark.NO_LOSS))).containsExactly("a");
    assertThat(names(pool, found.marked(Mark.NO_WIN))).containsExactly("d");
    assertThat(names(pool, found.marked(Mark.UNBOUNDED))).containsExactlyInAnyOrder("a", "d");
  }

  @Test
  void equalRowsAreFoundAndOnlyThose() {
    Pool pool = TestPools.of("101.", "101.", "1010", "....", "....");
    Measured found = measured(pool, new double[0]);
    assertThat(found.identical()).hasSize(1);
    assertThat(names(pool, found.identical().getFirst())).containsExactlyInAnyOrder("m0", "m1");
  }

  @Test
  void anErrorFarAboveTheMedianIsMarked() {
    Pool pool = TestPools.of("10", "01", "10");
    double[] errors = {0.1, 0.1, 0.1};
    int model = pool.models().indexOf("m1");
    errors[model] = 0.31;
    assertThat(measured(pool, errors).marked(Mark.LARGE_ERROR)).containsExactly(model);
  }

  private static List<String> names(Pool pool, List<Integer> models) {
    return models.stream().map(pool.models()::get).toList();
  }

  @Test
  void theProposedCellJoinsTwoBlocks() {
    // m0 .. m2 on the first samples, m3 .. m5 on the last; nothing in common
    Pool pool = TestPools.of("1100...", "0110...", "1010...", "....110", "....011", "....101");
    Evidence evidence = Evidence.of(pool);
    PairCounts counts = PairCounts.of(evidence);
    Components apart = Components.of(counts, Link.WINS_AND_TIES);
    assertThat(apart.sizes()).containsExactly(3, 3);
    List<Proposal> proposals = Joining.of(evidence, counts).components(apart, 5);
    assertThat(proposals).hasSize(1);
    Proposal.Score cell = (Proposal.Score) proposals.getFirst();
    assertThat(cell.reason()).contains("nothing is known of its place", "compared with 3 models");
    assertThat(pool.score(cell.model(), cell.sample())).isEmpty();
    for (int outcome = 0; outcome < 2; outcome++) {
      Pool joined = with(pool, cell, outcome);
      assertThat(Components.of(PairCounts.of(Evidence.of(joined)), Link.WINS_AND_TIES).count())
          .isEqualTo(1);
    }
  }

  private static Pool with(Pool pool, Proposal.Score cell, int outcome) {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < pool.sampleCount(); s++) {
      int sample = builder.sample(Sample.named(pool.sample(s).name(), Kind.BINARY));
      pool.forEachModel(
          s, (m, value) -> builder.score(builder.model(pool.models().get(m)), sample, value));
      if (s == cell.sample()) {
        builder.score(builder.model(pool.models().get(cell.model())), sample, outcome);
      }
    }
    return TestPools.packed(builder);
  }

  @Test
  void whoAlwaysLostIsToMeetTheWeakest() {
    Pool pool = TestPools.battles("a>b", "b>c", "c>a", "a>b", "b>d", "a>c");
    Evidence evidence = Evidence.of(pool);
    PairCounts counts = PairCounts.of(evidence);
    Components components = Components.of(counts, Link.WINS_AND_TIES);
    Proposal.Battle battle =
        (Proposal.Battle) Joining.of(evidence, counts).components(components, 3).getFirst();
    assertThat(pool.models().get(battle.first())).isEqualTo("d");
    assertThat(pool.models().get(battle.second())).isEqualTo("c"); // one win of three
    assertThat(battle.reason()).contains("has to win", "33 %");
  }

  @Test
  void theBridgeBetweenScenariosIsWidenedFromBothSides() {
    Pool pool = PublicPools.liveCodeBench();
    Evidence evidence = Evidence.of(pool);
    Bridges.Bridge bridge = Bridges.between(pool, Sample::source).bridges().getFirst();
    Joining.Sides sides = Joining.Sides.of(pool, bridge, Sample::source);
    List<Proposal> proposals =
        Joining.of(evidence, PairCounts.of(evidence)).widen(bridge, sides, 4);
    assertThat(proposals).hasSize(4);
    BitSet models = new BitSet();
    for (Proposal each : proposals) {
      Proposal.Score cell = (Proposal.Score) each;
      models.set(cell.model());
      assertThat(bridge.models()).doesNotContain(cell.model());
      assertThat(pool.score(cell.model(), cell.sample())).isEmpty();
      assertThat(cell.reason()).contains("beside the 4 models on both sides");
    }
    assertThat(models.cardinality()).isEqualTo(4);
    assertThat(proposals.stream().map(p -> ((Proposal.Score) p).sample())).doesNotHaveDuplicates();
    assertThat(proposals.stream().map(p -> pool.sample(((Proposal.Score) p).sample()).source()))
        .contains(bridge.first().getFirst(), bridge.second().getFirst());
  }
}
