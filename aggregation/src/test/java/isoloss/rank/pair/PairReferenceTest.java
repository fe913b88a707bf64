package isoloss.rank.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Provenance;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Estimate;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Numbers of others on public data: log-likelihoods and strengths computed with NumPy in double
 * precision unless a comment says otherwise.
 */
class PairReferenceTest {
  private static final BradleyTerry HALF = new BradleyTerry();
  private static final PlackettLuceOneBench BOTH = new PlackettLuceOneBench();
  private static final DecisiveBradleyTerry DECISIVE = new DecisiveBradleyTerry();

  private static Strengths fit(Aggregator method, Pool pool) {
    Strengths found = method.fit(Evidence.of(pool), Request.full(2));
    assertThat(found.diagnostics()).isEmpty();
    return found;
  }

  private static void checkLikelihood(Strengths found, double expected) {
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(expected, within(2e-6));
  }

  private static double score(Pool pool, Strengths found, String model) {
    return found.scores().get(index(pool, model));
  }

  private static int index(Pool pool, String model) {
    int index = pool.models().indexOf(model);
    assertThat(index).as(model).isNotNegative();
    return index;
  }

  private static void checkScores(Pool pool, Strengths found, Map<String, Double> expected) {
    expected.forEach((model, score) ->
        assertThat(score(pool, found, model)).as(model).isCloseTo(score, within(6e-7)));
  }

  private static double parameter(Strengths found) {
    return found.parameters().getFirst().value();
  }

  private static double medianError(Covariance covariance, int models) {
    return median(
        IntStream.range(0, models).mapToDouble(i -> Math.sqrt(covariance.variance(i))).toArray());
  }

  private static double medianErrorOfDifferences(Covariance covariance, int models) {
    return median(
        IntStream.range(0, models)
            .boxed()
            .flatMapToDouble(
                i -> IntStream.range(0, i).mapToDouble(j -> Math.sqrt(covariance.variance(i, j))))
            .toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
  }

  private static Pool pool(double[][] wins, double[][] ties) {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < wins.length; i++) {
      for (int j = 0; j < i; j++) {
        builder.compare(
            new Comparison(
                builder.model("m" + i),
                builder.model("m" + j),
                builder.sample(Sample.named(i + " and " + j, Kind.PAIRWISE)),
                wins[i][j],
                wins[j][i],
                ties[i][j]));
      }
    }
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  private static final double[][] TOY = {{0, 2, 1}, {1, 0, 3}, {2, 1, 0}};

  @Test
  void threeModels() {
    Pool toy = pool(TOY, new double[3][3]);
    Strengths found = fit(HALF, toy);
    checkScores(toy, found, Map.of("m0", 0.0, "m1", .183434, "m2", -.183434));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-6.840160548, within(1e-9));
    Covariance fisher = found.fisher().orElseThrow();
    assertThat(Math.sqrt(fisher.variance(index(toy, "m0")))).isCloseTo(.546622, within(1e-6));
    assertThat(Math.sqrt(fisher.variance(index(toy, "m1")))).isCloseTo(.511284, within(1e-6));
    assertThat(Math.sqrt(fisher.variance(index(toy, "m2")))).isCloseTo(.511284, within(1e-6));
    Strengths step = HALF.with(Solver.LSR).fit(Evidence.of(toy), Request.full(1));
    checkScores(toy, step, Map.of("m0", .048651, "m1", .154012, "m2", -.202663));
    assertThat(step.diagnostics()).extracting("code").containsExactly("not-converged");
  }

  @Test
  void threeModelsWithTies() {
    Pool toy = pool(TOY, new double[][] {{0, 1, 0}, {1, 0, 2}, {0, 2, 0}});
    Strengths davidson = fit(new Davidson(), toy);
    checkScores(toy, davidson, Map.of("m0", .016215, "m1", .161625, "m2", -.177840));
    assertThat(parameter(davidson)).isCloseTo(.605125, within(1e-6));
    checkLikelihood(davidson, -13.869564);
    Strengths raoKupper = fit(new RaoKupper(), toy);
    checkScores(toy, raoKupper, Map.of("m0", .022205, "m1", .120807, "m2", -.143012));
    assertThat(parameter(raoKupper)).isCloseTo(1.607950, within(1e-6));
    checkLikelihood(raoKupper, -13.873026);
  }

