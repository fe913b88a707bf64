package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.importer.Roles.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The SQL that gives each row of {@code raw} its roles and says which conditions hold: columns
 * {@code file, line}, the two conditions, {@code r0, r1, ...} for the roles and {@code x...} for
 * the text of each column in use.
 */
final class RoleQuery {
  private final List<Role> roles;
  private final Optional<Expressions.Checked> where;
  private final Optional<Expressions.Checked> holdOut;
  private final List<String> columns;
  private final Set<Integer> used = new TreeSet<>();

  RoleQuery(
      List<Role> roles,
      Optional<Expressions.Checked> where,
      Optional<Expressions.Checked> holdOut,
      List<String> columns) {
    this.roles = roles;
    this.where = where;
    this.holdOut = holdOut;
    this.columns = columns;
    roles.forEach(role -> used.addAll(role.expression().columns()));
    where.ifPresent(condition -> used.addAll(condition.columns()));
    holdOut.ifPresent(condition -> used.addAll(condition.columns()));
  }

  /** The columns that an expression reads, ascending. */
  Set<Integer> used() {
    return used;
  }

  /** Columns that hold text where an expression needs numbers are read as numbers after all. */
  ColumnTypes bound(Statement statement, ColumnTypes types) {
    ColumnTypes chosen = types;
    for (Role role : roles) {
      String option = "--columns " + role.symbol();
      chosen = bind(statement, chosen, role.expression(), ColumnTypes::view, option);
    }
    if (where.isPresent()) {
      chosen = bind(statement, chosen, where.get(), this::mapped, "--where");
    }
    if (holdOut.isPresent()) {
      chosen = bind(statement, chosen, holdOut.get(), this::mapped, "--hold-out");
    }
    return chosen;
  }

  private ColumnTypes bind(
      Statement statement,
      ColumnTypes types,
      Expressions.Checked expression,
      Function<ColumnTypes, String> source,
      String option) {
    Optional<SQLException> failure = tryBind(statement, source.apply(types), expression);
    if (failure.isEmpty()) {
      return types;
    }
    ColumnTypes numeric = types.withNumeric(expression.columns());
    if (tryBind(statement, source.apply(numeric), expression).isEmpty()) {
      return numeric;
    }
    List<String> symbols = roles.stream().map(Role::symbol).toList();
    throw new InputException(
        option + ": " + Expressions.inWords(DuckDb.reason(failure.get()), columns, symbols),
        failure.get());
  }

  private static Optional<SQLException> tryBind(
      Statement statement, String source, Expressions.Checked expression) {
    try (ResultSet empty =
        statement.executeQuery(
            "SELECT TRY(%s) FROM (%s) LIMIT 0".formatted(expression.sql(), source))) {
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  /** The rows of {@code raw} with their roles. */
  String mapped(ColumnTypes types) {
    StringBuilder sql = new StringBuilder("SELECT *");
    for (int j = 0; j < roles.size(); j++) {
      sql.append(", ").append(roleSql(roles.get(j))).append(" AS r").append(j);
    }
    return sql.append(" FROM (").append(types.view()).append(")").toString();
  }

  private static String roleSql(Role role) {
    if (role.variable().isPresent()) {
      return "TRY_CAST(TRY(%s) AS DOUBLE)".formatted(role.expression().sql());
    }
    return role.plainColumn()
        .map(column -> "x" + column)
        .orElseGet(() -> "TRY_CAST(TRY(%s) AS VARCHAR)".formatted(role.expression().sql()));
  }

  /** The whole query, in the order of the rows. */
  String sql(ColumnTypes types) {
    StringBuilder sql = new StringBuilder("SELECT file, line, ");
    sql.append(whether()).append(", ");
    sql.append(holdOut.map(RoleQuery::condition).orElse("false"));
    IntStream.range(0, roles.size()).forEach(j -> sql.append(", r").append(j));
    used.forEach(column -> sql.append(", x").append(column));
    return sql.append(" FROM (").append(mapped(types)).append(") ORDER BY seq").toString();
  }

  /** Only whether {@code where} holds, and the values of some roles, in the order of the rows. */
  String judgement(ColumnTypes types, List<Integer> wanted) {
    StringBuilder sql = new StringBuilder("SELECT ").append(whether());
    wanted.forEach(role -> sql.append(", r").append(role));
    return sql.append(" FROM (").append(mapped(types)).append(") ORDER BY seq").toString();
  }

  /** Whether {@code where} holds, null where it cannot be told. */
  String whether() {
    return where.map(RoleQuery::condition).orElse("true");
  }

  private static String condition(Expressions.Checked expression) {
    return "TRY_CAST(TRY(%s) AS BOOLEAN)".formatted(expression.sql());
  }
}
