package isoloss.report.chapter;

import isoloss.data.pool.Direction;
import isoloss.fit.Findings;
import isoloss.rank.Leaderboard;
import isoloss.rank.Ranking;
import isoloss.rank.RankingFindings;
import isoloss.rank.uncertainty.ErrorKind;
import java.util.List;
import java.util.OptionalDouble;

/** A leaderboard of fully measured models as the findings of a ranking with one component. */
final class LeaderboardFindings {
  private LeaderboardFindings() {}

  static Findings of(Leaderboard board) {
    Ranking ranking =
        new Ranking(
            board.method(),
            board.description(),
            OptionalDouble.empty(),
            board.level(),
            List.of(component(board)),
            board.diagnostics());
    return RankingFindings.of(ranking, board.description(), board.seed(), "");
  }

  private static Ranking.Component component(Leaderboard board) {
    int models = board.rows().size();
    boolean isUncertain = board.rows().stream().allMatch(row -> row.standardError().isPresent());
    // a rank set leaves out as many ranks as there are models that this one is told from
    long separated =
        board.rows().stream().mapToLong(row -> models - 1L - (row.rankHigh() - row.rankLow())).sum()
            / 2;
    return new Ranking.Component(
        1,
        board.rows().stream().map(LeaderboardFindings::row).toList(),
        Direction.valueOf(board.direction().name()),
        board.sharedSamples(),
        board.sharedSamples(),
        isUncertain ? ErrorKind.BOOTSTRAP : ErrorKind.NONE,
        Double.NaN,
        separated,
        List.of());
  }

  private static Ranking.Row row(Leaderboard.Row row) {
    return new Ranking.Row(
        row.model(),
        row.score(),
        row.standardError(),
        row.low(),
        row.high(),
        row.rankLow(),
        row.rankHigh(),
        row.group(),
        row.measurements(),
        1);
  }
}
