package isoloss.data.importer;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.Split;
import isoloss.data.Variable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files into observations: immutable, each {@code with} gives a changed copy.
 *
 * <p>Order of the rules: exact duplicates of a whole row are dropped, rows for which {@code where}
 * is false are filtered out, the highest are dropped, the rest is parted by {@code holdOut}. A row
 * that {@code where} keeps, or for which it cannot be decided, and that lacks a usable number is
 * rejected with its line and the reason.
 *
 * @param variables the roles that a row must have a number for
 * @param labels roles that are carried as text where the table has them
 * @param requiredLabel a label that must be there; empty for none
 * @param columns texts of the form {@code role=EXPR[,role=EXPR...]}
 * @param dropHighest texts of the form {@code ROLE=n}
 * @param keepDuplicates whether exact repeats of a row stay
 * @param format a name of {@link Formats}, or {@code auto}
 */
public record TableReader(
    List<Variable> variables,
    List<String> labels,
    String requiredLabel,
    List<String> columns,
    String where,
    List<String> dropHighest,
    String holdOut,
    boolean keepDuplicates,
    String format) {

  private static final List<String> OPTIONAL_LABELS = List.of("cluster", "seed", "model");

  public TableReader {
    variables = List.copyOf(variables);
    labels = List.copyOf(labels);
    columns = List.copyOf(columns);
    dropHighest = List.copyOf(dropHighest);
  }

  /** A reader of these variables; cluster, seed and model are carried as labels where present. */
  public static TableReader of(List<Variable> variables) {
    return new TableReader(
        variables, OPTIONAL_LABELS, "", List.of(), "", List.of(), "", false, "auto");
  }

  public TableReader withColumns(List<String> mapping) {
    return new TableReader(
        variables,
        labels,
        requiredLabel,
        mapping,
        where,
        dropHighest,
        holdOut,
        keepDuplicates,
        format);
  }

  public TableReader withRequiredLabel(String role) {
    return new TableReader(
        variables, labels, role, columns, where, dropHighest, holdOut, keepDuplicates, format);
  }

  public TableReader withWhere(String expression) {
    return new TableReader(
        variables,
        labels,
        requiredLabel,
        columns,
        expression,
        dropHighest,
        holdOut,
        keepDuplicates,
        format);
  }

  public TableReader withDropHighest(List<String> rules) {
    return new TableReader(
        variables, labels, requiredLabel, columns, where, rules, holdOut, keepDuplicates, format);
  }

  public TableReader withHoldOut(String expression) {
    return new TableReader(
        variables,
        labels,
        requiredLabel,
        columns,
        where,
        dropHighest,
        expression,
        keepDuplicates,
        format);
  }

  public TableReader withDuplicatesKept(boolean keep) {
    return new TableReader(
        variables, labels, requiredLabel, columns, where, dropHighest, holdOut, keep, format);
  }

  public TableReader withFormat(String name) {
    return new TableReader(
        variables,
        labels,
        requiredLabel,
        columns,
        where,
        dropHighest,
        holdOut,
        keepDuplicates,
        name);
  }

  /**
   * @param files paths or glob patterns
   * @throws InputException if a file cannot be read as a table, a rule makes no sense for it, or no
   *     row is usable
   */
  public Imported read(List<String> files) {
    List<SourceFile> sources = FilePatterns.expand(files);
    try (LoadedTable table = LoadedTable.load(sources, format)) {
      return new Reading(this, table).run();
    } catch (SQLException e) {
      throw new InputException(files.getFirst() + ": " + Database.firstLine(e), e);
    }
  }

  /** One call of {@link #read}. */
  private static final class Reading {
    private final TableReader rules;
    private final LoadedTable table;
    private final Map<String, SqlExpression> roles = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Rejected> rejected;
    private final List<Imported.Filtered> filtered = new ArrayList<>();
    private int filteredByWhere;
    private int duplicates;

    /** A usable row. */
    private record Row(
        Observations.Origin origin, double[] values, List<String> labels, boolean heldOut) {}

    Reading(TableReader rules, LoadedTable table) {
      this.rules = rules;
      this.table = table;
      this.rejected = new ArrayList<>(table.rejected());
    }

    Imported run() throws SQLException {
      mapRoles();
      Optional<SqlExpression> where = condition("--where", rules.where);
      Optional<SqlExpression> holdOut = condition("--hold-out", rules.holdOut);
      Set<Long> repeats = rules.keepDuplicates ? Set.of() : repeats();
      duplicates = repeats.size();
      readRows(where, holdOut, repeats);
      if (where.isPresent()) {
        filtered.add(new Imported.Filtered("--where " + rules.where, filteredByWhere));
      }
      rules.dropHighest.forEach(this::dropHighest);
      rejected.sort(Comparator.comparing(Rejected::file).thenComparingLong(Rejected::line));
      requireRows();
      return imported();
    }

    private void mapRoles() {
      Map<String, String> mapping = ColumnMapping.parse(rules.columns);
      Set<String> known = new LinkedHashSet<>(Aliases.roles());
      rules.variables.forEach(v -> known.add(v.symbol()));
      known.addAll(rules.labels);
      for (Map.Entry<String, String> entry : mapping.entrySet()) {
        if (!known.contains(entry.getKey())) {
          throw new InputException(
              "--columns: no role %s%s"
                  .formatted(entry.getKey(), Names.suggestion(entry.getKey(), known)));
        }
        roles.put(
            entry.getKey(), expression("--columns " + entry.getKey() + "=", entry.getValue()));
      }
      for (Variable variable : rules.variables) {
        roles.computeIfAbsent(variable.symbol(), symbol -> byName(variable));
      }
      for (String label : labels()) {
        Aliases.column(label, table.columns())
            .ifPresent(column -> roles.computeIfAbsent(label, role -> only(column)));
      }
      if (!rules.requiredLabel.isEmpty() && !roles.containsKey(rules.requiredLabel)) {
        throw new InputException(
            "no column for the role %s%s"
                .formatted(
                    rules.requiredLabel, Names.suggestion(rules.requiredLabel, table.columns())));
      }
    }

    private List<String> labels() {
      Set<String> all = new LinkedHashSet<>(rules.labels);
      if (!rules.requiredLabel.isEmpty()) {
        all.add(rules.requiredLabel);
      }
      rules.variables.forEach(v -> all.remove(v.symbol()));
      return List.copyOf(all);
    }

    private SqlExpression byName(Variable variable) {
      String column =
          Aliases.column(variable.symbol(), table.columns())
              .orElseThrow(() ->
                  new InputException(
                      "%s has no column for %s (%s); map one with --columns %s=EXPRESSION; the columns are %s"
                          .formatted(
                              table.fileName(0),
                              variable.symbol(),
                              variable.name(),
                              variable.symbol(),
                              Names.listed(table.columns()))));
      return only(column);
    }

    private SqlExpression only(String column) {
      return expression("column", '"' + column.replace("\"", "\"\"") + '"');
    }

    private SqlExpression expression(String place, String text) {
      SqlExpression parsed =
          new SqlExpression(place, text, new LinkedHashSet<>(table.columns()), table::internalName);
      requireEvaluable(place, text, "SELECT " + parsed.sql() + " FROM typed LIMIT 0");
      return parsed;
    }

    private Optional<SqlExpression> condition(String place, String text) {
      if (text.isBlank()) {
        return Optional.empty();
      }
      Set<String> known = new LinkedHashSet<>(table.columns());
      known.addAll(roles.keySet());
      roles.keySet().forEach(role -> known.add("role." + role));
      List<String> order = List.copyOf(roles.keySet());
      SqlExpression parsed =
          new SqlExpression(
              place,
              text,
              known,
              name -> {
                if (table.columns().contains(name)) {
                  return table.internalName(name);
                }
                String role = name.startsWith("role.") ? name.substring("role.".length()) : name;
                return "v" + order.indexOf(role);
              });
      requireEvaluable(
          place,
          text,
          "SELECT CAST((" + parsed.sql() + ") AS BOOLEAN) FROM (" + values() + ") LIMIT 0");
      return Optional.of(parsed);
    }

    private void requireEvaluable(String place, String text, String sql) {
      try (Statement statement = table.connection().createStatement();
          ResultSet none = statement.executeQuery(sql)) {
        none.getMetaData();
      } catch (SQLException e) {
        throw new InputException(
            "%s \"%s\" cannot be evaluated: %s"
                .formatted(place.strip(), text, Database.firstLine(e)),
            e);
      }
    }

    /** Every column of the table and every role as v0, v1, ... */
    private String values() {
      List<String> out = new ArrayList<>();
      int i = 0;
      for (Map.Entry<String, SqlExpression> role : roles.entrySet()) {
        String type = isLabel(role.getKey()) ? "VARCHAR" : "DOUBLE";
        out.add("TRY_CAST(TRY(" + role.getValue().sql() + ") AS " + type + ") AS v" + i++);
      }
      return "SELECT *, " + String.join(", ", out) + " FROM typed";
    }

    private boolean isLabel(String role) {
      return labels().contains(role);
    }

    private Set<Long> repeats() throws SQLException {
      String cells =
          IntStream.range(0, table.columns().size())
              .mapToObj(i -> "c" + i)
              .collect(Collectors.joining(", "));
      Set<Long> repeats = new HashSet<>();
      try (Statement statement = table.connection().createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT r FROM (SELECT r, row_number() OVER (PARTITION BY "
                      + cells
                      + " ORDER BY r) AS k FROM raw) WHERE k > 1")) {
        while (result.next()) {
          repeats.add(result.getLong(1));
        }
      }
      return repeats;
    }

    private void readRows(
        Optional<SqlExpression> where, Optional<SqlExpression> holdOut, Set<Long> repeats)
        throws SQLException {
      String sql =
          "SELECT r, f, l, %s, %s, %s FROM (%s) ORDER BY r"
              .formatted(
                  where.map(e -> "TRY(CAST((" + e.sql() + ") AS BOOLEAN))").orElse("TRUE"),
                  holdOut.map(e -> "TRY(CAST((" + e.sql() + ") AS BOOLEAN))").orElse("FALSE"),
                  IntStream.range(0, roles.size())
                      .mapToObj(i -> "v" + i)
                      .collect(Collectors.joining(", ")),
                  values());
      try (Statement statement = table.connection().createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          if (!repeats.contains(result.getLong(1))) {
            take(result);
          }
        }
      }
    }

    private void take(ResultSet result) throws SQLException {
      Optional<Boolean> kept = truth(result, 4);
      if (kept.isPresent() && !kept.get()) {
        filteredByWhere++;
        return;
      }
      String file = table.fileName(result.getInt(2));
      long line = result.getLong(3);
      double[] values = new double[rules.variables.size()];
      for (int i = 0; i < values.length; i++) {
        Variable variable = rules.variables.get(i);
        int column = column(variable.symbol());
        double value = result.getDouble(column);
        boolean missing = result.wasNull();
        values[i] = missing ? Double.NaN : value;
        if (!variable.sign().admits(values[i])) {
          rejected.add(
              new Rejected(file, line, reason(result.getLong(1), variable, values[i], missing)));
          return;
        }
      }
      Optional<Boolean> heldOut = truth(result, 5);
      if (kept.isEmpty() || heldOut.isEmpty()) {
        rejected.add(
            new Rejected(
                file,
                line,
                (kept.isEmpty() ? "--where" : "--hold-out")
                    + " cannot be decided, since a cell that it uses is empty or not a number"));
        return;
      }
      List<String> texts = new ArrayList<>();
      for (String label : presentLabels()) {
        texts.add(Optional.ofNullable(result.getString(column(label))).orElse(""));
      }
      rows.add(new Row(new Observations.Origin(file, line), values, texts, heldOut.get()));
    }

    private List<String> presentLabels() {
      return labels().stream().filter(roles::containsKey).toList();
    }

    private int column(String role) {
      return 6 + List.copyOf(roles.keySet()).indexOf(role);
    }

    private static Optional<Boolean> truth(ResultSet result, int column) throws SQLException {
      boolean value = result.getBoolean(column);
      return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private String reason(long row, Variable variable, double value, boolean isNull)
        throws SQLException {
      SqlExpression expression = expressionOf(variable.symbol());
      Map<String, @Nullable String> cells = table.cells(row);
      for (String column : expression.columns()) {
        String cell = cells.get(column);
        if (cell == null || cell.isBlank()) {
          return "\"%s\" is empty".formatted(column);
        }
        if (isNull && !isNumber(cell) && !table.isText(column)) {
          return "\"%s\" is \"%s\", not a number".formatted(column, brief(cell));
        }
      }
      String what = expression.onlyColumn().map(c -> '"' + c + '"').orElse(variable.symbol());
      if (isNull) {
        return what
            + " is not a number"
            + expression
                .onlyColumn()
                .map(c -> ": \"" + brief(String.valueOf(cells.get(c))) + '"')
                .orElse("");
      }
      if (!Double.isFinite(value)) {
        return what + " is " + (Double.isNaN(value) ? "NaN" : "infinite");
      }
      return "%s is %s, but %s must be %s"
          .formatted(
              what,
              value,
              variable.symbol(),
              variable.sign() == Variable.Sign.POSITIVE ? "positive" : "zero or more");
    }

    private SqlExpression expressionOf(String role) {
      SqlExpression expression = roles.get(role);
      if (expression == null) {
        throw new IllegalStateException("role " + role + " was not mapped");
      }
      return expression;
    }

    private static boolean isNumber(String cell) {
      try {
        Double.parseDouble(cell.strip());
        return true;
      } catch (NumberFormatException e) {
        return cell.strip().matches("(?i)[+-]?(nan|inf|infinity)");
      }
    }

    private static String brief(String cell) {
      return cell.length() <= 40 ? cell : cell.substring(0, 37) + "...";
    }

    private void dropHighest(String rule) {
      int equals = rule.indexOf('=');
      String role = equals < 0 ? "" : rule.substring(0, equals).strip();
      int index = rules.variables.stream().map(Variable::symbol).toList().indexOf(role);
      if (index < 0) {
        throw new InputException(
            "--drop-highest %s: expected ROLE=n with a role among %s, as in L=5"
                .formatted(rule, rules.variables.stream().map(Variable::symbol).toList()));
      }
      int count = count(rule, rule.substring(equals + 1).strip());
      List<Row> highest =
          rows.stream()
              .sorted(Comparator.comparingDouble((Row row) -> -row.values()[index]))
              .limit(count)
              .toList();
      rows.removeAll(new HashSet<>(highest));
      filtered.add(new Imported.Filtered("--drop-highest " + rule, highest.size()));
    }

    private static int count(String rule, String text) {
      try {
        int count = Integer.parseInt(text);
        if (count >= 0) {
          return count;
        }
      } catch (NumberFormatException e) {
        // falls through to the one message below
      }
      throw new InputException("--drop-highest %s: \"%s\" is not a count".formatted(rule, text));
    }

    private void requireRows() {
      if (rows.isEmpty()) {
        String first = rejected.isEmpty() ? "" : " (first: " + rejected.getFirst() + ")";
        throw new InputException(
            "no usable row in %s: of %d rows %d were rejected%s, %d filtered out, %d duplicates"
                .formatted(
                    table.fileName(0),
                    table.rows() + table.rejected().size(),
                    rejected.size(),
                    first,
                    filtered.stream().mapToInt(Imported.Filtered::rows).sum(),
                    duplicates));
      }
    }

    private Imported imported() {
      Provenance provenance = table.provenance();
      if (!rules.columns.isEmpty()) {
        provenance = provenance.withStep("--columns " + String.join(" ", rules.columns));
      }
      if (duplicates > 0) {
        provenance = provenance.withStep("dropped " + duplicates + " exact duplicates");
      }
      for (Imported.Filtered rule : filtered) {
        provenance = provenance.withStep(rule.rule() + ": " + rule.rows() + " rows taken out");
      }
      Observations all = observations(provenance);
      Split split =
          rules.holdOut.isBlank()
              ? Split.none(all)
              : new Split(
                  all.where(i -> !rows.get(i).heldOut()),
                  all.where(i -> rows.get(i).heldOut()),
                  "--hold-out " + rules.holdOut);
      return new Imported(split, rejected, duplicates, filtered);
    }

    private Observations observations(Provenance provenance) {
      double[][] values = new double[rules.variables.size()][];
      for (int v = 0; v < values.length; v++) {
        int variable = v;
        values[v] = rows.stream().mapToDouble(row -> row.values()[variable]).toArray();
      }
      Map<String, List<String>> texts = new LinkedHashMap<>();
      List<String> present = presentLabels();
      for (int i = 0; i < present.size(); i++) {
        int label = i;
        texts.put(present.get(i), rows.stream().map(row -> row.labels().get(label)).toList());
      }
      return Observations.of(
          rules.variables, values, texts, rows.stream().map(Row::origin).toList(), provenance);
    }
  }
}
