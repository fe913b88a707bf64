package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Analysis} or a plan found: estimates, single facts and named tables, with
 * diagnostics and provenance. Prints itself, is saved as JSON, and is drawn from its tables.
 *
 * @param kind one of {@link #KINDS}
 * @param name of the law, plan or study on the command line
 * @param procedure empty but for an analysis
 * @param headline the finding in one or two sentences
 * @param account of the rows that were read; empty where no table was
 */
public record Findings(
    String kind,
    String name,
    String formula,
    String procedure,
    Map<String, String> options,
    String headline,
    List<Estimate> parameters,
    Optional<Fit.ObjectiveValue> objective,
    List<Fact> facts,
    List<Table> tables,
    List<Diagnostic> diagnostics,
    Optional<Account> account,
    Provenance provenance,
    Fit.Manifest manifest) {

  /** The kind of a result of {@code fit}. */
  public static final String ANALYSIS = "analysis";

  /** The kind of a result of {@code plan}. */
  public static final String PLAN = "plan";

  /** The kind of a result of {@code passk}. */
  public static final String PASS_AT_K = "passk";

  /** The kind of a result of {@code study}. */
  public static final String STUDY = "study";

  /** The kind of a result of {@code rank}. */
  public static final String RANK = "rank";

  /** The kind of a result of {@code diff}. */
  public static final String DIFF = "diff";

  /** Every kind; {@code isoloss/KIND/1} is the schema of its document. */
  public static final List<String> KINDS = List.of(ANALYSIS, PLAN, PASS_AT_K, STUDY, RANK, DIFF);

  public Findings {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("the kind " + kind + " is none of " + KINDS);
    }
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    parameters = List.copyOf(parameters);
    facts = List.copyOf(facts);
    tables = List.copyOf(tables);
    diagnostics = List.copyOf(diagnostics);
  }

  /** How many rows were used and what became of the others. */
  public record Account(
      int rows,
      int heldOut,
      List<Rejected> rejected,
      int duplicatesDropped,
      List<Imported.Filtered> filteredOut) {
    public Account {
      rejected = List.copyOf(rejected);
      filteredOut = List.copyOf(filteredOut);
    }

    public static Account of(Imported data) {
      return new Account(
          data.observations().size(),
          data.split().heldOut().size(),
          data.rejected(),
          data.duplicatesDropped(),
          data.filteredOut());
    }

    /** Of both tables. */
    Account and(Account other) {
      return new Account(
          rows + other.rows,
          heldOut + other.heldOut,
          Stream.concat(rejected.stream(), other.rejected.stream()).toList(),
          duplicatesDropped + other.duplicatesDropped,
          Stream.concat(filteredOut.stream(), other.filteredOut.stream()).toList());
    }
  }

  /** The content of a cell. */
  public sealed interface Cell {
    /** A number; NaN stands for one that does not exist, and prints as a dash. */
    record Numeric(double value) implements Cell {}

    record Text(String value) implements Cell {}

    record Flag(boolean value) implements Cell {}

    /** Several sentences, for example warnings. */
    record Texts(List<String> values) implements Cell {
      public Texts {
        values = List.copyOf(values);
      }
    }

    /** A cell from a number, a text, a boolean or a list of texts. */
    static Cell of(Object value) {
      return switch (value) {
        case Cell cell -> cell;
        case Number number -> new Numeric(number.doubleValue());
        case Boolean flag -> new Flag(flag);
        case String text -> new Text(text);
        case List<?> texts -> new Texts(texts.stream().map(String::valueOf).toList());
        default -> throw new IllegalArgumentException("no cell for " + value.getClass());
      };
    }
  }

  /**
   * One thing worth knowing by itself, a key of the JSON document.
   *
   * @param key in camelCase
   * @param title in words
   * @param unit empty for pure numbers and texts
   */
  public record Fact(String key, String title, String unit, Cell value) {
    public static Fact of(String key, String title, String unit, Object value) {
      return new Fact(key, title, unit, Cell.of(value));
    }
  }

  /**
   * @param key of the cells in JSON, in camelCase
   * @param title in words, short
   * @param unit empty for pure numbers and texts
   */
  public record Column(String key, String title, String unit) {
    /** Title and unit, for example {@code batch (tokens)}. */
    public String heading() {
      return unit.isBlank() ? title : title + " (" + unit + ")";
    }
  }

  /**
   * A table with a caption.
   *
   * @param key of its rows in the JSON document, in camelCase
   * @param detail whether it is too long for a terminal and lies behind a line in a report
   * @param nesting how the rows are gathered in JSON; empty for a plain array
   */
  public record Table(
      String key,
      String caption,
      boolean detail,
      Optional<Nesting> nesting,
      List<Column> columns,
      List<List<Cell>> rows) {
    public Table {
      int parentColumns = nesting.map(Nesting::columns).orElse(1);
      if (parentColumns < 1 || nesting.isPresent() && parentColumns >= columns.size()) {
        throw new IllegalArgumentException(
            "%d of %d columns cannot be those of the parent"
                .formatted(parentColumns, columns.size()));
      }
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Cell> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "%s: %d cells for %d columns".formatted(key, row.size(), columns.size()));
        }
      }
    }

    /** A table without rows; add them with {@link #withRow}, or many with a {@link Builder}. */
    public static Builder builder(String key, String caption) {
      return new Builder(key, caption);
    }

    public int size() {
      return rows.size();
    }

    public boolean hasColumn(String columnKey) {
      return columns.stream().anyMatch(column -> column.key().equals(columnKey));
    }

    /** The numbers of a column; NaN where a cell is no number. */
    public double[] numbers(String columnKey) {
      int at = index(columnKey);
      return rows.stream()
          .mapToDouble(row -> row.get(at) instanceof Cell.Numeric(double v) ? v : Double.NaN)
          .toArray();
    }

    /** The texts of a column; empty where a cell is no text. */
    public List<String> texts(String columnKey) {
      int at = index(columnKey);
      return rows.stream()
          .map(row -> row.get(at) instanceof Cell.Text(String text) ? text : "")
          .toList();
    }

    public Cell cell(int row, String columnKey) {
      return rows.get(row).get(index(columnKey));
    }

    public double number(int row, String columnKey) {
      return cell(row, columnKey) instanceof Cell.Numeric(double v) ? v : Double.NaN;
    }

    private int index(String columnKey) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).key().equals(columnKey)) {
          return i;
        }
      }
      throw new IllegalArgumentException(
          "table %s has no column %s; it has %s"
              .formatted(key, columnKey, columns.stream().map(Column::key).toList()));
    }
  }

  /**
   * In JSON, successive rows that agree in the first columns become one object of the array {@code
   * parent}, with those columns and the rest of the rows under the key of the table.
   */
  public record Nesting(String parent, int columns) {}

  /** Gathers a table. */
  public static final class Builder {
    private final String key;
    private final String caption;
    private boolean detail;
    private Optional<Nesting> nesting = Optional.empty();
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private Builder(String key, String caption) {
      this.key = key;
      this.caption = caption;
    }

    public Builder column(String columnKey, String title) {
      return column(columnKey, title, "");
    }

    public Builder column(String columnKey, String title, String unit) {
      columns.add(new Column(columnKey, title, unit));
      return this;
    }

    /** Too long for a terminal. */
    public Builder detail() {
      detail = true;
      return this;
    }

    /** Gathered in JSON by the first columns, see {@link Nesting}. */
    public Builder nested(String parent, int firstColumns) {
      nesting = Optional.of(new Nesting(parent, firstColumns));
      return this;
    }

    /** Numbers, texts, booleans or lists of texts, one per column. */
    public Builder row(Object... cells) {
      rows.add(Arrays.stream(cells).map(Cell::of).toList());
      return this;
    }

    public Table build() {
      return new Table(key, caption, detail, nesting, columns, rows);
    }
  }

  /** Findings of an analysis of these rows, still without content. */
  public static Findings of(Analysis analysis, Imported data, Fitter fitter) {
    return new Findings(
        ANALYSIS,
        analysis.name(),
        analysis.formula(),
        fitter.procedure(),
        fitter.options(),
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(Account.of(data)),
        data.observations().provenance(),
        Fitting.manifest(fitter.seed(), fitter.command(), 0));
  }

  /** Findings of a plan, still without content. */
  public static Findings plan(String name, String formula, long seed, String command) {
    return of(PLAN, name, formula, seed, command);
  }

  /** Findings of any kind but an analysis, still without content. */
  public static Findings of(String kind, String name, String formula, long seed, String command) {
    return new Findings(
        kind,
        name,
        formula,
        "",
        Map.of(),
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Provenance.NONE,
        Fitting.manifest(seed, command, 0));
  }

  public Findings withHeadline(String sentence) {
    return copy(sentence, parameters, objective, facts, tables, diagnostics, manifest);
  }

  public Findings withParameters(List<Estimate> estimates) {
    return copy(headline, estimates, objective, facts, tables, diagnostics, manifest);
  }

  public Findings withObjective(String objectiveName, double value) {
    return copy(
        headline,
        parameters,
        Optional.of(new Fit.ObjectiveValue(objectiveName, value)),
        facts,
        tables,
        diagnostics,
        manifest);
  }

  /** One more fact. */
  public Findings with(Fact fact) {
    return withFacts(List.of(fact));
  }

  /** One more table. */
  public Findings with(Table table) {
    return withTables(List.of(table));
  }

  /** One more diagnostic. */
  public Findings with(Diagnostic diagnostic) {
    return withDiagnostics(List.of(diagnostic));
  }

  /** More facts. */
  public Findings withFacts(List<Fact> more) {
    return copy(headline, parameters, objective, and(facts, more), tables, diagnostics, manifest);
  }

  /** More tables. */
  public Findings withTables(List<Table> more) {
    return copy(headline, parameters, objective, facts, and(tables, more), diagnostics, manifest);
  }

  /** More diagnostics. */
  public Findings withDiagnostics(List<? extends Diagnostic> more) {
    return copy(headline, parameters, objective, facts, tables, and(diagnostics, more), manifest);
  }

  /** What was read, for a plan that reads files. */
  public Findings with(Provenance newProvenance) {
    return with(account, newProvenance);
  }

  /** The account of the rows that were read, for findings other than an analysis. */
  public Findings with(Imported data) {
    return with(Optional.of(Account.of(data)), data.observations().provenance());
  }

  /** With where the rows of all these tables went, and what is known of their origin. */
  public Findings withImports(List<Imported> read) {
    return with(
        read.stream().map(Account::of).reduce(Account::and),
        read.stream()
            .map(each -> each.observations().provenance())
            .reduce(Provenance.NONE, Provenance::and));
  }

  /** The account of what was read, where it is no table of rows. */
  public Findings with(Account newAccount, Provenance newProvenance) {
    return with(Optional.of(newAccount), newProvenance);
  }

  private Findings with(Optional<Account> newAccount, Provenance newProvenance) {
    return new Findings(
        kind,
        name,
        formula,
        procedure,
        options,
        headline,
        parameters,
        objective,
        facts,
        tables,
        diagnostics,
        newAccount,
        newProvenance,
        manifest);
  }

  /** With the processor time that the process has used so far. */
  public Findings timed() {
    return withCpuSeconds(new CpuTime(0).seconds());
  }

  Findings withCpuSeconds(double seconds) {
    Fit.Manifest timed =
        new Fit.Manifest(
            manifest.seed(), manifest.version(), manifest.java(), manifest.command(), seconds);
    return copy(headline, parameters, objective, facts, tables, diagnostics, timed);
  }

  private static <T> List<T> and(List<T> list, List<? extends T> more) {
    return Stream.<T>concat(list.stream(), more.stream()).toList();
  }

  private Findings copy(
      String newHeadline,
      List<Estimate> newParameters,
      Optional<Fit.ObjectiveValue> newObjective,
      List<Fact> newFacts,
      List<Table> newTables,
      List<Diagnostic> newDiagnostics,
      Fit.Manifest newManifest) {
    return new Findings(
        kind,
        name,
        formula,
        procedure,
        options,
        newHeadline,
        newParameters,
        newObjective,
        newFacts,
        newTables,
        newDiagnostics,
        account,
        provenance,
        newManifest);
  }

  public boolean hasTable(String key) {
    return tables.stream().anyMatch(table -> table.key().equals(key));
  }

  /**
   * @throws IllegalArgumentException listing the tables that exist
   */
  public Table table(String key) {
    return tables.stream()
        .filter(table -> table.key().equals(key))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no table %s; there are %s"
                    .formatted(key, tables.stream().map(Table::key).toList())));
  }

  public Optional<Fact> fact(String key) {
    return facts.stream().filter(fact -> fact.key().equals(key)).findFirst();
  }

  /** The number of a fact. */
  public double number(String factKey) {
    return fact(factKey)
                .map(Fact::value)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "no fact %s; there are %s"
                            .formatted(factKey, facts.stream().map(Fact::key).toList())))
            instanceof Cell.Numeric(double v)
        ? v
        : Double.NaN;
  }

  public double estimate(String parameter) {
    return parameters.stream()
        .filter(estimate -> estimate.name().equals(parameter))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no parameter %s; there are %s"
                    .formatted(parameter, parameters.stream().map(Estimate::name).toList())))
        .value();
  }

  /** False where a diagnostic says that the result is not to be trusted. */
  public boolean isTrusted() {
    return diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }

  /** The document {@code isoloss/KIND/1}. */
  public Map<String, @Nullable Object> toJson() {
    return FindingsJson.write(this);
  }

  /**
   * Reads a document back.
   *
   * @throws InputException if it is of another kind or broken
   */
  public static Findings from(JsonObject document) {
    return FindingsJson.read(document);
  }

  /** As people read it in a terminal. */
  public String toText() {
    return new FindingsText(this).print();
  }
}
