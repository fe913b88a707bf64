package isoloss.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;

/**
 * The text of a cell and where in it something lies: offsets count UTF-16 units from 0, lines and
 * columns from 1.
 */
record CellText(int number, String text) {

  int lineAt(int offset) {
    return 1 + (int) text.substring(0, within(offset)).chars().filter(c -> c == '\n').count();
  }

  String line(int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** A compiler's message, its line, and a mark below the place. */
  List<String> mark(Diag diagnostic, int snippetStart) {
    int start = snippetStart + (int) Math.max(0, diagnostic.getStartPosition());
    int line = lineAt(start);
    int column = within(start) - text.lastIndexOf('\n', within(start) - 1) - 1;
    int length = (int) (diagnostic.getEndPosition() - diagnostic.getStartPosition());
    String source = line(line);
    int marks = Math.clamp(length, 1, Math.max(1, source.length() - column));
    List<String> report = new ArrayList<>();
    report.add(String.format(Locale.ROOT, "line %d: %s", line, diagnostic.getMessage(Locale.ROOT)));
    report.add("    " + source);
    report.add("    " + blank(source, column) + "^".repeat(marks));
    return report;
  }

  /** Blanks as wide as the start of a line: tabs stay tabs. */
  private static String blank(String line, int length) {
    return line.substring(0, Math.min(length, line.length())).replaceAll("[^\t]", " ");
  }

  private int within(int offset) {
    return Math.clamp(offset, 0, text.length());
  }
}
