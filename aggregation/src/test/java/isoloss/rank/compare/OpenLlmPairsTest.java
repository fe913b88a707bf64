package isoloss.rank.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Provenance;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Findings;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.stat.ClusteredMean;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The 150 models of the Open LLM Leaderboard on 1,260 samples, the benchmark as source. Numbers
 * were computed once from the same file with NumPy and SciPy.
 */
class OpenLlmPairsTest {
  private static final String TOP = "CorticalStack/neurotic-crown-clown-7b-tak-stack-dpo";
  private static final double EXACT_DIGITS = 5e-7;

  private static Pool pool;

  @BeforeAll
  static void read() {
    pool = PublicPools.openLlm();
  }

  private static Findings compared(String first, String second) {
    return PairedComparison.withDefaults()
        .withDraws(2_000)
        .of(Evidence.of(pool), first, second, "");
  }

  private static double test(Findings found, String name, String column) {
    Findings.Table tests = found.table("tests");
    return tests.number(tests.texts("test").indexOf(name), column);
  }

  private static double error(Findings found, String view) {
    Findings.Table views = found.table("intervals");
    return views.number(views.texts("view").indexOf(view), "standardError");
  }

  private static void assertPair(
      String first, String second, int b, int c, double[] p, double[] chi, double[] difference) {
    Findings found = compared(first, second);
    assertThat(found.number("wins")).isEqualTo(b);
    assertThat(found.number("losses")).isEqualTo(c);
    assertThat(found.number("sharedSamples")).isEqualTo(1260);
    assertThat(found.number("pValue")).isCloseTo(p[0], within(EXACT_DIGITS));
    assertThat(test(found, "McNemar, mid-p", "pValue")).isCloseTo(p[1], within(EXACT_DIGITS));
    assertThat(test(found, "McNemar, chi-squared", "statistic")).isCloseTo(chi[0], within(chi[2]));
    assertThat(test(found, "McNemar, chi-squared with continuity", "statistic"))
        .isCloseTo(chi[1], within(chi[2]));
    assertThat(found.number("difference")).isCloseTo(difference[0], within(EXACT_DIGITS));
    assertThat(found.number("standardError")).isCloseTo(difference[1], within(EXACT_DIGITS));
    assertThat(error(found, "as if unpaired")).isCloseTo(difference[2], within(EXACT_DIGITS));
    assertThat(found.number("correlation")).isCloseTo(difference[3], within(5e-4));
  }

  @Test
  void theFirstAndTheSecondCannotBeToldApart() {
    assertPair(
        TOP,
        "shyamieee/J4RVIZ-v6.0",
        29,
        26,
        new double[] {.787706, .688880},
        new double[] {.163636, .072727, EXACT_DIGITS},
        new double[] {.002381, .005888, .015588, .857});
    assertThat(compared(TOP, "shyamieee/J4RVIZ-v6.0").headline()).contains("cannot be told apart");
  }

  @Test
  void theFirstIsBarelyBetterThanTheTenth() {
    assertPair(
        TOP,
        "mlabonne/Monarch-7B",
        46,
        28,
        new double[] {.047393, .036955},
        new double[] {4.378378, 3.905405, EXACT_DIGITS},
        new double[] {.014286, .006818, .015772, .813});
    assertThat(compared(TOP, "mlabonne/Monarch-7B").headline())
        .startsWith(TOP + " is better than mlabonne/Monarch-7B");
  }

  @Test
  void theFirstIsClearlyBetterThanTheThirtieth() {
    Findings found = compared(TOP, "MaziyarPanahi/Llama-3-70B-Instruct-DPO-v0.1");
    assertPair(
        TOP,
        "MaziyarPanahi/Llama-3-70B-Instruct-DPO-v0.1",
        197,
        119,
        new double[] {1.347e-5, 1.071e-5},
        new double[] {19.253, 18.763, 5e-4},
        new double[] {.061905, .014006, .016417, .274});
    assertThat(found.number("pValue")).isCloseTo(1.347e-5, within(5e-9));
    assertThat(test(found, "McNemar, mid-p", "pValue")).isCloseTo(1.071e-5, within(5e-9));
  }

