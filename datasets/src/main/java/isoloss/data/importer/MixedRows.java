package isoloss.data.importer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Scores and battles in one file: a row that names a second model is a battle. */
final class MixedRows implements RawTable.Sink {
  private final ScoreRows scores;
  private final BattleRows battles;
  private final int second;

  MixedRows(PoolColumns columns, Measurements into) {
    scores = new ScoreRows(columns, into);
    battles = new BattleRows(columns, into);
    second = columns.place(PoolRole.MODEL_B);
  }

  @Override
  public void row(long line, @Nullable String[] cells) throws IOException {
    String other = cells[second];
    if (other == null || other.isBlank()) {
      scores.row(line, cells);
    } else {
      battles.row(line, cells);
    }
  }

  @Override
  public void rejected(long line, String reason) {
    scores.rejected(line, reason);
  }
}