  /** The cycle of choix's pairwise-1: each of three beats the next. */
  @Test
  void aCycleHasEqualStrengths() {
    Pool cycle = pool(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}, new double[3][3]);
    Strengths found = fit(HALF, cycle);
    assertThat(found.scores().toArray()).containsExactly(new double[3], within(1e-12));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-2.0794415417, within(1e-10));
  }

  /** The golden file is evalica's. */
  @Test
  void evalicaSimple() {
    Pool pool = PublicPools.evalicaSimple();
    Strengths half = fit(HALF, pool);
    assertThat(half.logLikelihood().orElseThrow()).isCloseTo(-9.3488546277, within(1e-9));
    checkScores(
        pool,
        half,
        Map.of("4", .784265, "3", .747585, "2", -.191750, "1", -.195821, "0", -1.144278));
    String golden = "evalica/simple-golden.csv";
    checkGolden(pool, half, golden, "bradley_terry", 1e-8);
    Strengths davidson = fit(new Davidson(), pool);
    assertThat(parameter(davidson)).isCloseTo(6.921998, within(1e-6));
    assertThat(davidson.logLikelihood().orElseThrow()).isCloseTo(-11.0059931178, within(1e-9));
    checkGolden(pool, davidson, golden, "newman", 1e-7);
    Strengths raoKupper = fit(new RaoKupper(), pool);
    assertThat(parameter(raoKupper)).isCloseTo(8.339384, within(1e-6));
    assertThat(raoKupper.logLikelihood().orElseThrow()).isCloseTo(-11.0857033310, within(1e-9));
  }

  /** Worths on any scale. */
  private static void checkGolden(
      Pool pool, Strengths found, String file, String algorithm, double tolerance) {
    Map<String, Double> golden =
        Objects.requireNonNull(PublicPools.golden(file).get(algorithm), algorithm);
    double mean = golden.values().stream().mapToDouble(Math::log).average().orElseThrow();
    golden.forEach((model, worth) ->
        assertThat(score(pool, found, model))
            .as(model)
            .isCloseTo(Math.log(worth) - mean, within(tolerance)));
  }

  @Test
  void llmfao() {
    Pool pool = PublicPools.llmfao();
    Strengths half = fit(HALF, pool);
    checkLikelihood(half, -5743.381724);
    checkScores(
        pool,
        half,
        Map.of(
            "GPT 4", .990875,
            "Platypus-2 Instruct (70B)", .647307,
            "command", .634184,
            "ReMM SLERP L2 13B", .573383,
            "LLaMA-2-Chat (70B)", .544765,
            "Dolly v2 (3B)", -.888459));
    Covariance fisher = half.fisher().orElseThrow();
    assertThat(Math.sqrt(fisher.variance(index(pool, "GPT 4")))).isCloseTo(.193127, within(1e-6));
    String golden = "evalica/llmfao-golden.csv";
    checkGolden(pool, half, golden, "bradley_terry", 1e-9);
    Strengths davidson = fit(new Davidson(), pool);
    checkGolden(pool, davidson, golden, "newman", 1e-6);
    assertThat(parameter(davidson)).isCloseTo(1.479708, within(1e-6));
    checkLikelihood(davidson, -8995.839704);
    checkScores(pool, davidson, Map.of("GPT 4", 1.751569));
    Strengths raoKupper = fit(new RaoKupper(), pool);
    assertThat(parameter(raoKupper)).isCloseTo(2.566000, within(1e-6));
    checkLikelihood(raoKupper, -8977.520395);
    checkScores(pool, raoKupper, Map.of("GPT 4", 1.268236));
  }

  /** Robust over Fisher's errors, median over models: with half ties Fisher overstates. */
  @Test
  void clusteredErrorsOfLlmfaoDependOnTheCluster() {
    Pool pool = PublicPools.llmfao();
    Evidence byPrompt = Evidence.of(pool);
    assertThat(robustOverFisher(byPrompt)).isCloseTo(1.17, within(.005));
    assertThat(robustOverFisher(byPrompt.clusteredBy(Sample::source))).isCloseTo(.83, within(.005));
    assertThat(robustOverFisher(byPrompt.clusteredBy(s -> s.name() + "\n" + s.source())))
        .isCloseTo(.80, within(.005));
    assertThat(robustOverFisher(Evidence.of(rowByRow(pool)))).isCloseTo(.76, within(.005));
  }

  private static Pool rowByRow(Pool pool) {
    PoolBuilder builder = new PoolBuilder();
    int row = 0;
    for (Comparison each : pool.comparisons()) {
      builder.compare(
          new Comparison(
              builder.model(pool.models().get(each.a())),
              builder.model(pool.models().get(each.b())),
              builder.sample(Sample.named("row " + row++, Kind.PAIRWISE)),
              each.winsA(),
              each.winsB(),
              each.ties()));
    }
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  private static double robustOverFisher(Evidence evidence) {
    Strengths found = HALF.fit(evidence, Request.full(1));
    Influence influence = found.influence().orElseThrow();
    Covariance fisher = found.fisher().orElseThrow();
    return median(
        IntStream.range(0, influence.models())
            .mapToDouble(i -> Math.sqrt(influence.variance(i) / fisher.variance(i)))
            .toArray());
  }

  /** Davidson's fit by the R package PlackettLuce 0.4.3; Rao-Kupper computed. */
  @Test
  void pudding() {
    Pool pool = PublicPools.pudding();
    Strengths davidson = fit(new Davidson(), pool);
    assertThat(davidson.logLikelihood().orElseThrow()).isCloseTo(-809.70951009, within(1e-8));
    checkWorths(pool, davidson, .138803, .173001, .161747, .165373, .158685, .202389);
    Estimate nu = davidson.parameters().getFirst();
    assertThat(nu.name()).isEqualTo("nu");
    assertThat(nu.value()).isCloseTo(.746822988, within(1e-8));
    assertThat(nu.standardError().orElseThrow() / nu.value()).isCloseTo(.0824987, within(1e-7));
    Covariance fisher = davidson.fisher().orElseThrow();
    double error = Math.sqrt(fisher.variance(index(pool, "p1"), index(pool, "p2")));
    assertThat(error).isCloseTo(0.187216981617732, within(1e-7));
    Strengths raoKupper = fit(new RaoKupper(), pool);
    assertThat(raoKupper.logLikelihood().orElseThrow()).isCloseTo(-809.69713349, within(1e-8));
    assertThat(parameter(raoKupper)).isCloseTo(1.748457, within(1e-6));
    checkWorths(pool, raoKupper, .144399, .171794, .162817, .166078, .160381, .194531);
  }

  private static void checkWorths(Pool pool, Strengths found, double... expected) {
    double sum = found.scores().stream().map(Math::exp).sum();
    for (int p = 1; p <= expected.length; p++) {
      assertThat(Math.exp(score(pool, found, "p" + p)) / sum)
          .isCloseTo(expected[p - 1], within(6e-7));
    }
  }

  /** Reference and errors by the R package BradleyTerry2. */
  @Test
  void citations() {
    Pool pool = PublicPools.citations();
    Strengths found = fit(HALF, pool);
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-1622.8898088276, within(1e-8));
    checkAgainst(pool, found, "Biometrika", "Comm Statist", -2.9490724968, .1025453);
    checkAgainst(pool, found, "Biometrika", "JASA", -.4795697698, .0605887);
    checkAgainst(pool, found, "Biometrika", "JRSS-B", .2689540558, .0708300);
  }

  private static void checkAgainst(
      Pool pool, Strengths found, String reference, String model, double score, double error) {
    assertThat(score(pool, found, model) - score(pool, found, reference))
        .as(model)
        .isCloseTo(score, within(1e-9));
    assertThat(
            Math.sqrt(
                found.fisher().orElseThrow().variance(index(pool, model), index(pool, reference))))
        .as(model)
        .isCloseTo(error, within(5e-6));
  }

  /** Abilities and errors by the R package BradleyTerry2, whose errors stop four digits earlier. */
  @Test
  void iceHockey() {
    Pool pool = PublicPools.iceHockey();
    Strengths found = fit(HALF, pool);
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-653.5225885808, within(1e-9));
    checkScores(pool, found, Map.of("Denver", 1.734737, "Miami", 1.628217, "Wisconsin", 1.614107));
    PublicPools.rows("plackett-luce/icehockey_bt.fit.csv").stream()
        .filter(row -> !row.get("team").equals("Alaska Anchorage"))
        .forEach(row ->
            checkAgainst(
                pool,
                found,
                "Alaska Anchorage",
                row.get("team"),
                Double.parseDouble(row.get("ability")),
                Double.parseDouble(row.get("se"))));
  }

  @Test
  void openLlm() {
    Pool pool = PublicPools.openLlm();
    Strengths half = fit(HALF, pool);
    checkLikelihood(half, -9626186.036007);
    Strengths both = fit(BOTH, pool);
    checkLikelihood(both, -17149879.021724);
    Strengths decisive = fit(DECISIVE, pool);
    checkLikelihood(decisive, -1782267.795631);
    Strengths davidson = fit(new Davidson(), pool);
    checkLikelihood(davidson, -9375947.020892);
    assertThat(parameter(davidson)).isCloseTo(7.870928, within(1e-6));
    Strengths raoKupper = fit(new RaoKupper(), pool);
    checkLikelihood(raoKupper, -9372973.120884);
    assertThat(parameter(raoKupper)).isCloseTo(9.016261, within(1e-6));
    checkTop(
        pool,
        half,
        both,
        decisive,
        "CorticalStack/neurotic-crown-clown-7b-tak-stack-dpo",
        .322245,
        .186978,
        1.441226);
    checkTop(pool, half, both, decisive, "shyamieee/J4RVIZ-v6.0", .317317, .184594, 1.375020);
    checkTop(
        pool,
        half,
        both,
        decisive,
        "jsfs11/MixtureofMerges-MoE-2x7b-v6",
        .314034,
        .183239,
        1.315213);
    checkTop(
        pool, half, both, decisive, "BFauber/lora_llama2-7b_10e6", -.611840, -.370339, -2.325706);
    checkOpenLlmErrors(pool, half);
  }

  private static void checkTop(
      Pool pool,
      Strengths half,
      Strengths both,
      Strengths decisive,
      String model,
      double ofHalf,
      double ofBoth,
      double ofDecisive) {
    checkScores(pool, half, Map.of(model, ofHalf));
    checkScores(pool, both, Map.of(model, ofBoth));
    checkScores(pool, decisive, Map.of(model, ofDecisive));
  }

  private static void checkOpenLlmErrors(Pool pool, Strengths half) {
    Covariance fisher = half.fisher().orElseThrow();
    assertThat(medianError(fisher, 150)).isCloseTo(.004620, within(6e-7));
    assertThat(medianErrorOfDifferences(fisher, 150)).isCloseTo(.006564, within(6e-7));
    Influence influence = half.influence().orElseThrow();
    assertThat(medianError(influence, 150)).isCloseTo(.018790, within(6e-7));
    assertThat(medianErrorOfDifferences(influence, 150)).isCloseTo(.027007, within(6e-7));
    double ofTop =
        influence.variance(index(pool, "CorticalStack/neurotic-crown-clown-7b-tak-stack-dpo"));
    assertThat(Math.sqrt(ofTop)).isCloseTo(.018346, within(6e-7));
    double ofLast = influence.variance(index(pool, "BFauber/lora_llama2-7b_10e6"));
    assertThat(Math.sqrt(ofLast)).isCloseTo(.025047, within(6e-7));
    Evidence byBenchmark = Evidence.of(pool).clusteredBy(Sample::source);
    Strengths clustered = HALF.fit(byBenchmark, Request.full(1));
    assertThat(medianError(clustered.influence().orElseThrow(), 150)).isCloseTo(.067, within(5e-4));
  }

  @Test
  void hetero() {
    Pool all = PublicPools.hetero();
    Strengths found = fit(HALF, all);
    checkLikelihood(found, -1012529.673179);
    checkScores(
        all,
        found,
        Map.of(
            "ae:FuseChat-Gemma-2-9B-Instruct", 3.358921,
            "ae:NullModel", 3.241319,
            "ae:gpt4_1106_preview", 2.594960,
            "ae:text_davinci_001", -1.718075));
    Evidence byMeasurement = Evidence.of(all).with(Weighting.MEASUREMENTS);
    Strengths weighted = HALF.fit(byMeasurement, Request.full(1));
    checkLikelihood(weighted, -46139.471068);
    checkScores(all, weighted, Map.of("ae:gpt4_0314", 1.657788));
    checkLikelihood(fit(HALF, PublicPools.hetero("binary")), -320315.474809);
    checkLikelihood(fit(HALF, PublicPools.hetero("numeric")), -659102.288643);
    checkLikelihood(fit(HALF, PublicPools.hetero("pairwise")), -23716.447092);
  }

  @Test
  void liveCodeBench() {
    Pool pool = PublicPools.liveCodeBench();
    Strengths found = fit(HALF, pool);
    checkLikelihood(found, -278557.933954);
    checkScores(
        pool,
        found,
        Map.of(
            "O1-Mini-2024-09-12 (N=1)", .744916,
            "Dracarys-72B-Instruct", .538795,
            "Claude-3.5-Sonnet-20240620", .381101,
            "Claude-3-Haiku", -.858691));
  }

  @Test
  void mteb() {
    Pool whole = PublicPools.mteb();
    BitSet linked = new BitSet();
    linked.set(0, whole.modelCount());
    linked.clear(index(whole, "Singaraj__morisien-embed"));
    Pool pool = whole.withModels(linked);
    Strengths found = fit(HALF, pool);
    checkLikelihood(found, -3127705.937004);
    int top =
        IntStream.range(0, 661)
            .boxed()
            .max(Comparator.comparingDouble(found.scores()::get))
            .orElseThrow();
    assertThat(pool.models().get(top)).contains("Diver-Retriever-4B-1020");
    assertThat(found.scores().get(top)).isCloseTo(11.425560, within(6e-7));
    assertThat(Math.sqrt(found.fisher().orElseThrow().variance(top)))
        .isCloseTo(1.577, within(6e-4));
    var likelihood = new BradleyTerryLikelihood(PairCounts.of(Evidence.of(pool)), TieRule.HALF);
    var none = new Penalty(new Prior.None(), 661);
    Solution solution = Newton.maximize(likelihood, none, likelihood.start(), 2);
    assertThat(solution.iterations()).isBetween(8, 14);
  }
}
