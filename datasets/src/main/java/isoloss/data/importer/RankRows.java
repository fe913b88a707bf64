package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.pool.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row is an ordering, a column a model, a cell its rank; 0 and blanks stand for unranked. */
final class RankRows extends PoolRows {
  private final PoolColumns columns;
  private final RowSamples samples;
  private final List<Integer> models;
  private long orderings;
  private long ranked;
  private long refused;

  RankRows(PoolColumns columns, Measurements into) {
    super(columns.file(), into);
    this.columns = columns;
    this.models = models(columns);
    PoolColumns bare =
        new PoolColumns(columns.file(), List.of(), columns.roles(), columns.ownPrefix());
    this.samples = new RowSamples(bare, into.samples());
  }

  /** Every column but those that name and group the orderings. */
  static List<Integer> models(PoolColumns columns) {
    List<Integer> models = new ArrayList<>();
    Integer sample = columns.roles().get(PoolRole.SAMPLE);
    Integer source = columns.roles().get(PoolRole.SOURCE);
    for (int place = 0; place < columns.names().size(); place++) {
      boolean other =
          Integer.valueOf(place).equals(sample) || Integer.valueOf(place).equals(source);
      if (!columns.names().get(place).isEmpty() && !other) {
        models.add(place);
      }
    }
    return models;
  }

  @Override
  void row(@Nullable String[] cells) {
    double[] ranks = new double[models.size()];
    int blanks = 0;
    for (int k = 0; k < ranks.length; k++) {
      String cell = cells[models.get(k)];
      boolean blank = cell == null || PoolCells.isMissing(cell);
      blanks += blank ? 1 : 0;
      ranks[k] = blank ? 0 : PoolCells.number(String.valueOf(cell));
      if (!(ranks[k] >= 0 && ranks[k] <= ranks.length && ranks[k] == Math.rint(ranks[k]))) {
        refused++;
        reject(
            "%s = %s is not a rank from 1 to %d, or 0 for unranked"
                .formatted(columns.names().get(models.get(k)), cell, ranks.length));
        return;
      }
    }
    orderings++;
    into.addMissing(blanks);
    if (Arrays.stream(ranks).anyMatch(rank -> rank > 0)) {
      ranked++;
      place(ranks, samples.of(cells, Kind.ORDINAL, this));
    }
  }

  private void place(double[] ranks, SampleEntry ordering) {
    for (int k = 0; k < ranks.length; k++) {
      if (ranks[k] > 0) {
        into.score(into.model(columns.names().get(models.get(k))), ordering, ranks[k], this);
      }
    }
  }

  /**
   * @throws InputException if most rows are not of ranks: the file is something else
   */
  @Override
  void end() {
    if (refused > orderings || refused > 0 && ranked == 0) {
      throw new InputException(
          PoolShape.unknown(columns)
              + String.format(
                  Locale.ROOT,
                  "; read as a matrix of ranks, %d of %d rows are none",
                  refused,
                  refused + orderings));
    }
  }
}
