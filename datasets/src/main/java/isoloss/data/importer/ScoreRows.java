package isoloss.data.importer;

import isoloss.data.pool.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Long form: a row is one score of one model on one sample. */
final class ScoreRows extends PoolRows {
  private final SampleColumns described;
  private final RowSamples samples;
  private final int model;
  private final int sample;
  private final int score;
  private final int kind;
  private final boolean ranks;

  ScoreRows(PoolColumns columns, Measurements into) {
    super(columns.file(), into);
    described = SampleColumns.of(columns.names(), columns.roles());
    samples = new RowSamples(columns, into.samples());
    model = columns.place(PoolRole.MODEL);
    sample = columns.place(PoolRole.SAMPLE);
    ranks = !columns.has(PoolRole.SCORE);
    score = columns.place(ranks ? PoolRole.RANK : PoolRole.SCORE);
    kind = columns.place(PoolRole.KIND);
  }

  @Override
  void row(@Nullable String[] cells) {
    String name = cells[model];
    String cell = cells[score];
    if (name == null || name.isBlank()) {
      reject("model is empty");
    } else if (cells[sample] == null) {
      reject("sample is empty");
    } else if (cell == null || PoolCells.isMissing(cell)) {
      into.addMissing(1);
    } else {
      score(name, cell, cells);
    }
  }

  private void score(String name, String cell, @Nullable String[] cells) {
    Optional<Kind> stated = kind(cells);
    Optional<String> unusable = described.unusable(cells);
    double value = PoolCells.number(cell);
    if (stated.isEmpty() || stated.get() == Kind.PAIRWISE) {
      reject("kind %s is not binary, numeric or ordinal for a score".formatted(cells[kind]));
    } else if (unusable.isPresent()) {
      reject(unusable.get());
    } else if (Double.isNaN(value)) {
      reject("score " + CellDamage.of(cell).orElse("is no number"));
    } else {
      into.score(into.model(name), samples.of(cells, stated.get(), this), value, this);
    }
  }

  /** Whether scores are binary shows in the scores. */
  private Optional<Kind> kind(@Nullable String[] cells) {
    String stated = kind < 0 ? null : cells[kind];
    return stated == null
        ? Optional.of(ranks ? Kind.ORDINAL : Kind.NUMERIC)
        : PoolCells.kind(stated).map(each -> each == Kind.BINARY ? Kind.NUMERIC : each);
  }
}
