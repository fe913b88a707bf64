package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of the tables of findings, as charts ask for them. */
final class FindingsRows {
  private FindingsRows() {}

  /** The rows whose cell in a column is this text. */
  static int[] where(Findings.Table table, String column, String text) {
    List<String> texts = table.texts(column);
    return IntStream.range(0, table.size()).filter(row -> texts.get(row).equals(text)).toArray();
  }

  /** The rows whose cell in a column is this number. */
  static int[] where(Findings.Table table, String column, double number) {
    double[] numbers = table.numbers(column);
    return IntStream.range(0, table.size()).filter(row -> numbers[row] == number).toArray();
  }

  static double[] pick(Findings.Table table, String column, int[] rows) {
    double[] all = table.numbers(column);
    return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
  }

  static double[] pick(Findings.Table table, String column, List<Integer> rows) {
    return pick(table, column, rows.stream().mapToInt(Integer::intValue).toArray());
  }

  static Values values(Findings.Table table, String column, int[] rows) {
    return Values.of(pick(table, column, rows));
  }

  static Values values(Findings.Table table, String column, List<Integer> rows) {
    return Values.of(pick(table, column, rows));
  }

  /** The text of a fact; empty where there is none. */
  static String text(Findings findings, String fact) {
    return findings.fact(fact).map(Findings.Fact::value).orElse(new Findings.Cell.Text(""))
            instanceof Findings.Cell.Text(String text)
        ? text
        : "";
  }

  static int indexOf(double[] values, double wanted) {
    return IntStream.range(0, values.length)
        .filter(i -> values[i] == wanted)
        .findFirst()
        .orElse(-1);
  }
}
