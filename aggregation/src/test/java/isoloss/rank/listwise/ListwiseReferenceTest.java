package isoloss.rank.listwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.vote.MeanScore;
import isoloss.stat.Correlation;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers of other programs for the same orderings. */
class ListwiseReferenceTest {
  private static final Aggregator RANKINGS = new PlackettLuceRankings();

  private static Strengths fit(Aggregator aggregator, Evidence evidence) {
    return aggregator.fit(evidence, Request.full(2));
  }

  private static double of(Pool pool, Strengths strengths, String model) {
    return strengths.scores().get(pool.models().indexOf(model));
  }

  /** Orderings of model names, best first. */
  private static Pool orderings(List<List<String>> rankings) {
    PoolBuilder builder = new PoolBuilder();
    for (int r = 0; r < rankings.size(); r++) {
      int sample =
          builder.sample(Sample.named("r" + r, Kind.ORDINAL).with(Direction.LOWER_IS_BETTER));
      for (int place = 0; place < rankings.get(r).size(); place++) {
        builder.score(builder.model(rankings.get(r).get(place)), sample, place + 1);
      }
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  private static Pool nascar83() {
    Pool all = PublicPools.nascar();
    BitSet finite = new BitSet();
    for (int m = 0; m < all.modelCount(); m++) {
      String name = all.models().get(m);
      finite.set(
          m,
          List.of("Hillenburg", "Bradberry", "Hedlesky", "Renfrow").stream()
              .noneMatch(name::contains));
    }
    return all.withModels(finite);
  }

  /** A cycle of three items: choix, testcase-rankings-1. */
  @Test
  void aCycleOfOrderingsLeavesAllEqual() {
    Pool pool =
        orderings(List.of(List.of("0", "1", "2"), List.of("1", "2", "0"), List.of("2", "0", "1")));
    Strengths found = fit(RANKINGS, Evidence.of(pool));
    assertThat(found.scores().toArray()).containsExactly(new double[3], within(1e-10));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(3 * Math.log(1 / 6.0), within(1e-9));
  }

  /** choix, testcase-top1-1: each of three items chosen once. */
  @Test
  void eachChosenOnceLeavesAllEqual() {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 3; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      for (int m = 0; m < 3; m++) {
        builder.score(builder.model("m" + m), sample, m == s ? 1 : 0);
      }
    }
    Pool pool = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    Strengths found = fit(new TopOne(), Evidence.of(pool));
    assertThat(found.scores().toArray()).containsExactly(new double[3], within(1e-10));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(3 * Math.log(1 / 3.0), within(1e-9));
  }

  /** Four orderings of three: theta (.716090, .109009, -.825098), l = -4.997066254. */
  @Test
  void aToyOfFourOrderings() {
    Pool pool =
        orderings(
            List.of(
                List.of("0", "1", "2"),
                List.of("1", "0", "2"),
                List.of("2", "0", "1"),
                List.of("0", "2")));
    for (Solver solver : Solver.values()) {
      Strengths found = fit(new PlackettLuceRankings().with(solver), Evidence.of(pool));
      assertThat(of(pool, found, "0")).isCloseTo(0.716090, within(1e-6));
      assertThat(of(pool, found, "1")).isCloseTo(0.109009, within(1e-6));
      assertThat(of(pool, found, "2")).isCloseTo(-0.825098, within(1e-6));
      assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-4.997066254, within(1e-9));
    }
  }

