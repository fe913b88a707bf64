package isoloss.data.importer;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.data.importer.Roles.Role;
import isoloss.data.importer.TableReader.DropHighest;
import isoloss.data.importer.TableReader.Duplicates;
import isoloss.data.importer.TableReader.Options;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One pass of a {@link TableReader} over its files. */
final class Reading {
  private final Options options;
  private final List<SourceFile> files;
  private final List<String> steps = new ArrayList<>();
  private final List<Imported.Filtered> filtered = new ArrayList<>();
  private final List<List<Rejected>> rejected = new ArrayList<>();
  private int duplicates;

  Reading(Options options, List<SourceFile> files) {
    this.options = options;
    this.files = files;
  }

  /** A usable row. */
  private record Row(
      Observations.Origin origin, double[] numbers, List<String> labels, boolean out) {}

  Imported imported() {
    try (Connection connection = DuckDb.locked()) {
      return imported(connection);
    } catch (SQLException e) {
      throw new InputException("%s: %s".formatted(files.getFirst().name(), DuckDb.reason(e)), e);
    }
  }

  private Imported imported(Connection connection) throws SQLException {
    Loaded table = Loaded.open(files, options.format());
    List<String> columns = table.columns();
    List<Role> roles =
        new Roles(
                options.mappings(),
                options.aliases(),
                columns,
                new Expressions(connection, columns, Map.of())::check,
                files.getFirst().name())
            .resolve(options);
    Map<String, Integer> roleIndex = Expressions.indexed(roles.stream().map(Role::symbol).toList());
    Expressions conditions = new Expressions(connection, columns, roleIndex);
    Optional<Expressions.Checked> where =
        options.where().map(text -> conditions.check(text, "--where"));
    Optional<Expressions.Checked> holdOut =
        options.holdOut().map(text -> conditions.check(text, "--hold-out"));
    options.dropHighest().forEach(rule -> requireNumericRole(rule, roles));

    Query query = new Query(roles, where, holdOut, columns);
    table.require(query.needed());
    table.into(connection);
    table.rejected().forEach(lost -> rejected.add(new ArrayList<>(lost)));
    account(table);
    if (table.rows() == 0 && rejected.stream().allMatch(List::isEmpty)) {
      throw new InputException(
          "%s has a header but no row; nothing to read".formatted(files.getFirst().name()));
    }
    dropDuplicates(connection, columns.size());
    List<Row> rows = query.rows(connection, columns);
    rows = dropHighest(rows, roles);
    return result(rows, roles);
  }

  private void account(Loaded table) {
    for (int f = 0; f < files.size(); f++) {
      int damaged = rejected.get(f).size();
      if (damaged > 0) {
        steps.add(
            String.format(
                Locale.ROOT, "%d damaged lines of %s rejected", damaged, files.get(f).name()));
      }
    }
    steps.add(String.format(Locale.ROOT, "%d rows read", table.rows()));
  }

  private static void requireNumericRole(DropHighest rule, List<Role> roles) {
    List<String> numeric =
        roles.stream().filter(r -> r.variable().isPresent()).map(Role::symbol).toList();
    if (!numeric.contains(rule.role())) {
      throw new InputException(
          "%s: no role %s here%s"
              .formatted(rule, rule.role(), isoloss.data.Names.suggestion(rule.role(), numeric)));
    }
  }

