package isoloss.rank.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StyleControlTest {
  private static final int MODELS = 6;
  private static final Request FULL = Request.full(1);

  /**
   * Battles decided by strength {@code 0.3 m} and by 0.8 times the difference of two lengths; model
   * 0, the weakest, writes the most.
   */
  private static Pool battles(long seed, int count) {
    RandomGenerator random = new Seed(seed).generator();
    PoolBuilder builder = new PoolBuilder();
    for (int k = 0; k < count; k++) {
      int a = random.nextInt(MODELS);
      int b = (a + 1 + random.nextInt(MODELS - 1)) % MODELS;
      double lengthA = random.nextGaussian() + (a == 0 ? 1.5 : 0);
      double lengthB = random.nextGaussian() + (b == 0 ? 1.5 : 0);
      double logit = 0.3 * (a - b) + 0.8 * (lengthA - lengthB);
      boolean wins = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      Sample battle =
          new Sample(
              "battle " + k,
              "",
              "",
              Kind.PAIRWISE,
              Direction.HIGHER_IS_BETTER,
              1,
              "battle " + k,
              List.of(),
              "",
              Map.of("m" + a, "" + lengthA, "m" + b, "" + lengthB, "first", "m" + a));
      builder.compare(
          new Comparison(
              builder.model("m" + a),
              builder.model("m" + b),
              builder.sample(battle),
              wins ? 1 : 0,
              wins ? 0 : 1,
              0));
    }
    return GeneratedPools.packed(builder);
  }

  private static double attribute(Pool pool, Comparison each, int model) {
    String value = pool.sample(each.sample()).attributes().get(pool.models().get(model));
    return Double.parseDouble(value == null ? "NaN" : value);
  }

  private static double length(Pool pool, Comparison each) {
    return attribute(pool, each, each.a()) - attribute(pool, each, each.b());
  }

  private static double shownFirst(Pool pool, Comparison each) {
    String first = pool.sample(each.sample()).attributes().get("first");
    return pool.models().get(each.a()).equals(first) ? 1 : -1;
  }

  private static Covariates lengths(Pool pool) {
    return Covariates.of(pool, List.of("length"), c -> new double[] {length(pool, c)});
  }

  @Test
  void strengthsAndTheEffectOfLengthAreRecovered() {
    Pool pool = battles(1, 20_000);
    StyledStrengths found = StyleControl.withDefaults().fit(Evidence.of(pool), lengths(pool), FULL);
    StyledStrengths.Effect length = found.effects().getFirst();
    double effect = length.perScale() / length.scale();
    double error = length.standardError().orElseThrow() / length.scale();
    assertThat(effect).isCloseTo(0.8, within(4 * error));
    assertThat(length.clusteredError().orElseThrow())
        .isCloseTo(length.standardError().orElseThrow(), within(0.05 * error));
    int least = pool.models().indexOf("m0");
    int best = pool.models().indexOf("m5");
    double gap = found.adjusted().scores().get(best) - found.adjusted().scores().get(least);
    double gapError = Math.sqrt(found.adjusted().influence().orElseThrow().variance(best, least));
    assertThat(gap).isCloseTo(1.5, within(4 * gapError));
    assertThat(found.unadjusted().scores().get(least)).isGreaterThan(-0.2);
    assertThat(found.adjusted().diagnostics()).isEmpty();
  }

  @Test
  void withoutAnEffectThisIsBradleyTerry() {
    Pool pool = battles(2, 400);
    Covariates nothing = Covariates.of(pool, List.of("nothing"), c -> new double[] {0});
    StyledStrengths found = StyleControl.withDefaults().fit(Evidence.of(pool), nothing, FULL);
    assertThat(found.effects()).isEmpty();
    assertThat(found.adjusted().scores().toArray())
        .containsExactly(found.unadjusted().scores().toArray(), within(1e-9));
    assertThat(found.adjusted().logLikelihood().orElseThrow())
        .isCloseTo(found.unadjusted().logLikelihood().orElseThrow(), within(1e-9));
    assertThat(found.adjusted().influence().orElseThrow().variance(0, 1))
        .isCloseTo(found.unadjusted().influence().orElseThrow().variance(0, 1), within(1e-8));
    assertThat(found.adjusted().diagnostics()).extracting("code").containsExactly("not-identified");
  }

  @Test
  void aCovariateOfTheModelsAloneIsNotIdentified() {
    Pool pool = battles(3, 400);
    Covariates covariates =
        Covariates.of(
            pool,
            List.of("size", "length", "length again", "first"),
            c ->
                new double[] {
                  Math.pow(c.a(), 2) - Math.pow(c.b(), 2),
                  length(pool, c),
                  2 * length(pool, c),
                  shownFirst(pool, c)
                });
    StyledStrengths found = StyleControl.withDefaults().fit(Evidence.of(pool), covariates, FULL);
    assertThat(found.effects()).extracting("covariate").containsExactly("length", "first");
    Diagnostic.NotIdentified lost =
        (Diagnostic.NotIdentified) found.adjusted().diagnostics().getFirst();
    assertThat(lost.parameters()).containsExactly("size", "length again");
    double scale = found.effects().get(1).scale();
    assertThat(scale).isCloseTo(1, within(1e-12));
  }

  /** The definition of a clustered error: the effect's response to the weight of each cluster. */
  @Test
  void errorsAreThoseOfAClusterThatCountsMore() {
    Pool pool = battles(4, 60);
    Evidence evidence = Evidence.of(pool);
    StyleControl control = StyleControl.withDefaults();
    StyledStrengths found = control.fit(evidence, lengths(pool), FULL);
    double step = 1e-4;
    double variance = 0;
    int clusters = evidence.clusterCount();
    for (int g = 0; g < clusters; g++) {
      double up = effect(control, reweighted(evidence, g, step));
      double down = effect(control, reweighted(evidence, g, -step));
      double z = (up - down) / (2 * step);
      variance += clusters / (clusters - 1.0) * z * z;
    }
    StyledStrengths.Effect length = found.effects().getFirst();
    assertThat(length.clusteredError().orElseThrow() / length.scale())
        .isCloseTo(Math.sqrt(variance), within(1e-5));
  }

  private static double effect(StyleControl control, Evidence evidence) {
    StyledStrengths.Effect length =
        control.fit(evidence, lengths(evidence.pool()), FULL).effects().getFirst();
    return length.perScale() / length.scale();
  }

  private static Evidence reweighted(Evidence evidence, int cluster, double by) {
    double[] weights = new double[evidence.pool().sampleCount()];
    for (int s = 0; s < weights.length; s++) {
      weights[s] = evidence.cluster(s) == cluster ? 1 + by : 1;
    }
    return evidence.withSampleWeights(weights);
  }

  @Test
  void aRidgeDrawsStrengthsAndEffectsTogetherAndIsMarked() {
    Pool pool = battles(5, 300);
    StyledStrengths free = StyleControl.withDefaults().fit(Evidence.of(pool), lengths(pool), FULL);
    StyledStrengths held =
        StyleControl.withDefaults().withRidge(20).fit(Evidence.of(pool), lengths(pool), FULL);
    assertThat(Math.abs(held.effects().getFirst().perScale()))
        .isLessThan(Math.abs(free.effects().getFirst().perScale()));
    assertThat(spread(held.adjusted())).isLessThan(spread(free.adjusted()));
    assertThat(held.adjusted().logLikelihood().orElseThrow())
        .isLessThan(free.adjusted().logLikelihood().orElseThrow());
    assertThat(held.adjusted().diagnostics()).extracting("code").containsExactly("prior");
  }

  private static double spread(Strengths found) {
    return found.scores().stream().map(x -> x * x).sum();
  }

  @Test
  void scoresAndPriorsAreRefused() {
    Pool scores = GeneratedPools.mixed(1, 3, 4);
    Covariates none = Covariates.of(scores, List.of("x"), c -> new double[] {1});
    assertThatThrownBy(() -> StyleControl.withDefaults().fit(Evidence.of(scores), none, FULL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("pairwise");
    Pool pool = battles(6, 30);
    Evidence held = Evidence.of(pool).with(new Prior.Gaussian(1));
    assertThatThrownBy(() -> StyleControl.withDefaults().fit(held, lengths(pool), FULL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ridge");
    assertThatThrownBy(() -> Covariates.of(pool, List.of("x"), c -> new double[] {Double.NaN}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new StyleControl(-1)).hasMessageContaining("-1");
  }

  @Test
  void relativeDifferencesCompareCounts() {
    assertThat(Covariates.relativeDifference(3, 0)).isEqualTo(0.75);
    assertThat(Covariates.relativeDifference(0, 3)).isEqualTo(-0.75);
    assertThat(Covariates.relativeDifference(0, 0)).isZero();
  }
}
