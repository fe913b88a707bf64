package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.importer.ImportedPool;
import isoloss.data.importer.PoolReader;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two files that hold the samples of one model each. A model is called as its file calls it, or as
 * the file itself where there is no column {@code model} or both files have the same one.
 *
 * @param first name of the first file's model
 */
record TwoFiles(String first, String second, ImportedPool pool) {

  static TwoFiles read(PoolReader reader, String firstFile, String secondFile) {
    ImportedPool one = ofOneModel(reader, firstFile);
    ImportedPool other = ofOneModel(reader, secondFile);
    String first = one.pool().models().getFirst();
    String second = other.pool().models().getFirst();
    if (first.equals(second)) {
      first = firstFile;
      second = secondFile;
    }
    return new TwoFiles(first, second, joined(one, other, first, second));
  }

  private static ImportedPool ofOneModel(PoolReader reader, String file) {
    String stem = String.valueOf(Path.of(file).getFileName()).replaceFirst("\\..*$", "");
    PoolReader named = reader.withColumns("model='%s'".formatted(stem.replace("'", "''")));
    InputException failure;
    try {
      ImportedPool read = reader.read(List.of(file));
      if (read.pool().modelCount() == 1) {
        return read;
      }
      failure =
          new InputException(
              "%s holds %d models; name two of them: isoloss diff A B FILE..."
                  .formatted(file, read.pool().modelCount()));
    } catch (InputException e) {
      failure = e;
    }
    return withoutModels(named, file, failure);
  }

  /** Read as the samples of one model that the file does not name. */
  private static ImportedPool withoutModels(PoolReader named, String file, InputException before) {
    try {
      ImportedPool read = named.read(List.of(file));
      if (read.pool().modelCount() == 1 && read.repeats().conflicting() == 0) {
        return read;
      }
    } catch (InputException e) {
      before.addSuppressed(e);
    }
    throw before;
  }

  private static ImportedPool joined(
      ImportedPool one, ImportedPool other, String first, String second) {
    PoolBuilder builder = new PoolBuilder();
    copy(one.pool(), builder.model(first), builder);
    copy(other.pool(), builder.model(second), builder);
    return new ImportedPool(
        builder
            .build(Conflicts.REFUSE, one.pool().provenance().and(other.pool().provenance()))
            .pool(),
        Stream.concat(one.rejected().stream(), other.rejected().stream()).toList(),
        one.duplicatesDropped() + other.duplicatesDropped(),
        Stream.concat(one.filteredOut().stream(), other.filteredOut().stream()).toList(),
        one.repeats(),
        Stream.concat(one.notes().stream(), other.notes().stream()).distinct().toList());
  }

  private static void copy(Pool from, int model, PoolBuilder into) {
    for (int s = 0; s < from.scoredCount(); s++) {
      int sample = into.sample(from.sample(s));
      from.forEachModel(s, (only, score) -> into.score(model, sample, score));
    }
  }
}
