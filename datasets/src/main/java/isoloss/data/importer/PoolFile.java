package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.importer.Roles.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One file of measurements: its columns, what they mean, and its rows. */
final class PoolFile {
  private static final int PARQUET_BLOCK = 512;

  private final SourceFile file;
  private final RawTable table;
  private final PoolReader options;
  private final DatabaseSession session;
  private final String ownPrefix;
  private final PoolShape shape;
  private final Map<PoolRole, Role> roles = new EnumMap<>(PoolRole.class);
  private final List<ColumnMapping> applied = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private long excluded;
  private long undecided;
  private int repeats;

  /**
   * Reads the header.
   *
   * @param ownPrefix before the names of samples that are a row each
   * @throws InputException if the columns are of no known shape
   */
  PoolFile(SourceFile file, PoolReader options, DatabaseSession session, String ownPrefix) {
    this.file = file;
    this.options = options;
    this.session = session;
    this.ownPrefix = ownPrefix;
    this.table = options.format().orElseGet(() -> Formats.of(file)).open(file);
    Map<PoolRole, Role> found = found();
    Map<PoolRole, Integer> places = new EnumMap<>(PoolRole.class);
    found.forEach((role, known) -> places.put(role, known.plainColumn().orElse(Integer.MAX_VALUE)));
    this.shape = PoolShape.of(new PoolColumns(file.name(), table.columns(), places, ""));
    found.forEach((role, known) -> {
      if (shape.uses(role)) {
        roles.put(role, known);
      }
    });
  }

  private Map<PoolRole, Role> found() {
    List<ColumnMapping> usable =
        options.mappings().stream().filter(each -> failure(each).isEmpty()).toList();
    Roles resolver = new Roles(usable, Aliases.POOL, table.columns(), this::check, file.name());
    Map<PoolRole, Role> found = new EnumMap<>(PoolRole.class);
    for (PoolRole role : PoolRole.values()) {
      resolver.find(role.symbol(), role.variable()).ifPresent(known -> found.put(role, known));
    }
    applied.addAll(usable);
    return found;
  }

  private Expressions.Checked check(String text, String where) {
    return new Expressions(session.connection(), table.columns(), Map.of()).check(text, where);
  }

  /** Why a mapping of the user cannot count for this file; empty when it can. */
  Optional<InputException> failure(ColumnMapping mapping) {
    try {
      new Roles(List.of(mapping), Map.of(), table.columns(), this::check, file.name())
          .find(mapping.role(), Optional.empty());
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(e);
    }
  }

  /** True when rows of this file have a use for a mapping. */
  boolean uses(ColumnMapping mapping) {
    return applied.contains(mapping)
        && roles.keySet().stream().anyMatch(role -> role.symbol().equals(mapping.role()));
  }

  SourceFile file() {
    return file;
  }

  /** Rows that the user's condition took away. */
  long excluded() {
    return excluded;
  }

  /** Rows for which it was neither true nor false. */
  long undecided() {
    return undecided;
  }

  /** Exact repeats of a whole row that were dropped. */
  int repeats() {
    return repeats;
  }

  /** Columns of a wide matrix that hold text. */
  List<String> labels() {
    return labels;
  }

  /** Roles that are not simply the column of their name, as {@code role = expression}. */
  List<String> meanings() {
    return roles.values().stream()
        .filter(role -> !role.symbol().equals(role.shown()))
        .map(role -> role.symbol() + " = " + role.shown())
        .toList();
  }

  /** Reads every row. */
  void read(Measurements into, RepeatedRows repeated) {
    boolean dropping = options.duplicates() == TableReader.Duplicates.DROP;
    try {
      read(dropping ? repeated.without(table) : table, into);
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
    repeats = repeated.droppedOfFile();
  }

  private Optional<Expressions.Checked> condition() {
    if (options.where().isEmpty()) {
      return Optional.empty();
    }
    List<String> symbols = roles.values().stream().map(Role::symbol).toList();
    return Optional.of(
        new Expressions(session.connection(), table.columns(), Expressions.indexed(symbols))
            .check(options.where().get(), "--where"));
  }

  private void read(RawTable rows, Measurements into) throws IOException {
    if (shape == PoolShape.SCORES
        && rows instanceof ParquetTable parquet
        && ParquetScores.suits(parquet, roles)
        && !into.isSearching()) {
      ParquetScores scores = new ParquetScores(parquet, file.name(), roles, condition(), into);
      scores.read();
      excluded = scores.excluded();
      undecided = scores.undecided();
      return;
    }
    boolean plain = roles.values().stream().allMatch(role -> role.plainColumn().isPresent());
    if (plain && options.where().isEmpty()) {
      read(rows, columns(rows, role -> role.plainColumn().orElseThrow()), into);
      return;
    }
    EvaluatedTable evaluated =
        new EvaluatedTable(rows, session.connection(), List.copyOf(roles.values()), condition());
    read(
        evaluated,
        columns(evaluated, role -> role.plainColumn().orElseGet(() -> evaluated.place(role))),
        into);
    excluded = evaluated.excluded();
    undecided = evaluated.undecided();
  }

  private PoolColumns columns(RawTable rows, java.util.function.ToIntFunction<Role> place) {
    Map<PoolRole, Integer> places = new EnumMap<>(PoolRole.class);
    roles.forEach((role, known) -> places.put(role, place.applyAsInt(known)));
    return new PoolColumns(file.name(), rows.columns(), places, ownPrefix);
  }

  private void read(RawTable rows, PoolColumns columns, Measurements into) throws IOException {
    switch (shape) {
      case SCORES -> read(rows, new ScoreRows(columns, into));
      case BATTLES -> read(rows, new BattleRows(columns, into));
      case MIXED -> rows.read(new MixedRows(columns, into));
      case ORDERINGS ->
          read(rows, new OrderingRows(columns, PoolShape.orderings(columns.names()), into));
      case RANKS -> read(rows, new RankRows(columns, into));
      case WIDE -> readWide(rows, columns, into);
    }
  }

  private static void read(RawTable rows, PoolRows sink) throws IOException {
    rows.read(sink);
    sink.end();
  }

  /** A Parquet file of many columns would not fit as whole rows: it is read block by block. */
  private void readWide(RawTable rows, PoolColumns columns, Measurements into) throws IOException {
    int model = columns.place(PoolRole.MODEL);
    boolean prefixed = isPrefixed(columns.names(), model);
    if (!(rows instanceof ParquetTable parquet) || columns.names().size() <= PARQUET_BLOCK) {
      readWide(rows, model, prefixed, true, into);
      return;
    }
    List<Integer> samples =
        IntStream.range(0, columns.names().size()).filter(c -> c != model).boxed().toList();
    for (int from = 0; from < samples.size(); from += PARQUET_BLOCK) {
      List<Integer> block = new ArrayList<>(List.of(model));
      block.addAll(samples.subList(from, Math.min(from + PARQUET_BLOCK, samples.size())));
      readWide(parquet.only(block), 0, prefixed, from == 0, into);
    }
  }

  private void readWide(
      RawTable rows, int model, boolean prefixed, boolean first, Measurements into)
      throws IOException {
    WideRows sink = new WideRows(file.name(), rows.columns(), model, prefixed, first, into);
    read(rows, sink);
    labels.addAll(sink.labels());
  }

  private static boolean isPrefixed(List<String> names, int model) {
    return IntStream.range(0, names.size())
        .filter(place -> place != model && !names.get(place).isEmpty())
        .allMatch(place -> names.get(place).indexOf('/') > 0);
  }
}
