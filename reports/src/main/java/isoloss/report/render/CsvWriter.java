package isoloss.report.render;

import isoloss.report.Figure;
import java.util.OptionalDouble;

/**
 * Writes the numbers behind a figure as CSV (RFC 4180, UTF-8, line feeds) in full precision. Text
 * that a spreadsheet would run as a formula gets an apostrophe before it.
 */
public final class CsvWriter {
  private static final String STARTS_FORMULA = "=+-@\t\r";

  private CsvWriter() {}

  public static String write(Figure figure) {
    return write(figure, FigureTable.of(figure));
  }

  static String write(Figure figure, FigureTable table) {
    StringBuilder out = new StringBuilder("layer,kind,");
    out.append(cell(figure.x().title())).append(',').append(cell(figure.y().title()));
    out.append(",low,high,text\n");
    for (FigureTable.Row row : table.rows()) {
      out.append(cell(row.layer())).append(',').append(row.kind()).append(',');
      out.append(number(row.x())).append(',').append(number(row.y())).append(',');
      out.append(number(row.low())).append(',').append(number(row.high())).append(',');
      out.append(cell(row.text())).append('\n');
    }
    return out.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }

  static String cell(String text) {
    boolean formula = !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0;
    String plain = text.replace('\u00a0', ' ').replace('\u202f', ' ');
    String safe = formula ? "'" + plain : plain;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
