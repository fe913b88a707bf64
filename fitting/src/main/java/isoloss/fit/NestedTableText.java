package isoloss.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A nested table in a terminal: for each parent a line with its cells, below it the rows of the
 * other columns. Titles may take two lines, and texts are shortened, so that no line is longer than
 * {@value #WIDEST} characters unless the numbers alone are.
 *
 * @param parentColumns how many of the first columns are those of the parent
 */
record NestedTableText(Findings.Table table, int parentColumns) {
  static final int WIDEST = 110;

  /** One less than elsewhere: there are many columns, and names need the room. */
  private static final int DIGITS = 5;

  private static final int MOST_ROWS = 40;
  private static final int MOST_PARENTS = 25;
  private static final int NARROWEST_TEXT = 12;
  private static final String MARGIN = "  ";
  private static final String ALL = "(--json or --out has all)";

  /** Successive rows with the same parent. */
  private record Group(String parent, List<List<String>> rows) {}

  String print() {
    StringBuilder out = new StringBuilder();
    List<Group> groups = groups();
    List<Group> shown = groups.subList(0, Math.min(MOST_PARENTS, groups.size()));
    Columns columns = Columns.of(titles(), shown.stream().map(NestedTableText::shown).toList());
    columns.head().forEach(line -> out.append(line).append('\n'));
    for (Group group : shown) {
      out.append(MARGIN).append(group.parent()).append('\n');
      shown(group).forEach(row -> out.append(columns.line(row)).append('\n'));
      more(out, group.rows().size() - MOST_ROWS, "");
    }
    more(out, groups.size() - MOST_PARENTS, " groups");
    return out.toString();
  }

  private static void more(StringBuilder out, int left, String what) {
    if (left > 0) {
      FindingsText.line(out, "%sand %,d more%s %s", MARGIN + MARGIN, left, what, ALL);
    }
  }

  private static List<List<String>> shown(Group group) {
    return group.rows().subList(0, Math.min(MOST_ROWS, group.rows().size()));
  }

  private List<String> titles() {
    return table.columns().stream().skip(parentColumns).map(Findings.Column::heading).toList();
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    List<Findings.Cell> last = List.of();
    for (List<Findings.Cell> row : table.rows()) {
      List<Findings.Cell> parent = row.subList(0, parentColumns);
      if (!parent.equals(last)) {
        groups.add(new Group(inWords(parent), new ArrayList<>()));
        last = parent;
      }
      groups
          .getLast()
          .rows()
          .add(row.stream().skip(parentColumns).map(NestedTableText::text).toList());
    }
    return groups;
  }

  /** Titles before numbers; a text such as a model's name speaks for itself. */
  private String inWords(List<Findings.Cell> parent) {
    return IntStream.range(0, parent.size())
        .filter(c -> !text(parent.get(c)).equals(FindingsText.ABSENT))
        .mapToObj(c -> inWords(table.columns().get(c), parent.get(c)))
        .collect(Collectors.joining(", "));
  }

  private static String inWords(Findings.Column column, Findings.Cell cell) {
    String unit = column.unit().isBlank() ? "" : " " + column.unit();
    return cell instanceof Findings.Cell.Text
        ? text(cell)
        : column.title() + " " + text(cell) + unit;
  }

  private static String text(Findings.Cell cell) {
    return cell instanceof Findings.Cell.Numeric(double value)
        ? FindingsText.number(value, DIGITS)
        : FindingsText.text(cell);
  }

  /**
   * Widths and sides of columns.
   *
   * @param titles each in one or two lines
   */
  private record Columns(List<List<String>> titles, List<Integer> widths, List<Boolean> isText) {

    static Columns of(List<String> titles, List<List<List<String>>> groups) {
      List<List<String>> rows = groups.stream().flatMap(List::stream).toList();
      List<List<String>> broken = titles.stream().map(Columns::broken).toList();
      List<Boolean> isText =
          IntStream.range(0, titles.size()).mapToObj(c -> FindingsText.isText(rows, c)).toList();
      int[] widths = new int[titles.size()];
      Arrays.setAll(widths, c -> width(broken.get(c), rows, c));
      narrow(widths, isText);
      return new Columns(broken, Arrays.stream(widths).boxed().toList(), isText);
    }

    private static int width(List<String> title, List<List<String>> rows, int column) {
      int heading = title.stream().mapToInt(String::length).max().orElse(0);
      return rows.stream().mapToInt(row -> row.get(column).length()).reduce(heading, Math::max);
    }

    /** Takes what is too much from the widest texts. */
    private static void narrow(int[] widths, List<Boolean> isText) {
      int excess =
          Arrays.stream(widths).map(width -> width + 1).sum() + MARGIN.length() * 2 - WIDEST;
      while (excess > 0) {
        int widest = -1;
        for (int c = 0; c < widths.length; c++) {
          if (isText.get(c)
              && widths[c] > NARROWEST_TEXT
              && (widest < 0 || widths[c] > widths[widest])) {
            widest = c;
          }
        }
        if (widest < 0) {
          return;
        }
        widths[widest]--;
        excess--;
      }
    }

    /** In two lines of about equal length at a space, where there is one. */
    private static List<String> broken(String title) {
      int best = -1;
      for (int at = title.indexOf(' '); at >= 0; at = title.indexOf(' ', at + 1)) {
        if (best < 0 || Math.abs(2 * at - title.length()) < Math.abs(2 * best - title.length())) {
          best = at;
        }
      }
      return best < 0
          ? List.of("", title)
          : List.of(title.substring(0, best), title.substring(best + 1));
    }

    List<String> head() {
      return IntStream.range(0, 2)
          .mapToObj(line -> line(titles.stream().map(title -> title.get(line)).toList()))
          .filter(line -> !line.isBlank())
          .toList();
    }

    String line(List<String> cells) {
      StringBuilder line = new StringBuilder(MARGIN);
      for (int c = 0; c < cells.size(); c++) {
        String cell = shortened(cells.get(c), widths.get(c));
        String padding = " ".repeat(widths.get(c) - cell.length());
        line.append(' ').append(isText.get(c) ? cell + padding : padding + cell);
      }
      return line.toString().stripTrailing();
    }

    private static String shortened(String cell, int width) {
      return cell.length() <= width ? cell : cell.substring(0, width - 3) + "...";
    }
  }
}
