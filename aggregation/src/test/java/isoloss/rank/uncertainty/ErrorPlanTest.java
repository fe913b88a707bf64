package isoloss.rank.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ErrorPlanTest {

  /** The plain mean, with or without the influence of samples. */
  private record Means(boolean withInfluence) implements Aggregator {
    @Override
    public String name() {
      return "means";
    }

    @Override
    public String description() {
      return "mean score";
    }

    @Override
    public Source source() {
      return new Source("none", "");
    }

    @Override
    public Link link() {
      return Link.COMPARED;
    }

    @Override
    public Optional<String> refusal(Evidence evidence) {
      return Optional.empty();
    }

    @Override
    public Strengths fit(Evidence evidence, Request request) {
      Pool pool = evidence.pool();
      double[] sum = new double[pool.modelCount()];
      double[] weight = new double[sum.length];
      for (int s = 0; s < pool.sampleCount(); s++) {
        double w = evidence.sampleWeight(s);
        pool.forEachModel(
            s,
            (m, v) -> {
              sum[m] += w * v;
              weight[m] += w;
            });
      }
      for (int m = 0; m < sum.length; m++) {
        sum[m] /= weight[m];
      }
      float[][] z = new float[sum.length][evidence.clusterCount()];
      for (int s = 0; s < pool.sampleCount(); s++) {
        int g = evidence.cluster(s);
        double w = evidence.sampleWeight(s);
        pool.forEachModel(s, (m, v) -> z[m][g] += (float) (w * (v - sum[m]) / weight[m]));
      }
      Strengths strengths = Strengths.of(sum, Direction.HIGHER_IS_BETTER);
      return withInfluence
          ? strengths.withInfluence(Influence.of(z, evidence.clusterCount()))
          : strengths;
    }
  }

  /** Means 0, step, 2 step ... with noise of standard deviation 1 shared by half. */
  private static Pool pool(Seed seed, int models, int samples, double step) {
    RandomGenerator random = seed.generator();
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < samples; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.NUMERIC));
      double shared = Math.sqrt(0.5) * random.nextGaussian();
      for (int m = 0; m < models; m++) {
        builder.score(
            builder.model("m" + m),
            sample,
            step * m + shared + Math.sqrt(0.5) * random.nextGaussian());
      }
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  private static Uncertain fit(ErrorKind kind, boolean withInfluence, Pool pool) {
    return new ErrorPlan(kind, 500, 0.95, new Seed(7), 2)
        .fit(new Means(withInfluence), Evidence.of(pool), evidence -> true);
  }

  @Test
  void sandwichAndBootstrapAgree() {
    Pool pool = pool(new Seed(1), 8, 300, 0.05);
    Uncertain sandwich = fit(ErrorKind.CLUSTERED, true, pool);
    Uncertain bootstrap = fit(ErrorKind.BOOTSTRAP, true, pool);
    assertThat(sandwich.kind()).isEqualTo(ErrorKind.CLUSTERED);
    for (int i = 0; i < 8; i++) {
      double ratio = bootstrap.standardErrors().get(i) / sandwich.standardErrors().get(i);
      assertThat(ratio).isBetween(0.88, 1.13);
    }
    assertThat(bootstrap.rankSets().critical())
        .isCloseTo(sandwich.rankSets().critical(), within(0.25));
  }

  @Test
  void withoutInfluenceClusteredErrorsAreABootstrapAndSaySo() {
    Uncertain found = fit(ErrorKind.CLUSTERED, false, pool(new Seed(2), 4, 60, 0.2));
    assertThat(found.kind()).isEqualTo(ErrorKind.BOOTSTRAP);
    assertThat(found.diagnostics()).anyMatch(d -> d.code().equals("bootstrap-instead"));
  }

  /** 400 pools; a coverage of 95 % is seen within 2.2 points, that of a share of pairs closer. */
  @Test
  void jointRankSetsHoldTheTruthAndAreNarrowerThanBonferroni() {
    int all = 0;
    double critical = 0;
    for (int k = 0; k < 400; k++) {
      Pool pool = pool(new Seed(100 + k), 10, 120, 0.03);
      RankSets sets =
          new ErrorPlan(ErrorKind.CLUSTERED, 300, 0.95, new Seed(k), 1)
              .fit(new Means(true), Evidence.of(pool), evidence -> true)
              .rankSets();
      critical += sets.critical() / 400;
      boolean held = true;
      for (int i = 0; i < 10; i++) {
        int place = 10 - Integer.parseInt(pool.models().get(i).substring(1));
        held &= place >= sets.low().get(i) && place <= sets.high().get(i);
      }
      all += held ? 1 : 0;
    }
    assertThat(all / 400.0).isGreaterThanOrEqualTo(0.95 - 2 * 0.011);
    assertThat(critical).isLessThan(RankSets.bonferroni(10, 0.95));
  }

  @Test
  void modelsWithEqualRowsAreNeverToldApart() {
    PoolBuilder builder = new PoolBuilder();
    RandomGenerator random = new Seed(3).generator();
    for (int s = 0; s < 100; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      int solved = random.nextInt(2);
      builder.score(builder.model("a"), sample, solved);
      builder.score(builder.model("b"), sample, solved);
      builder.score(builder.model("c"), sample, 0);
    }
    Pool pool = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    RankSets sets = fit(ErrorKind.CLUSTERED, true, pool).rankSets();
    int c = pool.models().indexOf("c");
    for (int i = 0; i < 3; i++) {
      assertThat(sets.group().get(i)).isEqualTo(i == c ? 2 : 1);
      assertThat(sets.low().get(i)).isEqualTo(i == c ? 3 : 1);
      assertThat(sets.high().get(i)).isEqualTo(i == c ? 3 : 2);
    }
    assertThat(sets.separated()).isEqualTo(2);
  }

  @Test
  void drawsWithoutALinkAreCountedNotUsed() {
    Pool pool = pool(new Seed(4), 3, 50, 0.1);
    Uncertain found =
        new ErrorPlan(ErrorKind.BOOTSTRAP, 100, 0.9, new Seed(1), 1)
            .fit(new Means(true), Evidence.of(pool), drawn -> drawn.sampleWeight(0) > 0);
    assertThat(found.usableDraws()).isBetween(45, 80); // 1 - 1/e of the draws hold a sample
    assertThat(found.diagnostics())
        .anyMatch(
            d -> d.code().equals("draws-troubled") && d.severity() == Diagnostic.Severity.WARNING);
  }

  @Test
  void twoStagesNeedTwoDataSetsAndAreWiderWhereDataSetsDiffer() {
    assertThatThrownBy(() -> fit(ErrorKind.TWO_STAGE, true, pool(new Seed(5), 3, 40, 0.1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--errors bootstrap");
    PoolBuilder builder = new PoolBuilder();
    RandomGenerator random = new Seed(6).generator();
    for (int s = 0; s < 400; s++) {
      int set = s % 8;
      int sample = builder.sample(Sample.named("s" + s, Kind.NUMERIC).withSource("set" + set));
      builder.score(builder.model("a"), sample, set + random.nextGaussian());
      builder.score(builder.model("b"), sample, random.nextGaussian());
    }
    Pool pool = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    int a = pool.models().indexOf("a");
    double one = fit(ErrorKind.BOOTSTRAP, true, pool).standardErrors().get(a);
    double two = fit(ErrorKind.TWO_STAGE, true, pool).standardErrors().get(a);
    assertThat(one).isCloseTo(2.5 / 20, within(0.02));
    assertThat(two).isCloseTo(2.29 / Math.sqrt(8), within(0.12));
  }

  @Test
  void oneClusterSaysNothingAboutErrors() {
    Pool pool = pool(new Seed(8), 3, 10, 1);
    Uncertain found =
        ErrorPlan.withDefaults()
            .fit(new Means(true), Evidence.of(pool).clusteredBy(sample -> "all"), evidence -> true);
    assertThat(found.kind()).isEqualTo(ErrorKind.NONE);
    assertThat(found.standardErrors().size()).isZero();
    assertThat(found.rankSets().high()).containsOnly(3);
  }

  @Test
  void theResultDoesNotDependOnThreads() {
    Pool pool = pool(new Seed(9), 12, 80, 0.05);
    Uncertain one =
        new ErrorPlan(ErrorKind.CLUSTERED, 200, 0.9, new Seed(1), 1)
            .fit(new Means(true), Evidence.of(pool), evidence -> true);
    Uncertain three =
        new ErrorPlan(ErrorKind.CLUSTERED, 200, 0.9, new Seed(1), 3)
            .fit(new Means(true), Evidence.of(pool), evidence -> true);
    assertThat(three.rankSets()).isEqualTo(one.rankSets());
    assertThat(three.standardErrors()).isEqualTo(one.standardErrors());
  }

  @Test
  void levelsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> ErrorPlan.withDefaults().withLevel(95))
        .hasMessageContaining("did you mean 0.95");
    assertThatThrownBy(() -> ErrorPlan.withDefaults().withDraws(3)).hasMessageContaining("20");
  }
}
