package isoloss.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RankerTest {

  @Test
  void theMeanIsTheMeanAndItsErrorThatOfAMean() {
    List<Measurement> scores = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      scores.add(new Measurement("a", "s" + i, i % 4 == 0 ? 1 : 0));
    }
    Leaderboard board = Ranker.withDefaults().rank(scores);
    Leaderboard.Row row = board.rows().getFirst();
    assertThat(row.score()).isEqualTo(0.25);
    // sqrt(p (1 - p) / n) = 0.02165; 2,000 draws know it to about 1.6 %
    assertThat(row.standardError().orElseThrow())
        .isCloseTo(0.02165, org.assertj.core.data.Offset.offset(0.0015));
  }

  @Test
  void aSmallPairedDifferenceIsSeenThroughLargeSharedNoise() {
    List<Measurement> scores = new ArrayList<>();
    RandomGenerator random = new Seed(1).generator();
    for (int i = 0; i < 200; i++) {
      double difficulty = 5 * random.nextGaussian();
      scores.add(new Measurement("better", "s" + i, difficulty + 0.1 * random.nextGaussian()));
      scores.add(new Measurement("worse", "s" + i, difficulty + 0.1 + 0.1 * random.nextGaussian()));
    }
    Leaderboard board = Ranker.withDefaults().with(Direction.LOWER_IS_BETTER).rank(scores);
    assertThat(board.rows()).extracting(Leaderboard.Row::model).containsExactly("better", "worse");
    assertThat(board.rows()).extracting(Leaderboard.Row::group).containsExactly(1, 2);
    assertThat(board.rows().get(0).high().orElseThrow())
        .as("the intervals themselves overlap")
        .isGreaterThan(board.rows().get(1).low().orElseThrow());
  }

  @Test
  void equalModelsShareAGroupAndEveryRank() {
    List<Measurement> scores = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (String model : List.of("a", "b", "c")) {
        scores.add(new Measurement(model, "s" + i, 0.1 * (i % 7)));
      }
    }
    for (Aggregators each : Aggregators.values()) {
      Leaderboard board = Ranker.withDefaults().with(each.get()).rank(scores);
      assertThat(board.rows())
          .allMatch(r -> r.group() == 1 && r.rankLow() == 1 && r.rankHigh() == 3);
    }
  }

  @Test
  void aModelThatSkipsHardSamplesDoesNotWinByIt() {
    List<Measurement> scores = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean hard = i >= 30;
      scores.add(new Measurement("honest", "s" + i, hard ? 0.2 : 0.9 + 0.001 * (i % 3)));
      if (!hard) {
        scores.add(new Measurement("skips", "s" + i, 0.8 + 0.001 * (i % 5)));
      }
    }
    Leaderboard board = Ranker.withDefaults().rank(scores);
    assertThat(board.rows().getFirst().model()).isEqualTo("honest");
    assertThat(board.sharedSamples()).isEqualTo(30);
    assertThat(board.rows()).extracting(Leaderboard.Row::measurements).containsExactly(60, 30);
    assertThat(board.diagnostics())
        .anyMatch(d -> d.code().equals("samples-not-shared") && d.message().startsWith("30 of 60"));
  }

  @Test
  void oneSampleGivesNoErrorAndNoOrder() {
    Leaderboard board =
        Ranker.withDefaults()
            .rank(List.of(new Measurement("a", "s", 1), new Measurement("b", "s", 0)));
    assertThat(board.rows()).allMatch(r -> r.standardError().isEmpty() && r.group() == 1);
    assertThat(board.diagnostics()).anyMatch(d -> d.code().equals("design-poor"));
  }

  @Test
  void longSamplesCountByTheirWeight() {
    Leaderboard board =
        Ranker.withDefaults()
            .rank(
                List.of(
                    new Measurement("a", "long", 2, 300),
                    new Measurement("a", "short", 4, 100),
                    new Measurement("a", "empty", 1e9, 0)));
    assertThat(board.rows().getFirst().score()).isEqualTo(2.5);
    assertThat(board.sharedSamples()).isEqualTo(2);
  }

  @Test
  void repeatsAreAveragedAndSaid() {
    Leaderboard board =
        Ranker.withDefaults()
            .rank(
                List.of(
                    new Measurement("a", "s", 1),
                    new Measurement("a", "s", 0),
                    new Measurement("a", "t", 1)));
    assertThat(board.rows().getFirst().score()).isEqualTo(0.75);
    assertThat(board.diagnostics()).anyMatch(d -> d.code().equals("repeats-averaged"));
  }

  @Test
  void winRateOfARobustWinnerIgnoresOneHugeScore() {
    List<Measurement> scores = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      scores.add(new Measurement("steady", "s" + i, 1 + 0.01 * i));
      scores.add(new Measurement("lucky", "s" + i, i == 0 ? 1e6 : 0.5));
    }
    assertThat(Ranker.withDefaults().rank(scores).rows().getFirst().model()).isEqualTo("lucky");
    Leaderboard byWins = Ranker.withDefaults().with(new MeanWinRate()).rank(scores);
    assertThat(byWins.rows().getFirst().model()).isEqualTo("steady");
    assertThat(byWins.rows().getFirst().score()).isEqualTo(39 / 40.0);
  }

  @Test
  void whatCannotBeRankedIsRefusedInASentence() {
    assertThatThrownBy(() -> Ranker.withDefaults().rank(List.of()))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() ->
            Ranker.withDefaults()
                .rank(List.of(new Measurement("a", "s", 1), new Measurement("b", "t", 1))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none of 2 samples");
    assertThatThrownBy(() -> Ranker.withDefaults().withLevel(95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Aggregators.named("nope")).hasMessageContaining("mean-win-rate");
  }
}