  private void dropDuplicates(Connection connection, int columns) throws SQLException {
    if (options.duplicates() == Duplicates.KEEP) {
      return;
    }
    String all =
        IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      duplicates =
          statement.executeUpdate(
              "DELETE FROM raw WHERE seq NOT IN (SELECT min(seq) FROM raw GROUP BY " + all + ")");
    }
    if (duplicates > 0) {
      steps.add(String.format(Locale.ROOT, "%d exact repeats of a whole row dropped", duplicates));
    }
  }

  private List<Row> dropHighest(List<Row> rows, List<Role> roles) {
    List<Row> left = rows;
    for (DropHighest rule : options.dropHighest()) {
      if (rule.rows() >= left.size() && !left.isEmpty()) {
        throw new InputException(
            "%s leaves nothing of %d rows; drop fewer".formatted(rule, left.size()));
      }
      int at = roles.stream().map(Role::symbol).toList().indexOf(rule.role());
      Set<Row> highest = new LinkedHashSet<>();
      left.stream()
          .sorted(Comparator.comparingDouble((Row row) -> -row.numbers[at]))
          .limit(rule.rows())
          .forEach(highest::add);
      left = left.stream().filter(row -> !highest.contains(row)).toList();
      count(rule.toString(), highest.size());
    }
    return left;
  }

  private void count(String rule, int rows) {
    filtered.add(new Imported.Filtered(rule, rows));
    steps.add(String.format(Locale.ROOT, "%s took %d rows away", rule, rows));
  }

  private Imported result(List<Row> rows, List<Role> roles) {
    List<Rejected> lost =
        rejected.stream()
            .flatMap(perFile -> perFile.stream().sorted(Comparator.comparingLong(Rejected::line)))
            .toList();
    if (rows.isEmpty() && lost.isEmpty()) {
      throw new InputException(
          "no row of %s is left: %s".formatted(files.getFirst().name(), String.join("; ", steps)));
    }
    String rule = options.holdOut().orElse("");
    List<Row> heldOut = rows.stream().filter(Row::out).toList();
    if (options.holdOut().isPresent()) {
      steps.add(String.format(Locale.ROOT, "%d rows held out: %s", heldOut.size(), rule));
    }
    Provenance provenance = new Provenance(files.stream().map(SourceFile::input).toList(), steps);
    Observations train =
        observations(rows.stream().filter(row -> !row.out).toList(), roles, provenance);
    return new Imported(
        new Split(train, observations(heldOut, roles, provenance), rule),
        lost,
        duplicates,
        filtered);
  }

  private static Observations observations(
      List<Row> rows, List<Role> roles, Provenance provenance) {
    List<Variable> variables = roles.stream().flatMap(role -> role.variable().stream()).toList();
    double[][] columns = new double[variables.size()][];
    for (int v = 0; v < columns.length; v++) {
      int at = v;
      columns[v] = rows.stream().mapToDouble(row -> row.numbers[at]).toArray();
    }
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int k = 0; variables.size() + k < roles.size(); k++) {
      int at = k;
      labels.put(
          roles.get(variables.size() + k).symbol(),
          rows.stream().map(row -> row.labels.get(at)).toList());
    }
    return Observations.of(
        variables, columns, labels, rows.stream().map(Row::origin).toList(), provenance);
  }

  /** The one query over the table at hand, and what its rows mean. */
  private final class Query {
    private final List<Role> roles;
    private final Optional<Expressions.Checked> where;
    private final Optional<Expressions.Checked> holdOut;
    private final RoleQuery query;
    private int undecided;
    private int excluded;
    private int heldOutUndecided;
    private int limits;

    Query(
        List<Role> roles,
        Optional<Expressions.Checked> where,
        Optional<Expressions.Checked> holdOut,
        List<String> columns) {
      this.roles = roles;
      this.where = where;
      this.holdOut = holdOut;
      this.query = new RoleQuery(roles, where, holdOut, columns);
    }

    /** The columns that every file must have: all but those that only hold a label. */
    Set<Integer> needed() {
      Set<Integer> needed = new TreeSet<>();
      where.ifPresent(condition -> needed.addAll(condition.columns()));
      holdOut.ifPresent(condition -> needed.addAll(condition.columns()));
      roles.stream()
          .filter(role -> role.variable().isPresent() || role.plainColumn().isEmpty())
          .forEach(role -> needed.addAll(role.expression().columns()));
      return needed;
    }

    List<Row> rows(Connection connection, List<String> columns) throws SQLException {
      ColumnTypes types = ColumnTypes.of(connection, query.used());
      try (Statement statement = connection.createStatement()) {
        String sql = query.sql(query.bound(statement, types));
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
          while (result.next()) {
            row(result, columns).ifPresent(rows::add);
          }
        }
        report();
        return rows;
      }
    }

    private Optional<Row> row(ResultSet result, List<String> columns) throws SQLException {
      int file = result.getInt(1);
      long line = result.getLong(2);
      boolean kept = result.getBoolean(3);
      boolean decided = !result.wasNull();
      if (decided && !kept) {
        excluded++;
        return Optional.empty();
      }
      if (isLimit(result)) {
        limits++;
        return Optional.empty();
      }
      Optional<String> reason = unusable(result, columns);
      if (reason.isPresent()) {
        rejected.get(file).add(new Rejected(files.get(file).name(), line, reason.get()));
        return Optional.empty();
      }
      if (!decided) {
        undecided++;
        return Optional.empty();
      }
      boolean out = result.getBoolean(4);
      heldOutUndecided += result.wasNull() ? 1 : 0;
      return Optional.of(
          new Row(
              new Observations.Origin(files.get(file).name(), line),
              numbers(result),
              labels(result),
              out));
    }

    private double[] numbers(ResultSet result) throws SQLException {
      int count = (int) roles.stream().filter(role -> role.variable().isPresent()).count();
      double[] numbers = new double[count];
      for (int j = 0; j < count; j++) {
        numbers[j] = result.getDouble(5 + j);
      }
      return numbers;
    }

    private List<String> labels(ResultSet result) throws SQLException {
      List<String> labels = new ArrayList<>();
      for (int j = 0; j < roles.size(); j++) {
        if (roles.get(j).variable().isEmpty()) {
          String text = result.getString(5 + j);
          labels.add(text == null ? "" : text);
        }
      }
      return labels;
    }

    private boolean isLimit(ResultSet result) throws SQLException {
      for (int j = 0; j < roles.size(); j++) {
        if (options.limits().contains(roles.get(j).symbol())
            && Double.isInfinite(result.getDouble(5 + j))) {
          return true;
        }
      }
      return false;
    }

    /** Why a mapped value cannot be used; empty when all can. */
    private Optional<String> unusable(ResultSet result, List<String> columns) throws SQLException {
      for (int j = 0; j < roles.size(); j++) {
        Role role = roles.get(j);
        if (role.variable().isPresent()) {
          double value = result.getDouble(5 + j);
          double seen = result.wasNull() ? Double.NaN : value;
          if (!role.variable().get().sign().admits(seen)) {
            return Optional.of(reason(role, seen, result, columns));
          }
        }
      }
      return Optional.empty();
    }

    private String reason(Role role, double value, ResultSet result, List<String> columns)
        throws SQLException {
      String symbol = role.symbol();
      Optional<Integer> plain = role.plainColumn();
      if (plain.isPresent()) {
        Optional<String> damage = CellDamage.of(text(result, plain.get()));
        if (damage.isPresent()) {
          return columns.get(plain.get()).equals(symbol)
              ? symbol + " " + damage.get()
              : "%s (column %s) %s".formatted(symbol, columns.get(plain.get()), damage.get());
        }
      }
      if (Double.isFinite(value)) {
        return "%s = %s (%s must be %s)"
            .formatted(
                symbol,
                value,
                role.variable().orElseThrow().name(),
                role.variable().orElseThrow().sign() == Variable.Sign.POSITIVE
                    ? "positive"
                    : "zero or more");
      }
      for (int column : role.expression().columns()) {
        Optional<String> damage = CellDamage.of(text(result, column));
        if (damage.isPresent()) {
          return "%s = %s has no value: column %s %s"
              .formatted(symbol, role.shown(), columns.get(column), damage.get());
        }
      }
      return Double.isInfinite(value)
          ? symbol + " is infinite"
          : "%s = %s has no value here".formatted(symbol, role.shown());
    }

    private @Nullable String text(ResultSet result, int column) throws SQLException {
      int place = List.copyOf(query.used()).indexOf(column);
      return result.getString(5 + roles.size() + place);
    }

    private void report() {
      options
          .where()
          .ifPresent(condition -> {
            count("--where " + condition, excluded);
            if (undecided > 0) {
              count("--where " + condition + " (undecided: a cell is empty)", undecided);
            }
          });
      if (limits > 0) {
        count(
            "infinite %s (a limit, not a run)".formatted(String.join(" or ", options.limits())),
            limits);
      }
      for (Role role : roles) {
        if (!role.symbol().equals(role.shown())) {
          steps.add("%s = %s".formatted(role.symbol(), role.shown()));
        }
      }
      if (heldOutUndecided > 0) {
        steps.add(
            String.format(
                Locale.ROOT,
                "%d rows stay in the fit though --hold-out is undecided for them",
                heldOutUndecided));
      }
    }
  }
}
