package isoloss.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every aggregator of the catalogue promises, on a matrix of scores and on a crowd's votes.
 */
class AggregatorsContractTest {
  private static final int MODELS = 6;
  private static final int SAMPLES = 45;

  /** Their ratings wander with every battle, so that more battles of the same are other ratings. */
  private static final Set<Aggregators> RUNNING =
      EnumSet.of(Aggregators.ELO, Aggregators.TRUESKILL);

  /** A prior on strengths or items weighs less beside more samples; {@code auto} blends those. */
  private static final Set<Aggregators> PENALISED =
      EnumSet.of(Aggregators.RASCH, Aggregators.TWO_PARAMETER, Aggregators.AUTO);

  /** Ties count nothing. */
  private static final Set<Aggregators> DECISIVE_ONLY =
      EnumSet.of(Aggregators.BRADLEY_TERRY_DECISIVE, Aggregators.TOP_1, Aggregators.COPELAND);

  /** Wins and losses count alike; choices of the best are no choices of the worst. */
  private static final Set<Aggregators> SYMMETRIC =
      EnumSet.of(
          Aggregators.PLACKETT_LUCE,
          Aggregators.BRADLEY_TERRY,
          Aggregators.BRADLEY_TERRY_DECISIVE,
          Aggregators.DAVIDSON,
          Aggregators.RAO_KUPPER,
          Aggregators.MEAN,
          Aggregators.MEAN_WIN_RATE,
          Aggregators.COPELAND,
          Aggregators.BORDA);

  /** A score, or a comparison where {@code other} is not negative. */
  private record Row(int model, int other, int sample, double value) {}

  /** Measurements that can be written down in several ways. */
  private record Table(List<Row> rows, Direction direction) {

    /** Names of models and samples as the maps have them, rows in their order. */
    Pool pool(UnaryOperator<String> modelName, UnaryOperator<String> sampleName) {
      PoolBuilder builder = new PoolBuilder();
      for (Row row : rows) {
        String sample = sampleName.apply("s" + row.sample);
        int model = builder.model(modelName.apply("m" + row.model));
        if (row.other < 0) {
          builder.score(
              model, builder.sample(Sample.named(sample, Kind.BINARY).with(direction)), row.value);
        } else {
          builder.compare(
              new Comparison(
                  model,
                  builder.model(modelName.apply("m" + row.other)),
                  builder.sample(Sample.named(sample, Kind.PAIRWISE)),
                  row.value == 1 ? 1 : 0,
                  row.value == 0 ? 1 : 0,
                  row.value == 0.5 ? 1 : 0));
        }
      }
      return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    }

    Pool pool() {
      return pool(name -> name, name -> name);
    }

    /** The same rows with values changed. */
    Table map(UnaryOperator<Row> change, Direction newDirection) {
      return new Table(rows.stream().map(change).toList(), newDirection);
    }

    Table and(List<Row> more) {
      return new Table(Stream.concat(rows.stream(), more.stream()).toList(), direction);
    }
  }

  /** Four of five cells, by a Rasch model. */
  private static Table matrix() {
    RandomGenerator random = new Seed(5).child("matrix").generator();
    List<Row> rows = new ArrayList<>();
    for (int s = 0; s < SAMPLES; s++) {
      double difficulty = random.nextGaussian();
      for (int m = 0; m < MODELS; m++) {
        if (random.nextDouble() < 0.8) {
          double chance = 1 / (1 + Math.exp(difficulty - 0.3 * m));
          rows.add(new Row(m, -1, s, random.nextDouble() < chance ? 1 : 0));
        }
      }
    }
    return new Table(rows, Direction.HIGHER_IS_BETTER);
  }

  /** Four votes a sample, one of five a tie. */
  private static Table crowd() {
    RandomGenerator random = new Seed(5).child("crowd").generator();
    List<Row> rows = new ArrayList<>();
    for (int vote = 0; vote < 4 * SAMPLES; vote++) {
      int a = random.nextInt(MODELS);
      int b = (a + 1 + random.nextInt(MODELS - 1)) % MODELS;
      double chance = 1 / (1 + Math.exp(0.3 * (b - a)));
      double result = random.nextDouble() < 0.2 ? 0.5 : random.nextDouble() < chance ? 1 : 0;
      rows.add(new Row(a, b, vote / 4, result));
    }
    return new Table(rows, Direction.HIGHER_IS_BETTER);
  }

  /** Those that the aggregator accepts; every one accepts some. */
  private static List<Table> tables(Aggregators method) {
    List<Table> accepted =
        Stream.of(matrix(), crowd())
            .filter(each -> method.get().refusal(Evidence.of(each.pool())).isEmpty())
            .toList();
    assertThat(accepted).isNotEmpty();
    return accepted;
  }

  private static Strengths fit(Aggregators method, Evidence evidence) {
    return method.get().fit(evidence, Request.full(1));
  }

