package isoloss.rank;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every aggregator of the catalogue must hold. */
class AggregatorContractTest {
  private static final int DRAWS = 50;

  @Property(tries = 30)
  void orderOfRowsChangesNothing(
      @ForAll Aggregators each, @ForAll Direction direction, @ForAll long seed) {
    List<Measurement> scores = scores(seed, 4, 30);
    List<Measurement> shuffled = new ArrayList<>(scores);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(rank(each, direction, shuffled)).isEqualTo(rank(each, direction, scores));
  }

  @Property(tries = 30)
  void namesOfModelsAndSamplesChangeNothingElse(
      @ForAll Aggregators each, @ForAll Direction direction, @ForAll long seed) {
    List<Measurement> scores = scores(seed, 4, 30);
    UnaryOperator<String> mirrored = name -> "z" + (100 - Integer.parseInt(name.substring(1)));
    List<Measurement> renamed =
        scores.stream()
            .map(s ->
                new Measurement(mirrored.apply(s.model()), mirrored.apply(s.sample()), s.score()))
            .toList();
    List<Leaderboard.Row> expected =
        rank(each, direction, scores).rows().stream()
            .map(r ->
                new Leaderboard.Row(
                    mirrored.apply(r.model()),
                    r.score(),
                    r.standardError(),
                    r.low(),
                    r.high(),
                    r.rankLow(),
                    r.rankHigh(),
                    r.group(),
                    r.measurements()))
            .toList();
    assertThat(rank(each, direction, renamed).rows()).isEqualTo(expected);
  }

  @Property(tries = 30)
  void repeatingEverySampleLeavesTheScores(
      @ForAll Aggregators each, @ForAll Direction direction, @ForAll long seed) {
    List<Measurement> scores = scores(seed, 3, 20);
    List<Measurement> twice = new ArrayList<>(scores);
    scores.forEach(s -> twice.add(new Measurement(s.model(), s.sample() + " again", s.score())));
    List<Leaderboard.Row> once = rank(each, direction, scores).rows();
    List<Leaderboard.Row> doubled = rank(each, direction, twice).rows();
    for (int i = 0; i < once.size(); i++) {
      assertThat(doubled.get(i).model()).isEqualTo(once.get(i).model());
      assertThat(doubled.get(i).score())
          .isCloseTo(once.get(i).score(), org.assertj.core.data.Offset.offset(1e-12));
    }
  }

  @Property(tries = 50)
  void intervalsHoldTheScoreAndRankIntervalsThePlace(
      @ForAll Aggregators each,
      @ForAll Direction direction,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 40) int samples) {
    Leaderboard board = rank(each, direction, scores(seed, 5, samples));
    for (int place = 1; place <= 5; place++) {
      Leaderboard.Row row = board.rows().get(place - 1);
      assertThat(row.score()).isBetween(row.low().orElseThrow(), row.high().orElseThrow());
      assertThat(place).isBetween(row.rankLow(), row.rankHigh());
    }
  }

  @Property(tries = 30)
  void reversingTheScoresReversesTheOrder(@ForAll Aggregators each, @ForAll long seed) {
    List<Measurement> scores = scores(seed, 4, 25);
    List<Measurement> negated =
        scores.stream().map(s -> new Measurement(s.model(), s.sample(), -s.score())).toList();
    assertThat(rank(each, Direction.LOWER_IS_BETTER, negated).rows())
        .extracting(Leaderboard.Row::model)
        .isEqualTo(
            rank(each, Direction.HIGHER_IS_BETTER, scores).rows().stream()
                .map(Leaderboard.Row::model)
                .toList());
  }

  private static Leaderboard rank(Aggregators each, Direction direction, List<Measurement> scores) {
    return Ranker.withDefaults().with(each.get()).with(direction).withDraws(DRAWS).rank(scores);
  }

  /** Distinct means, so that no order hangs on a name. */
  private static List<Measurement> scores(long seed, int models, int samples) {
    RandomGenerator random = new Seed(seed).generator();
    List<Measurement> scores = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      for (int s = 0; s < samples; s++) {
        scores.add(new Measurement("m" + m, "s" + s, 3 * m + random.nextGaussian()));
      }
    }
    return scores;
  }
}