  /** R 4.2, PlackettLuce 0.4.3, nascar without the four drivers that are always last. */
  @Test
  void nascarAgreesWithTheRPackage() {
    Pool pool = nascar83();
    Strengths found = fit(RANKINGS, Evidence.of(pool));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-4191.0972845974, within(1e-7));
    int reference = pool.models().indexOf("Austin Cameron");
    for (PublicPools.Row row : PublicPools.rows("plackett-luce/nascar83_mle.fit.csv")) {
      int model = pool.models().indexOf(row.get("param"));
      double strength = found.scores().get(model) - found.scores().get(reference);
      assertThat(strength)
          .as(row.get("param"))
          .isCloseTo(Double.parseDouble(row.get("log_ref_first")), within(1e-8));
      if (model != reference) {
        assertThat(Math.sqrt(found.fisher().orElseThrow().variance(model, reference)))
            .isCloseTo(Double.parseDouble(row.get("se_ref_first")), within(1e-9));
      }
    }
    Strengths mm = fit(new PlackettLuceRankings().with(Solver.MM), Evidence.of(pool));
    Strengths spectral = fit(new PlackettLuceRankings().with(Solver.I_LSR), Evidence.of(pool));
    assertThat(found.scores().get(pool.models().indexOf("PJ Jones")) - logSum(found))
        .isCloseTo(Math.log(0.186405), within(3e-6));
    assertThat(mm.scores().toArray()).containsExactly(found.scores().toArray(), within(1e-9));
    assertThat(spectral.scores().toArray()).containsExactly(found.scores().toArray(), within(1e-9));
  }

  private static double logSum(Strengths found) {
    return Math.log(found.scores().stream().map(Math::exp).sum());
  }

  /** The same package with npseudo 0.5 on all 87 drivers; its likelihood leaves the prior out. */
  @Test
  void pseudoRankingsAgreeWithTheRPackage() {
    Pool pool = PublicPools.nascar();
    Strengths found = fit(RANKINGS, Evidence.of(pool).with(new Prior.PseudoComparisons(0.5)));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-4193.5923415145, within(1e-6));
    int reference = pool.models().indexOf("Austin Cameron");
    for (PublicPools.Row row : PublicPools.rows("plackett-luce/nascar_npseudo0.5.fit.csv")) {
      int model = pool.models().indexOf(row.get("param"));
      assertThat(found.scores().get(model) - found.scores().get(reference))
          .isCloseTo(Double.parseDouble(row.get("log_ref_first")), within(1e-6));
    }
    assertThat(found.diagnostics()).anyMatch(d -> d.code().equals("prior"));
    // log raw worths: the hypothetical item has 0
    for (var raw :
        Map.of(
                "Hillenburg", -2.848651,
                "Bradberry", -2.422340,
                "Hedlesky", -2.268350,
                "Renfrow", -2.446215)
            .entrySet()) {
      int model =
          IntStream.range(0, pool.modelCount())
              .filter(m -> pool.models().get(m).contains(raw.getKey()))
              .findFirst()
              .orElseThrow();
      assertThat(found.state().get(model)).as(raw.getKey()).isCloseTo(raw.getValue(), within(6e-7));
    }
  }

  /** The same package's fruits, with ties of two and three. */
  @Test
  void fruitsWithTiesAgreeWithTheRPackage() {
    Pool pool = PublicPools.fruits();
    Strengths found = fit(RANKINGS, Evidence.of(pool));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-14.5697392891, within(1e-8));
    int apple = pool.models().indexOf("apple");
    for (PublicPools.Row row : PublicPools.rows("plackett-luce/fruits_mle.fit.csv")) {
      double expected = Double.parseDouble(row.get("log_ref_first"));
      if (row.get("param").startsWith("tie")) {
        var tie = found.parameters().get(row.get("param").equals("tie2") ? 0 : 1);
        assertThat(tie.value()).isCloseTo(expected, within(1e-6));
        assertThat(tie.standardError().orElseThrow())
            .isCloseTo(Double.parseDouble(row.get("se_ref_first")), within(1e-6));
      } else if (!row.get("param").equals("apple")) {
        int model = pool.models().indexOf(row.get("param"));
        assertThat(found.scores().get(model) - found.scores().get(apple))
            .isCloseTo(expected, within(1e-6));
        assertThat(Math.sqrt(found.fisher().orElseThrow().variance(model, apple)))
            .isCloseTo(Double.parseDouble(row.get("se_ref_first")), within(1e-6));
      }
    }
  }

  /** On pairs the tie model is Davidson's: pudding, l and ln nu of the same package. */
  @Test
  void pairsWithTiesAreDavidsons() {
    Pool pool = PublicPools.pudding();
    Strengths found = fit(RANKINGS, Evidence.of(pool));
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-809.70951009, within(1e-7));
    assertThat(Math.exp(found.parameters().getFirst().value()))
        .isCloseTo(0.746822988, within(1e-7));
    assertThat(found.parameters().getFirst().standardError().orElseThrow())
        .isCloseTo(0.0824987, within(1e-6));
  }

  @Test
  void binarySamplesOfManyModelsAreRefusedWithAWayOut() {
    Pool pool = PublicPools.openLlm();
    assertThatThrownBy(() -> fit(RANKINGS, Evidence.of(pool)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("davidson");
  }

  /** With choix's rate of 0.01 the order has tau .755 with the mean on the complete matrix. */
  @Test
  void choicesAimElsewhereThanTheMean() {
    Pool pool = PublicPools.openLlm();
    double[] mean = fit(new MeanScore(), Evidence.of(pool)).scores().toArray();
    Evidence rated = Evidence.of(pool).with(new Prior.EveryPair(0.01));
    Strengths found = fit(new TopOne(), rated);
    assertThat(found.diagnostics()).extracting(Diagnostic::code).containsExactly("prior");
    assertThat(Correlation.kendall(found.scores().toArray(), mean)).isCloseTo(0.755, within(5e-4));
    Strengths spectral = fit(new TopOne().with(Solver.I_LSR), rated);
    assertThat(spectral.scores().toArray()).containsExactly(found.scores().toArray(), within(1e-8));
  }

  @Test
  void everySolverFindsTheSameChoices() {
    BitSet models = new BitSet();
    models.set(0, 30);
    BitSet samples = new BitSet();
    samples.set(0, 400);
    Evidence evidence = Evidence.of(PublicPools.openLlm().restrictedTo(models, samples));
    Strengths newton = fit(new TopOne(), evidence);
    for (Solver solver : List.of(Solver.MM, Solver.I_LSR)) {
      Strengths found = fit(new TopOne().with(solver), evidence);
      assertThat(found.diagnostics()).isEmpty();
      assertThat(found.scores().toArray()).containsExactly(newton.scores().toArray(), within(1e-8));
    }
  }
}