  private static Map<String, Double> byName(Aggregators method, Evidence evidence) {
    Map<String, Double> scores = new TreeMap<>();
    Strengths found = fit(method, evidence);
    for (int m = 0; m < evidence.pool().modelCount(); m++) {
      scores.put(evidence.pool().models().get(m), found.scores().get(m));
    }
    return scores;
  }

  private static void same(double[] scores, double[] expected, double tolerance) {
    assertThat(scores).containsExactly(expected, within(tolerance));
  }

  @Test
  void namesAreUniqueAndEveryMethodSaysWhereItIsFrom() {
    List<Aggregator> all = Arrays.stream(Aggregators.values()).map(Aggregators::get).toList();
    assertThat(all).extracting(Aggregator::name).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(each -> {
          assertThat(each.name()).matches("[a-z0-9-]+");
          assertThat(each.description()).isNotBlank();
          assertThat(each.source().citation()).isNotBlank();
        });
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void orderOfRowsAndNamesChangeNothing(Aggregators method) {
    for (Table table : tables(method)) {
      Map<String, Double> scores = byName(method, Evidence.of(table.pool()));
      List<Row> shuffled = new ArrayList<>(table.rows());
      Collections.shuffle(shuffled, new Random(3));
      Pool renamed =
          new Table(shuffled, table.direction())
              .pool(
                  name -> "model " + (char) ('z' - name.charAt(1) + '0'),
                  name -> "sample " + (1000 - Integer.parseInt(name.substring(1))));
      byName(method, Evidence.of(renamed))
          .forEach((name, score) -> {
            String before = "m" + (char) ('z' - name.charAt(name.length() - 1) + '0');
            assertThat(score)
                .as(before)
                .isCloseTo(Objects.requireNonNull(scores.get(before)), within(1e-9));
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void threadsChangeNothing(Aggregators method) {
    for (Table table : tables(method)) {
      Evidence evidence = Evidence.of(table.pool());
      Strengths one = fit(method, evidence);
      Strengths three = method.get().fit(evidence, Request.full(3));
      assertThat(three.scores()).isEqualTo(one.scores());
      assertThat(three.influence().map(each -> each.variance(0)))
          .isEqualTo(one.influence().map(each -> each.variance(0)));
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void aFitNearAnotherIsTheSame(Aggregators method) {
    assumeTrue(!RUNNING.contains(method), "draws of running ratings have fewer orders");
    for (Table table : tables(method)) {
      Evidence evidence = Evidence.of(table.pool());
      Strengths found = fit(method, evidence);
      Strengths again = method.get().fit(evidence, Request.near(found));
      same(again.scores().toArray(), found.scores().toArray(), 1e-6);
      assertThat(again.influence()).isEmpty();
    }
  }

  /** Every sample again, as a sample of its own. */
  private static Table doubled(Table table) {
    return table.and(
        table.rows().stream()
            .map(row -> new Row(row.model, row.other, row.sample + SAMPLES, row.value))
            .toList());
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void everySampleTwiceLeavesScoresAndHalvesVariances(Aggregators method) {
    assumeTrue(!RUNNING.contains(method) && !PENALISED.contains(method));
    for (Table table : tables(method)) {
      Pool pool = table.pool();
      Strengths once = fit(method, Evidence.of(pool));
      Map<String, Double> scores = byName(method, Evidence.of(pool));
      Pool twice = doubled(table).pool();
      Strengths again = fit(method, Evidence.of(twice));
      double g = Evidence.of(pool).clusterCount();
      for (int m = 0; m < MODELS; m++) {
        String name = twice.models().get(m);
        assertThat(again.scores().get(m))
            .as(name)
            .isCloseTo(Objects.requireNonNull(scores.get(name)), within(1e-8));
        if (once.influence().isPresent()) {
          double before = once.influence().get().variance(pool.models().indexOf(name));
          double after = again.influence().orElseThrow().variance(m);
          double factor = (2 * g / (2 * g - 1)) / (g / (g - 1)) / 2;
          assertThat(after / before).isCloseTo(factor, within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void copiesWithinAClusterAreNoNewInformation(Aggregators method) {
    assumeTrue(!RUNNING.contains(method) && !PENALISED.contains(method));
    for (Table table : tables(method)) {
      Strengths once = fit(method, Evidence.of(table.pool()));
      assumeTrue(once.influence().isPresent(), "errors by bootstrap");
      Pool twice = doubled(table).pool();
      Evidence clustered =
          Evidence.of(twice)
              .clusteredBy(sample -> "" + Integer.parseInt(sample.name().substring(1)) % SAMPLES);
      Influence again = fit(method, clustered).influence().orElseThrow();
      for (int m = 0; m < MODELS; m++) {
        int before = table.pool().models().indexOf(twice.models().get(m));
        assertThat(again.variance(m) / once.influence().get().variance(before))
            .isCloseTo(1, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void theUnitOfWeightsChangesNothing(Aggregators method) {
    assumeTrue(!RUNNING.contains(method) && !PENALISED.contains(method));
    for (Table table : tables(method)) {
      Evidence evidence = Evidence.of(table.pool());
      double[] sevenths = new double[evidence.pool().sampleCount()];
      Arrays.fill(sevenths, 1 / 7.0);
      Strengths plain = fit(method, evidence);
      Strengths weighted = fit(method, evidence.withSampleWeights(sevenths));
      same(weighted.scores().toArray(), plain.scores().toArray(), 1e-8);
      plain
          .influence()
          .ifPresent(errors ->
              assertThat(weighted.influence().orElseThrow().variance(0) / errors.variance(0))
                  .isCloseTo(1, within(1e-5)));
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void anAllTiedSampleIsNothingToDecisiveMethods(Aggregators method) {
    assumeTrue(DECISIVE_ONLY.contains(method));
    Table table = matrix();
    List<Row> tied = new ArrayList<>();
    for (int m = 0; m < MODELS; m++) {
      tied.add(new Row(m, -1, SAMPLES, 1));
      tied.add(new Row(m, -1, SAMPLES + 1, 0));
    }
    Map<String, Double> before = byName(method, Evidence.of(table.pool()));
    byName(method, Evidence.of(table.and(tied).pool()))
        .forEach((name, score) ->
            assertThat(score).isCloseTo(Objects.requireNonNull(before.get(name)), within(1e-9)));
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void influenceIsTheDerivativeByAClustersWeight(Aggregators method) {
    for (Table table : tables(method)) {
      Evidence evidence = Evidence.of(table.pool());
      Strengths found = fit(method, evidence);
      assumeTrue(found.influence().isPresent(), "errors by bootstrap");
      for (int cluster : new int[] {0, SAMPLES / 2, evidence.clusterCount() - 1}) {
        double[] up = near(method, evidence, cluster, 1e-4, found);
        double[] down = near(method, evidence, cluster, -1e-4, found);
        for (int m = 0; m < MODELS; m++) {
          assertThat((double) found.influence().get().of(m)[cluster])
              .as("model %d, cluster %d", m, cluster)
              .isCloseTo((up[m] - down[m]) / 2e-4, within(2e-5));
        }
      }
    }
  }

  private static double[] near(
      Aggregators method, Evidence evidence, int cluster, double more, Strengths found) {
    double[] weights = new double[evidence.pool().sampleCount()];
    for (int s = 0; s < weights.length; s++) {
      weights[s] = evidence.cluster(s) == cluster ? 1 + more : 1;
    }
    return method
        .get()
        .fit(evidence.withSampleWeights(weights), Request.near(found))
        .scores()
        .toArray();
  }

  private static Row failures(Row row) {
    return new Row(row.model, row.other, row.sample, 1 - row.value);
  }

  /** Failures, of which few are good, in place of successes. */
  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void scoresThatAreGoodWhenLowMeanTheSame(Aggregators method) {
    Table table = matrix();
    assumeTrue(tables(method).contains(table));
    Pool failed = table.map(AggregatorsContractTest::failures, Direction.LOWER_IS_BETTER).pool();
    assumeTrue(method.get().refusal(Evidence.of(failed)).isEmpty(), "says why not");
    Map<String, Double> before = byName(method, Evidence.of(table.pool()));
    Strengths found = fit(method, Evidence.of(failed));
    double[] good =
        failed.models().stream()
            .mapToDouble(name -> Objects.requireNonNull(before.get(name)))
            .toArray();
    for (int i = 0; i < MODELS; i++) {
      for (int j = 0; j < i; j++) {
        double advantage =
            found.direction().advantage(found.scores().get(i), found.scores().get(j));
        assertThat(advantage).isCloseTo(good[i] - good[j], within(1e-6 + slack(method)));
      }
    }
  }

  /** Running ratings are the same up to the order of battles, which their seed decides. */
  private static double slack(Aggregators method) {
    return method == Aggregators.ELO ? 2 : method == Aggregators.TRUESKILL ? 0.5 : 0;
  }

  @ParameterizedTest
  @EnumSource(Aggregators.class)
  void winsForLossesReverseTheOrder(Aggregators method) {
    assumeTrue(SYMMETRIC.contains(method));
    for (Table table : tables(method)) {
      Map<String, Double> before = byName(method, Evidence.of(table.pool()));
      Map<String, Double> after =
          byName(
              method,
              Evidence.of(table.map(AggregatorsContractTest::failures, table.direction()).pool()));
      for (String i : before.keySet()) {
        for (String j : before.keySet()) {
          assertThat(lead(after, i, j)).isCloseTo(-lead(before, i, j), within(1e-7));
        }
      }
    }
  }

  private static double lead(Map<String, Double> scores, String model, String other) {
    return Objects.requireNonNull(scores.get(model)) - Objects.requireNonNull(scores.get(other));
  }
}
