package isoloss.rank.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.json.Json;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Findings;
import isoloss.fit.FitJson;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  private static final PairedComparison QUICK = PairedComparison.withDefaults().withDraws(200);

  private static Sample sample(String name, String source, String metric, String cluster) {
    return new Sample(
        name,
        source,
        metric,
        Kind.NUMERIC,
        Direction.HIGHER_IS_BETTER,
        1,
        cluster,
        List.of(),
        "",
        Map.of());
  }

  private static Pool built(PoolBuilder builder) {
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  /** One row of scores per model, a sample per column, two samples a cluster. */
  private static Pool pool(double[] a, double[] b) {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < a.length; i++) {
      int sample = builder.sample(sample("s" + i, i % 3 == 0 ? "x" : "y", "", "c" + i / 2));
      builder.score(builder.model("a"), sample, a[i]);
      builder.score(builder.model("b"), sample, b[i]);
    }
    return built(builder);
  }

  private static Findings compare(Pool pool) {
    return QUICK.of(Evidence.of(pool), "a", "b", "");
  }

  @Test
  void scoresOnAScaleAreComparedByClusteredT() {
    // differences 1, 0, 2, 1, 0, 2 in clusters of two: sums 1, 3, 2; mean 1, deviations -1, 1, 0
    Findings found =
        compare(pool(new double[] {2, 1, 3, 2.5, 4, 7}, new double[] {1, 1, 1, 1.5, 4, 5}));
    assertThat(found.number("difference")).isEqualTo(1);
    assertThat(found.number("standardError")).isCloseTo(Math.sqrt(1.5 * 2 / 36.0), within(1e-15));
    assertThat(found.number("clusters")).isEqualTo(3);
    assertThat(found.number("ties")).isEqualTo(2);
    assertThat(found.table("tests").texts("test"))
        .contains("Wilcoxon signed rank", "sign-flip permutation, exact", "paired t, clustered");
    assertThat(found.table("sources").size()).isEqualTo(2);
    // eight choices of signs of 1, 3, 2; of them +6 and -6 are as far
    int flips = found.table("tests").texts("test").indexOf("sign-flip permutation, exact");
    assertThat(found.table("tests").number(flips, "pValue")).isEqualTo(0.25);
  }

  @Property(tries = 15)
  void exchangingTheModelsTurnsTheSign(
      @ForAll @Size(12) double[] seed, @ForAll @Size(12) List<Boolean> better) {
    double[] a = new double[12];
    double[] b = new double[12];
    for (int i = 0; i < 12; i++) {
      a[i] = Math.floorMod((int) (Double.doubleToLongBits(seed[i]) >>> 40), 7);
      b[i] = a[i] + (better.get(i) ? 1.5 : -0.5);
    }
    Pool pool = pool(a, b);
    Findings one = QUICK.of(Evidence.of(pool), "a", "b", "");
    Findings other = QUICK.of(Evidence.of(pool), "b", "a", "");
    assertThat(one.number("difference")).isCloseTo(-other.number("difference"), within(1e-12));
    assertThat(one.number("standardError")).isCloseTo(other.number("standardError"), within(1e-12));
    assertThat(one.number("pValue")).isCloseTo(other.number("pValue"), within(1e-12));
    assertThat(one.number("wins")).isEqualTo(other.number("losses"));
  }

  @Test
  void threadsAndTheNamesOfModelsChangeNothing() {
    double[] a = {2, 1, 3, 2.5, 4, 7, 3, 3};
    double[] b = {1, 2, 1, 1.5, 4, 5, 1, 9};
    String one = compare(pool(a, b)).tables().toString();
    assertThat(QUICK.withThreads(2).of(Evidence.of(pool(a, b)), "a", "b", "").tables().toString())
        .isEqualTo(one);
  }

  @Test
  void lowerIsBetterWhereTheSampleSaysSo() {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < 4; i++) {
      int s = builder.sample(Sample.named("s" + i, Kind.NUMERIC).with(Direction.LOWER_IS_BETTER));
      builder.score(builder.model("a"), s, 2 + i);
      builder.score(builder.model("b"), s, 3.5 + 2 * i);
    }
    Findings found = compare(built(builder));
    assertThat(found.number("difference")).isEqualTo(3);
    assertThat(found.number("wins")).isEqualTo(4);
  }

  @Test
  void aConstantDifferenceIsJudgedBySigns() {
    Findings found = compare(pool(new double[] {2, 3, 4, 5}, new double[] {1, 2, 3, 4}));
    assertThat(found.number("pValue")).isEqualTo(0.5); // two clusters, both positive
    assertThat(found.headline()).contains("sign test of clusters", "cannot be told apart");
    assertThat(found.number("low")).isNaN(); // no interval of width 0
  }

  @Test
  void powerSaysHowManySamplesADifferenceTakes() {
    Power power = new Power(0.95, 0.8);
    // (1.959964 + 0.841621)^2 = 7.848880
    assertThat(power.samplesNeeded(0.5, 0.2, 25)).isEqualTo(Math.ceil(7.848880 / 0.25));
    assertThat(power.detectable(0.1)).isCloseTo(0.2801585, within(1e-7));
    Findings found =
        QUICK
            .detecting(OptionalDouble.of(0.1), 0.9)
            .of(
                Evidence.of(pool(new double[] {1, 1, 1, 1}, new double[] {0, 0, 1, 0})),
                "a",
                "b",
                "");
    assertThat(found.number("samplesToDetect")).isGreaterThan(found.number("samplesNeeded"));
  }

  @Test
  void battlesAreComparedWhereTheTwoFoughtAny() {
    PoolBuilder builder = new PoolBuilder();
    int[][] results = {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {1, 0, 0}};
    for (int i = 0; i < results.length; i++) {
      int s = builder.sample(Sample.named("battle " + i, Kind.PAIRWISE));
      builder.compare(
          new Comparison(
              builder.model("a"),
              builder.model("b"),
              s,
              results[i][0],
              results[i][1],
              results[i][2]));
    }
    Pool pool = built(builder);
    for (String[] order : new String[][] {{"a", "b"}, {"b", "a"}}) {
      Findings found = QUICK.of(Evidence.of(pool), order[0], order[1], "");
      assertThat(found.number("battlesWon")).isEqualTo(order[0].equals("a") ? 4 : 1);
      assertThat(found.number("battleShare"))
          .isCloseTo(order[0].equals("a") ? 4.5 / 6 : 1.5 / 6, within(1e-15));
      assertThat(found.number("battlesPValue")).isCloseTo(12 / 32.0, within(1e-14));
    }
  }

  @Test
  void mistakesAreRefusedWithTheFix() {
    PoolBuilder builder = new PoolBuilder();
    int one = builder.sample(sample("one", "", "accuracy", "one"));
    int two = builder.sample(sample("two", "", "accuracy", "two"));
    int three = builder.sample(sample("three", "", "f1", "three"));
    for (int s : new int[] {one, two, three}) {
      builder.score(builder.model("alpha"), s, 0.25);
      builder.score(builder.model("beta"), s, 0.5);
    }
    builder.score(builder.model("gamma"), builder.sample(sample("four", "", "f1", "four")), 0.5);
    Evidence evidence = Evidence.of(built(builder));
    assertRefused(evidence, "alpa", "beta", "did you mean alpha?");
    assertRefused(evidence, "alpha", "alpha", "itself");
    assertRefused(evidence, "alpha", "gamma", "share no sample");
    assertRefused(evidence, "alpha", "beta", "accuracy", "f1", "--metric");
    assertThatThrownBy(() -> QUICK.withMetric("f2").of(evidence, "alpha", "beta", ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("did you mean f1?");
    assertThatThrownBy(() -> QUICK.withMetric("f1").of(evidence, "alpha", "beta", ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("all of one cluster");
    Findings found = QUICK.withMetric("accuracy").of(evidence, "alpha", "beta", "");
    assertThat(found.number("sharedSamples")).isEqualTo(2);
  }

  private static void assertRefused(
      Evidence evidence, String first, String second, String... parts) {
    assertThatThrownBy(() -> QUICK.of(evidence, first, second, ""))
        .isInstanceOf(InputException.class)
        .message()
        .contains(parts);
  }

  @Test
  void theDocumentIsReadBackAndHasASchema() {
    Findings found = compare(pool(new double[] {2, 1, 3, 2.5}, new double[] {1, 1, 1, 1.5}));
    String text = Json.pretty(found.toJson());
    Findings again = Findings.from(Json.parseObject(text, "document"));
    assertThat(again.tables()).isEqualTo(found.tables());
    assertThat(again.facts()).isEqualTo(found.facts());
    assertThat(FitJson.schema("isoloss/diff/1")).contains("isoloss/diff/1");
    assertThat(found.toText()).contains("The difference by several views");
  }

  @Test
  void drawnSignsAgreeWithCountedOnes() {
    double[] sums = new double[16];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = i % 5 == 0 ? -1 : 0.6;
    }
    SignFlipTest counted = SignFlipTest.of(sums, 100, new Seed(1));
    assertThat(counted.exact()).isTrue();
    double[] more = Arrays.copyOf(sums, 18);
    more[16] = 1e-13; // two more clusters that hardly matter, so that signs are drawn
    more[17] = 1e-13;
    SignFlipTest drawn = SignFlipTest.of(more, 20_000, new Seed(1));
    assertThat(drawn.exact()).isFalse();
    assertThat(drawn.pValue()).isCloseTo(counted.pValue(), within(0.015));
  }
}
