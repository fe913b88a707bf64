package isoloss.data.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PoolBuilderTest {
  private static final Provenance NOWHERE = new Provenance(List.of(), List.of());

  private record Cell(String model, String sample, double value) {}

  private static Pool pack(List<Cell> cells, Conflicts rule) {
    PoolBuilder builder = new PoolBuilder();
    for (Cell each : cells) {
      builder.score(
          builder.model(each.model),
          builder.sample(Sample.named(each.sample, Kind.BINARY)),
          each.value);
    }
    return builder.build(rule, NOWHERE).pool();
  }

  private static Map<String, Double> cells(Pool pool) {
    Map<String, Double> out = new TreeMap<>();
    for (int s = 0; s < pool.sampleCount(); s++) {
      int sample = s;
      pool.forEachModel(
          s, (m, v) -> out.put(pool.models().get(m) + "|" + pool.sample(sample).name(), v));
    }
    return out;
  }

  private static List<Cell> random(long seed, int models, int samples) {
    RandomGenerator random = new Seed(seed).generator();
    List<Cell> cells = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      for (int s = 0; s < samples; s++) {
        if (random.nextDouble() < 0.6) {
          double value = s % 3 == 2 ? random.nextInt(4) / 3.0 : random.nextInt(2);
          cells.add(new Cell("m" + m, "s" + s, value));
        }
      }
    }
    return cells;
  }

  @Property(tries = 40)
  void everyCellComesBackWhateverTheOrder(@ForAll long seed) {
    List<Cell> cells = random(seed, 7, 150);
    Map<String, Double> expected = new TreeMap<>();
    cells.forEach(each -> expected.put(each.model + "|" + each.sample, each.value));
    Pool pool = pack(cells, Conflicts.REFUSE);
    assertThat(cells(pool)).isEqualTo(expected);
    assertThat(pool.scoreCount()).isEqualTo(cells.size());
    Collections.shuffle(cells, new Random(seed));
    Pool shuffled = pack(cells, Conflicts.REFUSE);
    assertThat(shuffled.models()).isEqualTo(pool.models());
    assertThat(shuffled.samples()).isEqualTo(pool.samples());
  }

  @Property(tries = 40)
  void theOrderDoesNotHangOnNames(@ForAll long seed) {
    List<Cell> cells = random(seed, 6, 90);
    UnaryOperator<String> mirrored = name -> "z" + (1000 - Integer.parseInt(name.substring(1)));
    Pool pool = pack(cells, Conflicts.REFUSE);
    Pool renamed =
        pack(
            cells.stream()
                .map(c -> new Cell(mirrored.apply(c.model), mirrored.apply(c.sample), c.value))
                .toList(),
            Conflicts.REFUSE);
    assertThat(renamed.models()).isEqualTo(pool.models().stream().map(mirrored).toList());
    for (int s = 0; s < pool.sampleCount(); s++) {
      for (int m = 0; m < pool.modelCount(); m++) {
        assertThat(renamed.score(m, s)).isEqualTo(pool.score(m, s));
      }
    }
  }

  @Test
  void aSampleIsBinaryUntilOneScoreIsNot() {
    List<Cell> cells =
        List.of(new Cell("a", "s", 1), new Cell("b", "s", 0.5), new Cell("a", "t", 1));
    Pool pool = pack(cells, Conflicts.REFUSE);
    assertThat(pool.samples()).extracting(Sample::kind).containsExactly(Kind.BINARY, Kind.NUMERIC);
    assertThat(cells(pool)).isEqualTo(Map.of("a|s", 1.0, "b|s", 0.5, "a|t", 1.0));
  }

  @Test
  void aCellMeasuredTwiceAlikeCountsOnce() {
    PoolBuilder builder = new PoolBuilder();
    int a = builder.model("a");
    int s = builder.sample(Sample.named("s", Kind.BINARY));
    int t = builder.sample(Sample.named("t", Kind.BINARY));
    for (int i = 0; i < 3; i++) {
      builder.score(a, s, 1);
      builder.score(a, t, 0.25);
    }
    PoolBuilder.Packed packed = builder.build(Conflicts.REFUSE, NOWHERE);
    assertThat(packed.repeats().repeated()).isEqualTo(4);
    assertThat(packed.repeats().conflicting()).isZero();
    assertThat(packed.pool().scoreCount()).isEqualTo(2);
  }

  @Test
  void conflictsAreRefusedOrSettledByTheRule() {
    List<Cell> cells =
        List.of(
            new Cell("a", "s", 0),
            new Cell("a", "s", 1),
            new Cell("a", "s", 1),
            new Cell("a", "t", 0.25),
            new Cell("a", "t", 0.75),
            new Cell("b", "s", 1));
    assertThatThrownBy(() -> pack(cells, Conflicts.REFUSE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 cells")
        .hasMessageContaining("a on s (0.0, 1.0, 1.0)")
        .hasMessageContaining("--conflicts mean");
    assertThat(cells(pack(cells, Conflicts.MEAN)))
        .isEqualTo(Map.of("a|s", 2 / 3.0, "a|t", 0.5, "b|s", 1.0));
    assertThat(cells(pack(cells, Conflicts.FIRST)))
        .isEqualTo(Map.of("a|s", 0.0, "a|t", 0.25, "b|s", 1.0));
    assertThat(cells(pack(cells, Conflicts.LAST)))
        .isEqualTo(Map.of("a|s", 1.0, "a|t", 0.75, "b|s", 1.0));
    assertThat(cells(pack(cells, Conflicts.HIGHEST)).get("a|s")).isEqualTo(1.0);
    assertThat(cells(pack(cells, Conflicts.LOWEST)).get("a|t")).isEqualTo(0.25);
  }

  @Test
  void aMeanThatIsNoBitLeavesNoBit() {
    List<Cell> cells = List.of(new Cell("a", "s", 1), new Cell("b", "s", 1), new Cell("a", "s", 0));
    assertThat(cells(pack(cells, Conflicts.MEAN))).isEqualTo(Map.of("a|s", 0.5, "b|s", 1.0));
  }

  @Property(tries = 30)
  void restrictingAndMaskingKeepWhatTheySay(@ForAll long seed) {
    List<Cell> cells = random(seed, 6, 140);
    Pool pool = pack(cells, Conflicts.REFUSE);
    BitSet models = new BitSet();
    models.set(1);
    models.set(4);
    BitSet samples = new BitSet();
    for (int s = 0; s < pool.sampleCount(); s += 3) {
      samples.set(s);
    }
    Pool fewer = pool.restrictedTo(models, samples);
    int[] kept = samples.stream().toArray();
    assertThat(fewer.models()).containsExactly(pool.models().get(1), pool.models().get(4));
    for (int s = 0; s < kept.length; s++) {
      assertThat(fewer.sample(s)).isEqualTo(pool.sample(kept[s]));
      assertThat(fewer.score(0, s)).isEqualTo(pool.score(1, kept[s]));
      assertThat(fewer.score(1, s)).isEqualTo(pool.score(4, kept[s]));
    }
    Pool masked = pool.masked((m, s) -> (m + s) % 2 == 0);
    for (int m = 0; m < pool.modelCount(); m++) {
      for (int s = 0; s < pool.sampleCount(); s++) {
        assertThat(masked.score(m, s))
            .isEqualTo((m + s) % 2 == 0 ? pool.score(m, s) : java.util.OptionalDouble.empty());
      }
    }
  }

  @Test
  void comparisonsKeepTheirSides() {
    PoolBuilder builder = new PoolBuilder();
    int first = builder.sample(Sample.named("p", Kind.PAIRWISE));
    builder.compare(new Comparison(builder.model("x"), builder.model("y"), first, 3, 1, 2));
    Pool pool = builder.build(Conflicts.REFUSE, NOWHERE).pool();
    Comparison only = pool.comparisons().getFirst();
    boolean same = pool.models().get(only.a()).equals("x");
    assertThat(same ? only.winsA() : only.winsB()).isEqualTo(3);
    assertThat(only.ties()).isEqualTo(2);
    assertThat(pool.measurements()).containsExactly(1, 1);
  }

  @Test
  void comparisonsAreNoScoresInAPartOfAPool() {
    PoolBuilder builder = new PoolBuilder();
    builder.score(builder.model("x"), builder.sample(Sample.named("n", Kind.NUMERIC)), 0.5);
    int battle = builder.sample(Sample.named("p", Kind.PAIRWISE));
    builder.compare(new Comparison(builder.model("x"), builder.model("y"), battle, 1, 0, 0));
    Pool pool = builder.build(Conflicts.REFUSE, NOWHERE).pool();
    BitSet models = new BitSet();
    models.set(0, 2);
    assertThat(pool.scoredCount()).isEqualTo(1);
    assertThat(pool.withModels(models).scoredCount()).isEqualTo(1);
  }

  @Test
  void aMeanOfConflictingBitsLeavesNoBitBehind() {
    PoolBuilder builder = new PoolBuilder();
    int model = builder.model("x");
    int sample = builder.sample(Sample.named("q", Kind.BINARY));
    builder.score(model, sample, 1);
    builder.score(model, sample, 0);
    Pool pool = builder.build(Conflicts.MEAN, NOWHERE).pool();
    assertThat(pool.binaryCount()).isZero();
    assertThat(pool.score(0, 0)).hasValue(0.5);
  }
}
