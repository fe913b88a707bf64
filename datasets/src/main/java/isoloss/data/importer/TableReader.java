package isoloss.data.importer;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads observations from tables. Immutable: each {@code with} gives a changed copy.
 *
 * <p>Rows pass these stages, and each row that does not come through is counted or listed with its
 * line: exact repeats of a whole row are dropped; {@code where} filters; limits are set aside; a
 * row that is left and whose mapped values are not all finite numbers of the declared sign is
 * rejected; {@code dropHighest} takes rows away; {@code holdOut} parts the rest. Where the
 * condition is neither true nor false, since a cell that it needs is empty or damaged, a row with
 * an unusable mapped value is rejected and any other is filtered out, counted apart.
 *
 * <p>A column whose cells are mostly numbers is numeric in expressions, one of {@code true} and
 * {@code false} logical, any other text. NaN counts as missing in conditions.
 */
public final class TableReader {

  /** What happens to exact repeats of a whole row. */
  public enum Duplicates {
    DROP,
    KEEP
  }

  /** Takes away the rows with the highest values; the earlier row goes first among equals. */
  public record DropHighest(String role, int rows) {
    private static final Pattern FORM =
        Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=\\s*(\\d{1,9})\\s*");

    /**
     * @throws InputException if the text is not {@code ROLE=n}
     */
    public static DropHighest parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new InputException(
            "--drop-highest: \"%s\" is not ROLE=n, for example L=5".formatted(text));
      }
      return new DropHighest(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "--drop-highest %s=%d", role, rows);
    }
  }

  /** Weight of a row; carried when the file has it. */
  public static final Variable WEIGHT =
      new Variable("weight", "weight", "", Variable.Sign.NON_NEGATIVE);

  /** Everything that was chosen. */
  record Options(
      List<Variable> required,
      List<Variable> optional,
      List<String> labels,
      List<ColumnMapping> mappings,
      Map<String, List<String>> aliases,
      Optional<String> where,
      List<DropHighest> dropHighest,
      Optional<String> holdOut,
      Duplicates duplicates,
      Optional<Format> format,
      List<String> limits) {

    /** Every role that may be mapped. */
    Set<String> roles() {
      Set<String> roles = new LinkedHashSet<>();
      required.forEach(variable -> roles.add(variable.symbol()));
      optional.forEach(variable -> roles.add(variable.symbol()));
      roles.addAll(labels);
      return roles;
    }
  }

  private final Options options;

  private TableReader(Options options) {
    this.options = options;
  }

  /** A copy of the options that may still change. */
  private static final class Draft {
    List<Variable> required;
    List<Variable> optional;
    List<String> labels;
    List<ColumnMapping> mappings;
    Map<String, List<String>> aliases;
    Optional<String> where;
    List<DropHighest> dropHighest;
    Optional<String> holdOut;
    Duplicates duplicates;
    Optional<Format> format;
    List<String> limits;

    Draft(Options options) {
      required = options.required;
      optional = options.optional;
      labels = options.labels;
      mappings = options.mappings;
      aliases = options.aliases;
      where = options.where;
      dropHighest = options.dropHighest;
      holdOut = options.holdOut;
      duplicates = options.duplicates;
      format = options.format;
      limits = options.limits;
    }

    Options options() {
      return new Options(
          required,
          optional,
          labels,
          mappings,
          aliases,
          where,
          dropHighest,
          holdOut,
          duplicates,
          format,
          limits);
    }
  }

  private TableReader with(Consumer<Draft> change) {
    Draft draft = new Draft(options);
    change.accept(draft);
    return new TableReader(draft.options());
  }

  /** A reader of these variables, which every row must have. */
  public static TableReader of(List<Variable> roles) {
    return new TableReader(
        new Options(
            List.copyOf(roles),
            List.of(WEIGHT),
            List.of("cluster", "seed", "model"),
            List.of(),
            Aliases.KNOWN,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Duplicates.DROP,
            Optional.empty(),
            List.of()));
  }

  /**
   * More mappings, in the syntax of {@code --columns}.
   *
   * @throws InputException if the text is not {@code role=EXPR[,role=EXPR...]}
   */
  public TableReader withColumns(String mappings) {
    return withColumns(ColumnMapping.parse(mappings));
  }

  public TableReader withColumns(List<ColumnMapping> mappings) {
    return with(draft -> draft.mappings = ColumnMapping.joined(options.mappings, mappings));
  }

  /** Further column names under which a role is found; those given here come first. */
  public TableReader withAliases(Map<String, List<String>> aliases) {
    Map<String, List<String>> all = new LinkedHashMap<>(options.aliases);
    aliases.forEach((role, names) -> {
      List<String> joined = new ArrayList<>(names);
      joined.addAll(all.getOrDefault(role, List.of()));
      all.put(role, List.copyOf(joined));
    });
    return with(draft -> draft.aliases = all);
  }

  /** Numeric roles that are carried where mapped or present, beside the required ones. */
  public TableReader withOptional(List<Variable> optional) {
    return with(draft -> draft.optional = List.copyOf(optional));
  }

  /** Text roles that are carried where mapped or present; {@code cluster, seed, model} at first. */
  public TableReader withLabels(List<String> labels) {
    return with(draft -> draft.labels = List.copyOf(labels));
  }

  /**
   * Rows in which one of these roles is infinite are limits, not runs: they are set aside and
   * counted among the rows filtered out, not rejected.
   */
  public TableReader withLimitsSetAside(List<String> roles) {
    return with(draft -> draft.limits = List.copyOf(roles));
  }

  /** Keeps the rows for which an SQL condition holds. */
  public TableReader withWhere(String condition) {
    return with(draft -> draft.where = Optional.of(condition));
  }

  /** One more {@code ROLE=n}; each applies to what the one before it left. */
  public TableReader withDropHighest(String roleAndCount) {
    List<DropHighest> all = new ArrayList<>(options.dropHighest);
    all.add(DropHighest.parse(roleAndCount));
    return with(draft -> draft.dropHighest = List.copyOf(all));
  }

  /** Keeps the rows for which an SQL condition holds out of the fit; undecided rows stay in it. */
  public TableReader withHoldOut(String condition) {
    return with(draft -> draft.holdOut = Optional.of(condition));
  }

  public TableReader withDuplicates(Duplicates duplicates) {
    return with(draft -> draft.duplicates = duplicates);
  }

  /**
   * Reads every file as this format, whatever it looks like.
   *
   * @throws InputException if there is no format of that name
   */
  public TableReader withFormat(String name) {
    return with(draft -> draft.format = Optional.of(Formats.named(name)));
  }

  /**
   * @param filesOrGlobs names and patterns; columns are joined by name across files
   * @return possibly no usable row, then with the reasons in {@code rejected}
   * @throws InputException if a file, an expression or a missing column makes reading pointless
   */
  public Imported read(List<String> filesOrGlobs) {
    return new Reading(options, FileSelection.of(filesOrGlobs)).imported();
  }
}