  @Test
  void neighboursInTheMiddleDifferByChance() {
    assertPair(
        "Yuma42/KangalKhan-Alpha-ExtraRawRubyroid-7B",
        "Weyaxi/MetaMath-neural-chat-7b-v3-2-Ties",
        92,
        90,
        new double[] {.940938, .882518},
        new double[] {.021978, .005495, EXACT_DIGITS},
        new double[] {.001587, .010711, .018980, .682});
  }

  @Test
  void samplesOfOneSourceAreCountedTogetherOnRequest() {
    Evidence evidence = Evidence.of(pool).clusteredBy(Sample::source);
    int top = pool.models().indexOf(TOP);
    double[] x = new double[pool.sampleCount()];
    int[] source = new int[x.length];
    Arrays.setAll(x, s -> pool.score(top, s).orElseThrow());
    Arrays.setAll(source, evidence::cluster);
    double[] once = new double[x.length];
    Arrays.fill(once, 1);
    assertThat(ClusteredMean.ofUnits(x).mean()).isCloseTo(.812698, within(EXACT_DIGITS));
    assertThat(ClusteredMean.ofUnits(x).standardError()).isCloseTo(.010996, within(EXACT_DIGITS));
    ClusteredMean six = ClusteredMean.of(x, once, source);
    assertThat(six.clusters()).isEqualTo(6); // the reference leaves G/(G-1) out
    assertThat(six.standardError() * Math.sqrt(5 / 6.0)).isCloseTo(.023845, within(EXACT_DIGITS));
    Findings found =
        PairedComparison.withDefaults().withDraws(100).of(evidence, TOP, "mlabonne/Monarch-7B", "");
    assertThat(found.number("clusters")).isEqualTo(6);
    assertThat(found.diagnostics()).anyMatch(each -> each.code().equals("few-clusters"));
    assertThat(error(found, "samples drawn anew")).isCloseTo(.006818, within(EXACT_DIGITS));
  }

  /** Rank 1 against a model that fails everywhere: the difference is its own mean. */
  @Test
  void theStratifiedErrorOfTheTopModelIsTheReference() {
    int top = pool.models().indexOf(TOP);
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < pool.sampleCount(); s++) {
      int sample = builder.sample(pool.sample(s));
      builder.score(builder.model("top"), sample, pool.score(top, s).orElseThrow());
      builder.score(builder.model("nothing"), sample, 0);
    }
    Pool two = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    Findings found =
        PairedComparison.withDefaults().withDraws(2_000).of(Evidence.of(two), "top", "nothing", "");
    assertThat(error(found, "sources fixed")).isCloseTo(.010915, within(EXACT_DIGITS));
    assertThat(error(found, "bootstrap of clusters")).isCloseTo(.010996, within(6e-4));
    assertThat(found.table("sources").size()).isEqualTo(6);
  }

  @Test
  void allPairsTogetherLeaveFewNeighboursApart() {
    AllPairs all = AllPairs.of(Evidence.of(pool), "", 0.95, 2);
    Findings found = all.findings(42, "");
    assertThat(found.number("pairsCompared")).isEqualTo(11_175);
    assertThat(found.number("separated")).isEqualTo(9_644);
    assertThat(found.number("separatedHolm")).isEqualTo(7_854);
    assertThat(found.number("separatedBenjaminiHochberg")).isEqualTo(9_601);
    assertThat(found.number("separatedNeighbours")).isEqualTo(1);
    assertThat(all.models().getFirst().name()).isEqualTo(TOP);
    assertThat(all.models().getFirst().mean()).isCloseTo(.812698, within(EXACT_DIGITS));
  }
}
