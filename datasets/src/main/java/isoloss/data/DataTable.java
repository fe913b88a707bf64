package isoloss.data;

import isoloss.data.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ordered, named columns of equal length, each of numbers, whole numbers or text: how results leave
 * the program. A number that does not exist is NaN in memory, an empty cell in text and CSV, and
 * {@code null} in JSON.
 */
public final class DataTable {

  /** One column. */
  public sealed interface Column {
    String name();

    int size();

    /** The cell as CSV writes it, at full precision. */
    String cell(int row);

    /** The cell as a person reads it. */
    default String shown(int row) {
      return cell(row);
    }

    /** The cell as JSON holds it. */
    @Nullable Object value(int row);
  }

  /** Real numbers; NaN where there is none. */
  public record Numbers(String name, Values values) implements Column {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public String cell(int row) {
      double value = values.get(row);
      return Double.isNaN(value) ? "" : Double.toString(value);
    }

    @Override
    public String shown(int row) {
      double value = values.get(row);
      return Double.isFinite(value) ? shortest(value) : cell(row);
    }

    @Override
    public Object value(int row) {
      return values.get(row);
    }

    private static String shortest(double value) {
      double size = Math.abs(value);
      if (value == Math.rint(value) && size < 1e7) {
        return String.format(Locale.ROOT, "%.0f", value);
      }
      return String.format(Locale.ROOT, size >= 1e-4 && size < 1e6 ? "%.6g" : "%.5e", value);
    }
  }

  /** Counts and indices. */
  public record Integers(String name, List<Long> values) implements Column {
    public Integers {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public String cell(int row) {
      return Long.toString(values.get(row));
    }

    @Override
    public Object value(int row) {
      return values.get(row);
    }
  }

  /** Words. */
  public record Texts(String name, List<String> values) implements Column {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public String cell(int row) {
      return values.get(row);
    }

    @Override
    public Object value(int row) {
      return values.get(row);
    }
  }

  private final List<Column> columns;

  private DataTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  public static DataTable empty() {
    return new DataTable(List.of());
  }

  /**
   * @throws IllegalArgumentException if two columns share a name or lengths differ
   */
  public static DataTable of(List<Column> columns) {
    DataTable table = empty();
    for (Column column : columns) {
      table = table.with(column);
    }
    return table;
  }

  /** Variables first, then labels, then {@code file} and {@code line} where rows have them. */
  public static DataTable of(Observations rows) {
    DataTable table = empty();
    for (Variable variable : rows.variables()) {
      table = table.withNumbers(variable.symbol(), rows.column(variable.symbol()));
    }
    for (Map.Entry<String, List<String>> label : rows.labels().entrySet()) {
      table = table.withTexts(label.getKey(), label.getValue());
    }
    if (rows.origins().stream().anyMatch(origin -> origin.line() > 0)) {
      table =
          table
              .withTexts("file", rows.origins().stream().map(Observations.Origin::file).toList())
              .withIntegers(
                  "line", rows.origins().stream().map(Observations.Origin::line).toList());
    }
    return table;
  }

  public DataTable withNumbers(String name, double... values) {
    return with(new Numbers(name, Values.of(values)));
  }

  public DataTable withIntegers(String name, List<Long> values) {
    return with(new Integers(name, values));
  }

  public DataTable withTexts(String name, List<String> values) {
    return with(new Texts(name, values));
  }

  /** This table with one more column at its right. */
  public DataTable with(Column column) {
    if (find(column.name()).isPresent()) {
      throw new IllegalArgumentException("two columns are named " + column.name());
    }
    if (!columns.isEmpty() && column.size() != size()) {
      throw new IllegalArgumentException(
          "column %s has %d rows, the table %d".formatted(column.name(), column.size(), size()));
    }
    List<Column> more = new ArrayList<>(columns);
    more.add(column);
    return new DataTable(more);
  }

  /** The number of rows. */
  public int size() {
    return columns.isEmpty() ? 0 : columns.getFirst().size();
  }

  public List<Column> columns() {
    return columns;
  }

  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none; the message names the nearest
   */
  public Column column(String name) {
    return columns.get(
        find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no column " + name + Names.suggestion(name, names()))));
  }

  private OptionalInt find(String name) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(name))
        .findFirst();
  }

  /** Aligned columns under their names: numbers right, text left. */
  @Override
  public String toString() {
    List<StringBuilder> lines = new ArrayList<>();
    IntStream.rangeClosed(0, size()).forEach(row -> lines.add(new StringBuilder()));
    for (Column column : columns) {
      appendAligned(column, lines);
    }
    return String.join("\n", lines.stream().map(line -> line.toString().stripTrailing()).toList())
        + "\n";
  }

  private static void appendAligned(Column column, List<StringBuilder> lines) {
    List<String> cells = new ArrayList<>(List.of(oneLine(column.name())));
    IntStream.range(0, column.size()).forEach(row -> cells.add(oneLine(column.shown(row))));
    int width = cells.stream().mapToInt(DataTable::width).max().orElse(0);
    for (int i = 0; i < cells.size(); i++) {
      String gap = " ".repeat(width - width(cells.get(i)));
      StringBuilder line = lines.get(i);
      line.append(line.isEmpty() ? "" : "  ");
      line.append(column instanceof Texts ? cells.get(i) + gap : gap + cells.get(i));
    }
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Line breaks and control characters would tear the table or steer a terminal. */
  private static String oneLine(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Comma-separated, quoted as RFC 4180 says, lines ended by a line feed. Text that a spreadsheet
   * would run as a formula (it begins with {@code = + - @}, a tab or a carriage return) gets an
   * apostrophe in front; numbers stay numbers.
   */
  public String toCsv() {
    StringBuilder out = new StringBuilder();
    appendCsvLine(out, columns.stream().map(column -> harmless(column.name())).toList());
    for (int row = 0; row < size(); row++) {
      int at = row;
      appendCsvLine(out, columns.stream().map(column -> csvCell(column, at)).toList());
    }
    return out.toString();
  }

  private static String csvCell(Column column, int row) {
    return column instanceof Texts ? harmless(column.cell(row)) : column.cell(row);
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static void appendCsvLine(StringBuilder out, List<String> cells) {
    String line = String.join(",", cells.stream().map(DataTable::quoted).toList());
    // a lone empty cell would be a blank line, which readers skip
    out.append(line.isEmpty() && cells.size() == 1 ? "\"\"" : line).append('\n');
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** One object a row, keys in the order of the columns; for {@link Json}. */
  public List<Map<String, @Nullable Object>> toJson() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(size());
    for (int row = 0; row < size(); row++) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (Column column : columns) {
        object.put(column.name(), column.value(row));
      }
      rows.add(object);
    }
    return rows;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataTable that && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }
}
