package isoloss.data.importer;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Normalisation;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass of a {@link PoolReader} over its files. */
final class PoolReading {
  private final PoolReader options;
  private final List<SourceFile> files;
  private final Optional<SourceFile> sampleFile;
  private final List<String> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  PoolReading(PoolReader options, List<SourceFile> files) {
    this.options = options;
    this.files = files;
    this.sampleFile = options.sampleTable().map(name -> SourceFile.of(Path.of(name), name));
  }

  ImportedPool imported() {
    try (DatabaseSession session = new DatabaseSession()) {
      return imported(opened(session));
    } catch (SQLException e) {
      throw new InputException("%s: %s".formatted(files.getFirst().name(), DuckDb.reason(e)), e);
    }
  }

  private List<PoolFile> opened(DatabaseSession session) {
    Roles.refuseUnknown(options.mappings(), PoolRole.symbols());
    List<PoolFile> opened = new ArrayList<>();
    for (SourceFile file : files) {
      String prefix = files.size() > 1 ? file.name() + " " : "";
      opened.add(new PoolFile(file, options, session, prefix));
    }
    options.mappings().forEach(mapping -> requireUse(mapping, opened));
    return opened;
  }

  private static void requireUse(ColumnMapping mapping, List<PoolFile> opened) {
    if (opened.stream().noneMatch(file -> file.uses(mapping))) {
      throw opened
          .getFirst()
          .failure(mapping)
          .orElseGet(() ->
              new InputException(
                  "--columns %s=%s: the rows of %s have no use for the role %s"
                      .formatted(
                          mapping.role(),
                          mapping.expression(),
                          opened.getFirst().file().name(),
                          mapping.role())));
    }
  }

  private SampleTable sampleTable() {
    return sampleFile.map(SampleTable::read).orElseGet(SampleTable::none);
  }

  private ImportedPool imported(List<PoolFile> opened) {
    SampleTable table = sampleTable();
    Measurements measured = new Measurements(table);
    RepeatedRows repeated = new RepeatedRows();
    opened.forEach(file -> file.read(measured, repeated));
    List<Rejected> rejected = rejected(measured, table);
    if (measured.rows() == 0
        && rejected.isEmpty()
        && opened.stream().allMatch(PoolReading::isWhole)) {
      throw new InputException(
          "%s has a header but no row; nothing to read".formatted(files.getFirst().name()));
    }
    List<Imported.Filtered> filtered = filtered(opened);
    account(opened, measured);
    Directions directions = new Directions(options.lowerIsBetter());
    measured.samples().describeAll(directions);
    directions.requireAllMet();
    int samples = measured.samples().entries().size();
    if (samples == 0 && rejected.isEmpty()) {
      throw new InputException(
          "no measurement of %s is left: %s"
              .formatted(files.getFirst().name(), String.join("; ", steps)));
    }
    PoolBuilder.Packed packed =
        measured.builder().build(options.conflicts(), provenance(), this::places);
    Pool pool = withoutWithdrawn(packed.pool(), measured);
    notes.addAll(table.notes(samples));
    notes.addAll(ScaleNotes.of(pool));
    return new ImportedPool(
        options.normalisation().of(pool),
        rejected,
        opened.stream().mapToInt(PoolFile::repeats).sum(),
        filtered,
        packed.repeats(),
        notes);
  }

  /** Nothing of it was filtered or dropped. */
  private static boolean isWhole(PoolFile file) {
    return file.excluded() + file.undecided() + file.repeats() == 0;
  }

  private List<Rejected> rejected(Measurements measured, SampleTable table) {
    List<String> order = files.stream().map(SourceFile::name).toList();
    return Stream.concat(measured.rejected().stream(), table.rejected().stream())
        .sorted(
            Comparator.comparingInt((Rejected each) ->
                    order.contains(each.file()) ? order.indexOf(each.file()) : order.size())
                .thenComparingLong(Rejected::line))
        .toList();
  }

  private List<Imported.Filtered> filtered(List<PoolFile> opened) {
    List<Imported.Filtered> filtered = new ArrayList<>();
    options
        .where()
        .ifPresent(condition -> {
          long undecided = opened.stream().mapToLong(PoolFile::undecided).sum();
          filtered.add(
              new Imported.Filtered(
                  "--where " + condition,
                  Math.toIntExact(opened.stream().mapToLong(PoolFile::excluded).sum())));
          if (undecided > 0) {
            filtered.add(
                new Imported.Filtered(
                    "--where " + condition + " (undecided: a cell is empty)",
                    Math.toIntExact(undecided)));
          }
        });
    return filtered;
  }

  private void account(List<PoolFile> opened, Measurements measured) {
    steps.add(String.format(Locale.ROOT, "%d rows read", measured.rows()));
    for (Imported.Filtered rule : filtered(opened)) {
      steps.add(String.format(Locale.ROOT, "%s took %d rows away", rule.rule(), rule.rows()));
    }
    int repeats = opened.stream().mapToInt(PoolFile::repeats).sum();
    if (repeats > 0) {
      steps.add(String.format(Locale.ROOT, "%d exact repeats of a whole row dropped", repeats));
    }
    opened.stream().flatMap(file -> file.meanings().stream()).distinct().forEach(steps::add);
    if (measured.missing() > 0) {
      String missing =
          String.format(
              Locale.ROOT,
              "%d cells are blank, NaN, NA, null or None: not measured",
              measured.missing());
      steps.add(missing);
      notes.add(missing);
    }
    for (PoolFile file : opened) {
      if (!file.labels().isEmpty()) {
        notes.add(
            "%s: columns of text are no samples and were left out: %s"
                .formatted(file.file().name(), isoloss.data.Names.listed(file.labels())));
      }
    }
    if (options.conflicts() != Conflicts.REFUSE) {
      steps.add("cells measured more than once: " + options.conflicts().inWords());
    }
    if (options.normalisation() != Normalisation.NONE) {
      steps.add("scores of each column brought to " + options.normalisation().inWords());
    }
  }

  private Provenance provenance() {
    return new Provenance(
        Stream.concat(files.stream(), sampleFile.stream()).map(SourceFile::input).toList(), steps);
  }

  private static Pool withoutWithdrawn(Pool pool, Measurements measured) {
    if (measured.withdrawn().isEmpty()) {
      return pool;
    }
    Set<Sample.Key> gone =
        measured.withdrawn().stream()
            .map(each -> new Sample.Key(each.name, each.source, each.metric))
            .collect(Collectors.toCollection(HashSet::new));
    BitSet kept = new BitSet();
    for (int s = 0; s < pool.sampleCount(); s++) {
      kept.set(s, !gone.contains(pool.sample(s).key()));
    }
    return pool.withSamples(kept);
  }

  /** Reads the files again for the rows of one cell. */
  private String places(String model, Sample.Key sample) {
    Measurements.Probe probe = new Measurements.Probe(model, sample);
    try (DatabaseSession session = new DatabaseSession()) {
      Measurements search = new Measurements(sampleTable(), probe);
      RepeatedRows repeated = new RepeatedRows();
      opened(session).forEach(file -> file.read(search, repeated));
    } catch (SQLException e) {
      throw new InputException("%s: %s".formatted(files.getFirst().name(), DuckDb.reason(e)), e);
    }
    return probe.places();
  }
}
