package isoloss.data.importer;

import isoloss.data.Rejected;
import isoloss.data.pool.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row holds the scores of one model, a column those on one sample. A column in which fewer than
 * half of the filled cells are numbers describes models and is no sample.
 */
final class WideRows extends PoolRows {
  private final int model;
  private final boolean namesModels;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  /** One sample, and what stood in its column. */
  private static final class Column {
    final int place;
    final String name;
    final String source;
    final List<Rejected> texts = new ArrayList<>();
    @Nullable SampleEntry sample;
    long numbers;

    Column(int place, String name, String source) {
      this.place = place;
      this.name = name;
      this.source = source;
    }
  }

  /**
   * @param names of the columns of the rows that come here
   * @param prefixed names are {@code source/item}
   * @param namesModels says of rows without a model that they are rejected; false for further
   *     columns of the same rows
   */
  WideRows(
      String file,
      List<String> names,
      int model,
      boolean prefixed,
      boolean namesModels,
      Measurements into) {
    super(file, into);
    this.model = model;
    this.namesModels = namesModels;
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place);
      if (place != model && !name.isEmpty()) {
        columns.add(new Column(place, name, prefixed ? name.substring(0, name.indexOf('/')) : ""));
      }
    }
  }

  @Override
  void row(@Nullable String[] cells) {
    String name = cells[model];
    if (name == null || name.isBlank()) {
      if (namesModels) {
        reject("model is empty");
      }
      return;
    }
    int index = -1;
    int missing = 0;
    for (Column column : columns) {
      String cell = cells[column.place];
      if (cell == null || PoolCells.isMissing(cell)) {
        missing++;
        continue;
      }
      double value = PoolCells.number(cell);
      if (Double.isNaN(value)) {
        column.texts.add(new Rejected(file, line(), damage(column, cell)));
        continue;
      }
      index = index < 0 ? into.model(name) : index;
      column.numbers++;
      into.score(index, sample(column), value, this);
    }
    into.addMissing(missing);
  }

  private static String damage(Column column, String cell) {
    return "%s %s; the other cells of the row count"
        .formatted(column.name, CellDamage.of(cell).orElse("is no number"));
  }

  private SampleEntry sample(Column column) {
    if (column.sample == null) {
      column.sample = into.samples().entry(column.name, column.source, "", Kind.NUMERIC, this);
    }
    return column.sample;
  }

  @Override
  void end() {
    for (Column column : columns) {
      if (column.numbers < column.texts.size()) {
        labels.add(column.name);
        if (column.sample != null) {
          into.withdraw(column.sample);
        }
      } else {
        into.rejected().addAll(column.texts);
      }
    }
  }

  /** Columns of text. */
  List<String> labels() {
    return labels;
  }
}
