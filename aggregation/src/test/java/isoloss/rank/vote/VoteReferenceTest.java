package isoloss.rank.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
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
              .isCloseTo(Objects.requireNonNull(expected.get(model)), within(1e-9)));
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
        .isCloseTo(0.010996, within(2e-6));
    assertThat(Math.sqrt(found.influence().orElseThrow().variance(last)))
        .isCloseTo(0.013530, within(2e-6));
    assertThat(MeanScore.stratifiedError(pool, first)).isCloseTo(0.010915, within(2e-6));
    assertThat(MeanScore.stratifiedError(pool, last)).isCloseTo(0.012375, within(2e-6));
    Strengths byBenchmark =
        new MeanScore().fit(Evidence.of(pool).clusteredBy(Sample::source), Request.full(1));
    double withoutFactor = Math.sqrt(byBenchmark.influence().orElseThrow().variance(first) * 5 / 6);
    assertThat(withoutFactor).isCloseTo(0.023845, within(2e-6));
    int second = pool.models().indexOf("shyamieee/J4RVIZ-v6.0");
    assertThat(Math.sqrt(found.influence().orElseThrow().variance(first, second)))
        .isCloseTo(0.005888, within(2e-6));
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

  /** On the crowd's battles Elo's mean over orders has tau .917 with Bradley-Terry. */
  @Test
  void eloIsTheMeanOfManyOrders() {
    Pool pool = PublicPools.llmfao();
    Strengths found = fit(new Elo(), pool);
    double spread = found.parameters().getFirst().value();
    assertThat(spread).isBetween(2.5, 5.0); // 3.6 points, median over models
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
