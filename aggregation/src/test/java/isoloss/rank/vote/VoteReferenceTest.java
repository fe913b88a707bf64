package isoloss.rank.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Provenance;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Correlation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VoteReferenceTest {

  private static Strengths fit(Aggregator aggregator, Pool pool) {
    return aggregator.fit(Evidence.of(pool), Request.full(2));
  }

  private static Map<String, Double> golden(String file, String algorithm) {
    return Objects.requireNonNull(PublicPools.golden(file).get(algorithm));
  }

  private static void same(Pool pool, double[] scores, Map<String, Double> golden, double off) {
    assertThat(golden).hasSize(pool.modelCount());
    for (int m = 0; m < scores.length; m++) {
      assertThat(scores[m])
          .as(pool.models().get(m))
          .isCloseTo(Objects.requireNonNull(golden.get(pool.models().get(m))), within(off));
    }
  }

  /** evalica's golden files. */
  @Test
  void countingAndAverageWinRateAreEvalicas() {
    PairCounts simple = PairCounts.of(Evidence.of(PublicPools.evalicaSimple()));
    PairCounts crowd = PairCounts.of(Evidence.of(PublicPools.llmfao()));
    same(
        PublicPools.evalicaSimple(),
        Borda.counting(simple),
        golden("evalica/simple-golden.csv", "counting"),
        1e-12);
    same(
        PublicPools.llmfao(),
        Borda.counting(crowd),
        golden("evalica/llmfao-golden.csv", "counting"),
        1e-9);
    same(
        PublicPools.evalicaSimple(),
        Borda.averageWinRate(simple),
        golden("evalica/simple-golden.csv", "average_win_rate"),
        1e-12);
    same(
        PublicPools.llmfao(),
        Borda.averageWinRate(crowd),
        golden("evalica/llmfao-golden.csv", "average_win_rate"),
        1e-12);
  }

  /** One pass in the order of the file with K = 4. */
  @Test
  void eloInOnePassIsEvalicas() {
    for (String name : List.of("simple", "llmfao")) {
      Map<String, Integer> index = new HashMap<>();
      List<PublicPools.Row> rows = PublicPools.rows("evalica/" + name + ".csv");
      for (PublicPools.Row row : rows) {
        index.putIfAbsent(row.get("left"), index.size());
        index.putIfAbsent(row.get("right"), index.size());
      }
      Elo.Run run = new Elo.Run(index.size(), 4);
      for (PublicPools.Row row : rows) {
        double result =
            switch (row.get("winner")) {
              case "left" -> 1;
              case "right" -> 0;
              default -> 0.5;
            };
        run.battle(
            Objects.requireNonNull(index.get(row.get("left"))),
            Objects.requireNonNull(index.get(row.get("right"))),
            result);
      }
      Map<String, Double> expected = golden("evalica/" + name + "-golden.csv", "elo");
      index.forEach((model, at) ->
          assertThat(run.scores()[at])
              .as(model)
              .isCloseTo(Objects.requireNonNull(expected.get(model)), within(1e-12 * 1000)));
    }
  }

  /** Means and errors of the first and last of 150 models, by NumPy. */
  @Test
  void theMeanHasTheErrorsOfAMean() {
    Pool pool = PublicPools.openLlm();
    Strengths found = fit(new MeanScore(), pool);
    int first = pool.models().indexOf("CorticalStack/neurotic-crown-clown-7b-tak-stack-dpo");
    int last = pool.models().indexOf("BFauber/lora_llama2-7b_10e6");
    assertThat(found.scores().get(first)).isCloseTo(0.812698, within(5e-7));
    assertThat(found.scores().get(last)).isCloseTo(0.360317, within(5e-7));
    assertThat(Math.sqrt(found.influence().orElseThrow().variance(first)))
        .isCloseTo(0.010996, within(6e-7));
    assertThat(Math.sqrt(found.influence().orElseThrow().variance(last)))
        .isCloseTo(0.013530, within(6e-7));
    StratifiedCovariance fixed = StratifiedCovariance.of(Evidence.of(pool), Sample::source);
    assertThat(Math.sqrt(fixed.variance(first))).isCloseTo(0.010915, within(6e-7));
    assertThat(Math.sqrt(fixed.variance(last))).isCloseTo(0.012375, within(6e-7));
    Strengths byBenchmark =
        new MeanScore().fit(Evidence.of(pool).clusteredBy(Sample::source), Request.full(1));
    double withoutFactor = Math.sqrt(byBenchmark.influence().orElseThrow().variance(first) * 5 / 6);
    assertThat(withoutFactor).isCloseTo(0.023845, within(6e-7));
    int second = pool.models().indexOf("shyamieee/J4RVIZ-v6.0");
    assertThat(Math.sqrt(found.influence().orElseThrow().variance(first, second)))
        .isCloseTo(0.005888, within(6e-7));
  }

  /** HELM's mean win rate over six benchmarks, ties half. */
  @Test
  void meanWinRateIsHelms() {
    Pool pool = PublicPools.openLlm();
    Strengths found = fit(new MeanWinRate(), pool);
    Strengths mean = fit(new MeanScore(), pool);
    assertThat(Correlation.kendall(found.scores().toArray(), mean.scores().toArray()))
        .isCloseTo(0.8653, within(2e-4));
    assertThat(found.scores().get(pool.models().indexOf("Gille/StrangeMerges_21-7B-slerp")))
        .isCloseTo(0.868009, within(1e-6));
    assertThat(
            found
                .scores()
                .get(pool.models().indexOf("CorticalStack/neurotic-crown-clown-7b-tak-stack-dpo")))
        .isCloseTo(0.866331, within(1e-6));
    assertThat(
            found.scores().get(pool.models().indexOf("automerger/NeuralsirkrishnaExperiment26-7B")))
        .isCloseTo(0.865772, within(1e-6));
    Strengths strict = fit(new MeanWinRate().with(TieCredit.NONE), pool);
    assertThat(Correlation.kendall(strict.scores().toArray(), mean.scores().toArray()))
        .isCloseTo(0.8638, within(1e-3)); // .8638 to .8645 by how sums are rounded
    assertThat(found.diagnostics()).anyMatch(d -> d.message().contains("6 columns"));
  }

  /** Mean preference over the baseline by AlpacaEval's two annotators; 0 and 1.5 are draws. */
  @Test
  void meansOfPreferencesAreAlpacaEvals() {
    Pool weighted = alpacaEval("weighted_alpaca_eval_gpt4_turbo");
    mean(weighted, "NullModel", 0.769198, 0.009090);
    mean(weighted, "FuseChat-Gemma-2-9B-Instruct", 0.704971, 0.013426);
    mean(weighted, "FuseChat-Qwen-2.5-7B-Instruct", 0.646407, 0.014301);
    Pool votes = alpacaEval("alpaca_eval_gpt4");
    mean(votes, "gpt4_1106_preview", 0.976990, 0.005105);
    mean(votes, "mistral-medium", 0.968323, 0.006145);
    Evidence byDataSet = Evidence.of(weighted).clusteredBy(Sample::source);
    double variance =
        new MeanScore()
            .fit(byDataSet, Request.full(1))
            .influence()
            .orElseThrow()
            .variance(weighted.models().indexOf("NullModel"));
    assertThat(Math.sqrt(variance * 4 / 5)).isCloseTo(0.014466, within(6e-7)); // no G/(G-1)
  }

  private static void mean(Pool pool, String model, double mean, double error) {
    Strengths found = fit(new MeanScore(), pool);
    int at = pool.models().indexOf(model);
    assertThat(found.scores().get(at)).as(model).isCloseTo(mean, within(6e-7));
    assertThat(Math.sqrt(found.influence().orElseThrow().variance(at)))
        .as(model)
        .isCloseTo(error, within(6e-7));
  }

  private static Pool alpacaEval(String annotator) {
    PoolBuilder builder = new PoolBuilder();
    for (PublicPools.Row row : PublicPools.rows("alpaca-eval/alpaca_eval_long.csv.gz")) {
      if (row.get("annotator").equals(annotator)) {
        double preference = Double.parseDouble(row.get("preference"));
        builder.score(
            builder.model(row.get("model")),
            builder.sample(
                Sample.named(row.get("sample"), Kind.NUMERIC).withSource(row.get("dataset"))),
            preference == 0 ? 0.5 : preference - 1);
      }
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  @Test
  void copelandAndBordaOrderACompleteMatrixAsTheMean() {
    Pool pool = PublicPools.openLlm();
    double[] mean = fit(new MeanScore(), pool).scores().toArray();
    assertThat(Correlation.kendall(fit(new Copeland(), pool).scores().toArray(), mean))
        .isGreaterThan(0.999);
    assertThat(Correlation.kendall(fit(new Borda(), pool).scores().toArray(), mean))
        .isGreaterThan(0.999);
  }

  /** evalica's golden files. */
  @Test
  void pageRankIsEvalicas() {
    same(
        PublicPools.evalicaSimple(),
        fit(new PageRank(), PublicPools.evalicaSimple()).scores().toArray(),
        golden("evalica/simple-golden.csv", "pagerank"),
        5e-13);
    same(
        PublicPools.llmfao(),
        fit(new PageRank(), PublicPools.llmfao()).scores().toArray(),
        golden("evalica/llmfao-golden.csv", "pagerank"),
        5e-13);
  }

  /** Wins alone, ties nothing: tau .869 with the mean on the complete matrix. */
  @Test
  void winsWithoutTiesOrderOtherwise() {
    Pool pool = PublicPools.openLlm();
    double[] mean = fit(new MeanScore(), pool).scores().toArray();
    double[] wins = fit(new Borda().with(TieCredit.NONE), pool).scores().toArray();
    assertThat(Correlation.kendall(wins, mean)).isCloseTo(0.869, within(5e-4));
  }

  /**
   * One pass of K = 4 through the matrix, sample by sample: published as tau .267 with the mean.
   */
  @Test
  void oneOrderOfEloForgets() {
    List<PublicPools.Row> rows = PublicPools.rows("openllm-v1/openllm_v1_150.csv");
    List<String> samples =
        rows.getFirst().cells().keySet().stream().filter(name -> !name.equals("model")).toList();
    Elo.Run run = new Elo.Run(rows.size(), 4);
    double[] mean = new double[rows.size()];
    for (String sample : samples) {
      double[] score = rows.stream().mapToDouble(r -> Double.parseDouble(r.get(sample))).toArray();
      for (int a = 0; a < score.length; a++) {
        mean[a] += score[a] / samples.size();
        for (int b = a + 1; b < score.length; b++) {
          run.battle(a, b, (1 + Math.signum(score[a] - score[b])) / 2);
        }
      }
    }
    // .19 in the order of the file; .32 to .61 over five random orders of samples
    assertThat(Correlation.kendall(run.scores(), mean)).isBetween(0.1, 0.3);
  }

  @Test
  void scalesDirectionsAndPlacesHaveNoCommonMean() {
    assertThat(new MeanScore().refusal(scores(1, 100)).orElseThrow())
        .contains("a (0 to 1)", "b (0 to 100)", "min-max");
    assertThat(new MeanScore().refusal(scores(1, 0.5))).isEmpty();
    Pool places = PublicPools.fruits();
    assertThat(new MeanScore().refusal(Evidence.of(places)).orElseThrow()).contains("places");
    assertThat(new MeanScore().refusal(scores(1, 1).with(new Prior.Gaussian(1)))).isPresent();
    assertThat(new MeanScore().refusal(scores(1, 1).withMargin(0.1))).isPresent();
    assertThat(new MeanScore().refusal(scores(1, 1).with(Weighting.SAMPLES))).isPresent();
  }

  /** Two sources of three samples, whose largest score is the one given. */
  private static Evidence scores(double ofA, double ofB) {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 3; s++) {
      int a = builder.sample(Sample.named("a" + s, Kind.NUMERIC).withSource("a"));
      int b = builder.sample(Sample.named("b" + s, Kind.NUMERIC).withSource("b"));
      for (int m = 0; m < 3; m++) {
        builder.score(builder.model("m" + m), a, ofA * ((m + s) % 3) / 2.0);
        builder.score(builder.model("m" + m), b, ofB * ((m + 2 * s) % 3) / 2.0);
      }
    }
    return Evidence.of(builder.build(Conflicts.REFUSE, Provenance.NONE).pool());
  }

  @Test
  void aMeanOverDifferentSamplesSaysHowDifferentTheyAre() {
    Pool pool = PublicPools.openLlm();
    assertThat(fit(new MeanScore(), pool).diagnostics()).isEmpty();
    Pool easy = pool.masked((model, sample) -> model != 0 || solved(pool, sample) > 0.8);
    assertThat(fit(new MeanScore(), easy).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("of 1260 samples", pool.models().get(0)));
  }

  private static double solved(Pool pool, int sample) {
    double[] sum = new double[1];
    pool.forEachModel(sample, (model, score) -> sum[0] += score);
    return sum[0] / pool.measured(sample);
  }

  /** CPUSpeedTask has values up to 78,556 among scores below 1. */
  @Test
  void oneSampleInALargeUnitIsNamed() {
    assertThat(fit(new MeanScore(), PublicPools.mteb()).diagnostics())
        .anyMatch(d -> d.code().equals("one-sample-decides") && d.message().contains("SpeedTask"));
  }

  /** On the crowd's battles Elo's mean over orders has tau .917 with Bradley-Terry. */
  @Test
  void eloIsTheMeanOfManyOrders() {
    Pool pool = PublicPools.llmfao();
    Strengths found = fit(new Elo(), pool);
    double spread = found.parameters().getFirst().value();
    assertThat(spread).isBetween(3.3, 3.9); // 3.6 points, median over models
    Map<String, Double> bradleyTerry = golden("evalica/llmfao-golden.csv", "bradley_terry");
    double[] worths =
        pool.models().stream()
            .mapToDouble(model -> Objects.requireNonNull(bradleyTerry.get(model)))
            .toArray();
    assertThat(Correlation.kendall(found.scores().toArray(), worths))
        .isCloseTo(0.917, within(0.015));
    assertThat(found.diagnostics()).anyMatch(d -> d.code().equals("order-dependent"));
    Strengths skill = fit(new TrueSkill(), pool);
    assertThat(Correlation.kendall(found.scores().toArray(), skill.scores().toArray()))
        .isGreaterThan(0.8);
  }

  /** The worked first game of two new players: 29.396 and 20.604, standard deviation 7.171. */
  @Test
  void theFirstGameOfTrueSkill() {
    TrueSkill.Run run = new TrueSkill.Run(2);
    run.battle(0, 1, 1);
    assertThat(run.scores()[0]).isCloseTo(29.396, within(1e-3));
    assertThat(run.scores()[1]).isCloseTo(20.604, within(1e-3));
    assertThat(Math.sqrt(run.variances()[0])).isCloseTo(7.171, within(1e-3));
  }

  @Test
  void wholeBattlesOnly() {
    Pool pool = PublicPools.citations();
    assertThat(pool.comparisons()).extracting(Comparison::winsA).isNotEmpty();
    assertThat(new Elo().refusal(Evidence.of(pool))).isEmpty();
    double[] half = new double[pool.sampleCount()];
    java.util.Arrays.fill(half, 0.5);
    assertThat(new Elo().refusal(Evidence.of(pool).withSampleWeights(half)).orElseThrow())
        .contains("bradley-terry");
  }
}
