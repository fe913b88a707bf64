package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Variable;
import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.DatasetFile;
import isoloss.data.importer.TableReader.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds an expression for every role: the mapping that the user gave, else the column of that name,
 * else what the catalogue suggests for a public file with these columns, else the first alias that
 * the file has.
 */
final class Roles {

  /**
   * A role with its expression.
   *
   * @param variable absent for a label
   * @param shown the expression as the user knows it
   */
  record Role(
      String symbol, Optional<Variable> variable, Expressions.Checked expression, String shown) {

    /** The column, when the expression is one column and nothing else. */
    Optional<Integer> plainColumn() {
      boolean plain = expression.sql().matches("c\\d+");
      return plain ? Optional.of(expression.columns().iterator().next()) : Optional.empty();
    }
  }

  /** Turns the text of an expression into a checked one. */
  @FunctionalInterface
  interface Checks {
    /**
     * @param where the option, for messages
     */
    Expressions.Checked check(String text, String where);
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final List<ColumnMapping> mappings;
  private final Map<String, List<String>> aliases;
  private final List<String> columns;
  private final Checks checks;
  private final String file;

  /**
   * @param checks asked only for expressions that are more than the name of a column
   */
  Roles(
      List<ColumnMapping> mappings,
      Map<String, List<String>> aliases,
      List<String> columns,
      Checks checks,
      String file) {
    this.mappings = mappings;
    this.aliases = aliases;
    this.columns = columns;
    this.checks = checks;
    this.file = file;
  }

  /** Required variables, then optional ones, then labels; the latter two where they are there. */
  List<Role> resolve(Options options) {
    refuseUnknown(mappings, options.roles());
    List<Role> roles = new ArrayList<>();
    for (Variable variable : options.required()) {
      roles.add(
          find(variable.symbol(), Optional.of(variable)).orElseThrow(() -> missing(variable)));
    }
    for (Variable variable : options.optional()) {
      find(variable.symbol(), Optional.of(variable)).ifPresent(roles::add);
    }
    for (String label : options.labels()) {
      find(label, Optional.empty()).ifPresent(roles::add);
    }
    return roles;
  }

  /**
   * @throws InputException if a role is mapped that does not exist
   */
  static void refuseUnknown(List<ColumnMapping> mappings, Set<String> known) {
    for (ColumnMapping mapping : mappings) {
      if (!known.contains(mapping.role())) {
        throw new InputException(
            "--columns: no role %s here%s"
                .formatted(mapping.role(), Names.suggestion(mapping.role(), known)));
      }
    }
  }

  /** The role, where the file has it. */
  Optional<Role> find(String symbol, Optional<Variable> variable) {
    for (ColumnMapping mapping : mappings) {
      if (mapping.role().equals(symbol)) {
        return Optional.of(role(mapping, variable));
      }
    }
    if (columns.contains(symbol)) {
      return column(symbol, variable, Stream.of(symbol));
    }
    for (ColumnMapping mapping : suggested()) {
      if (mapping.role().equals(symbol)) {
        return Optional.of(role(mapping, variable));
      }
    }
    return column(symbol, variable, aliases.getOrDefault(symbol, List.of()).stream());
  }

  /** What the catalogue says of a public file with exactly these columns. */
  private List<ColumnMapping> suggested() {
    return Catalogue.byColumns(columns)
        .map(DatasetFile::columnsOption)
        .filter(text -> !text.isEmpty())
        .map(ColumnMapping::parse)
        .orElse(List.of());
  }

  private Role role(ColumnMapping mapping, Optional<Variable> variable) {
    Expressions.Checked expression =
        plain(mapping.expression())
            .map(Expressions::column)
            .orElseGet(
                () -> checks.check(mapping.expression(), "--columns " + mapping.role() + "="));
    return new Role(mapping.role(), variable, expression, mapping.expression());
  }

  /** The column that an expression names, when it is a bare or quoted name and nothing else. */
  private Optional<Integer> plain(String expression) {
    boolean quoted =
        expression.length() > 2 && expression.startsWith("\"") && expression.endsWith("\"");
    String name = quoted ? expression.substring(1, expression.length() - 1) : expression;
    boolean plain = quoted ? name.indexOf('"') < 0 : NAME.matcher(name).matches();
    int at = plain ? columns.indexOf(name) : -1;
    return at < 0 ? Optional.empty() : Optional.of(at);
  }

  private Optional<Role> column(
      String symbol, Optional<Variable> variable, Stream<String> candidates) {
    return candidates
        .filter(columns::contains)
        .findFirst()
        .map(name -> new Role(symbol, variable, Expressions.column(columns.indexOf(name)), name));
  }

  private InputException missing(Variable variable) {
    return new InputException(
        "%s has no column for %s (%s); map one with --columns %s=EXPRESSION; its columns are %s"
            .formatted(
                file,
                variable.symbol(),
                variable.name(),
                variable.symbol(),
                Names.listed(columns)));
  }
}
