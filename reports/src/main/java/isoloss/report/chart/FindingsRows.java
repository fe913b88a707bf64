package isoloss.report.chart;

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

  static double[] pick(Findings.Table table, String column, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> table.number(row, column)).toArray();
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
