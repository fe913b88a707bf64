package isoloss.kernel;

import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_SVG;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN;

import isoloss.data.DataTable;
import isoloss.data.Observations;
import isoloss.data.table.Tables;
import isoloss.fit.Fit;
import isoloss.report.Figure;
import isoloss.report.render.SvgWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How objects are shown in a notebook, by class: a chart as PNG, a figure as SVG, a table as HTML,
 * anything else as its text.
 */
public final class Renderings {
  /** More rows of a table than this are counted, not shown. */
  static final int SHOWN_ROWS = 50;

  /** A longer text of an array is cut. */
  private static final int LONGEST_ARRAY_TEXT = 2_000;

  private final Renderer renderer =
      new Renderer() {
        @Override
        protected DisplayData finalizeDisplayData(DisplayData shown, Object value) {
          if (!shown.hasDataForType(TEXT_PLAIN)) {
            shown.putText(text(value));
          }
          return super.finalizeDisplayData(shown, value);
        }
      };

  Renderings() {
    add(Chart.class, IMAGE_PNG, Renderings::png);
    add(Table.class, TEXT_HTML, Renderings::html);
    add(DataTable.class, TEXT_HTML, table -> html(Tables.toTablesaw(table)));
    add(Observations.class, TEXT_HTML, rows -> html(Tables.toTablesaw(rows)));
    add(Figure.class, IMAGE_SVG, figure -> SvgWriter.write(figure, SvgWriter.Paper.FILE));
  }

  /**
   * Shows objects of a class and its subclasses in one more way, beside their text.
   *
   * @param as the content's type; binary content is given in Base64
   */
  public <T> void add(Class<T> type, MIMEType as, Function<? super T, String> content) {
    renderer
        .createRegistration(type)
        .preferring(as)
        .register((shown, context) -> context.renderIfRequested(as, () -> content.apply(shown)));
  }

  Renderer renderer() {
    return renderer;
  }

  DisplayData render(Object shown) {
    return shown instanceof DisplayData ready ? ready : renderer.render(shown);
  }

  private static String text(Object value) {
    return switch (value) {
      case Fit fit -> fit.toText();
      case Figure figure -> figure.title();
      default -> value.getClass().isArray() ? arrayText(value) : String.valueOf(value);
    };
  }

  private static String arrayText(Object array) {
    String boxed = Arrays.deepToString(new Object[] {array});
    String text = boxed.substring(1, boxed.length() - 1);
    return text.length() <= LONGEST_ARRAY_TEXT
        ? text
        : text.substring(0, LONGEST_ARRAY_TEXT) + " ...";
  }

  private static String png(Chart<?, ?> chart) {
    try {
      return Base64.getEncoder()
          .encodeToString(BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String html(Table table) {
    List<Column<?>> columns = table.columns();
    List<Boolean> numeric = columns.stream().map(Renderings::isNumeric).toList();
    HtmlTable html = new HtmlTable(table.columnNames());
    int shown = Math.min(SHOWN_ROWS, table.rowCount());
    for (int row = 0; row < shown; row++) {
      List<String> texts = new ArrayList<>();
      for (Column<?> column : columns) {
        texts.add(column.getString(row));
      }
      html.row(texts, numeric);
    }
    String note = String.format(Locale.ROOT, "%,d of %,d rows", shown, table.rowCount());
    return html.withNote(shown < table.rowCount() ? note : "");
  }

  private static boolean isNumeric(Column<?> column) {
    return column instanceof NumericColumn<?>;
  }
}
