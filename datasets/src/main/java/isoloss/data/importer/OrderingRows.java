package isoloss.data.importer;

import isoloss.data.pool.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row is an ordering: the names of models, the best first; blanks at its end shorten it. */
final class OrderingRows extends PoolRows {
  private final RowSamples samples;
  private final SampleColumns described;
  private final List<Integer> places;

  /**
   * @param places columns of {@code rank1, rank2, ...}
   */
  OrderingRows(PoolColumns columns, List<Integer> places, Measurements into) {
    super(columns.file(), into);
    List<String> names = new ArrayList<>(columns.names());
    places.forEach(place -> names.set(place, "")); // what they say is said by the scores
    PoolColumns others =
        new PoolColumns(columns.file(), names, columns.roles(), columns.ownPrefix());
    this.samples = new RowSamples(others, into.samples());
    this.described = SampleColumns.of(names, columns.roles());
    this.places = places;
  }

  @Override
  void row(@Nullable String[] cells) {
    List<String> models = new ArrayList<>();
    for (int place = 0; place < places.size(); place++) {
      String cell = cells[places.get(place)];
      String name = cell == null ? "" : cell.strip();
      if (name.isEmpty()) {
        into.addMissing(1);
      } else if (models.size() < place) {
        reject("rank%d is filled after a blank rank%d".formatted(place + 1, models.size() + 1));
        return;
      } else if (models.contains(name)) {
        reject("the model %s is ranked twice".formatted(name));
        return;
      } else {
        models.add(name);
      }
    }
    place(models, cells);
  }

  private void place(List<String> models, @Nullable String[] cells) {
    var unusable = described.unusable(cells);
    if (unusable.isPresent()) {
      reject(unusable.get());
    } else if (!models.isEmpty()) {
      SampleEntry ordering = samples.of(cells, Kind.ORDINAL, this);
      for (int k = 0; k < models.size(); k++) {
        into.score(into.model(models.get(k)), ordering, k + 1, this);
      }
    }
  }
}
