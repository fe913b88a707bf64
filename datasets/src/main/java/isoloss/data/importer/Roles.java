package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Variable;
import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.DatasetFile;
import isoloss.data.importer.TableReader.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final Options options;
  private final List<String> columns;
  private final Expressions expressions;
  private final String file;

  Roles(Options options, List<String> columns, Expressions expressions, String file) {
    this.options = options;
    this.columns = columns;
    this.expressions = expressions;
    this.file = file;
  }

  /** Required variables, then optional ones, then labels; the latter two where they are there. */
  List<Role> resolve() {
    refuseUnknown();
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

  private void refuseUnknown() {
    Set<String> known = options.roles();
    for (ColumnMapping mapping : options.mappings()) {
      if (!known.contains(mapping.role())) {
        throw new InputException(
            "--columns: no role %s here%s"
                .formatted(mapping.role(), Names.suggestion(mapping.role(), known)));
      }
    }
  }

  private Optional<Role> find(String symbol, Optional<Variable> variable) {
    for (ColumnMapping mapping : options.mappings()) {
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
    return column(symbol, variable, options.aliases().getOrDefault(symbol, List.of()).stream());
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
    return new Role(
        mapping.role(),
        variable,
        expressions.check(mapping.expression(), "--columns " + mapping.role() + "="),
        mapping.expression());
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
