package isoloss.kernel;

import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN;

import isoloss.data.DataTable;
import isoloss.data.Observations;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.report.Figure;
import isoloss.report.render.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * How objects are shown in a notebook, by class: charts and figures as PNG, a table as HTML,
 * anything else as its text.
 */
public final class Renderings {
  /** More rows of a table than this are counted, not shown. */
  static final int SHOWN_ROWS = 50;

  /** A longer text of an array is cut. */
  private static final int LONGEST_ARRAY_TEXT = 2_000;

  /** Where a PNG's header holds its size. */
  private static final int PNG_WIDTH = 16;

  private static final int PNG_HEIGHT = 20;

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
    add(DataTable.class, TEXT_HTML, Renderings::html);
    add(Observations.class, TEXT_HTML, rows -> html(DataTable.of(rows)));
    renderer
        .createRegistration(Figure.class)
        .preferring(IMAGE_PNG)
        .register((figure, context) ->
            context.renderIfRequested(IMAGE_PNG, (as, out) -> put(figure, out)));
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
      case Findings findings -> findings.toText();
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  /**
   * A figure as PNG, shown at half its size so that it is sharp on fine screens. Not as SVG:
   * Debian's nbconvert strips all drawing from an SVG when it exports a page.
   */
  private static void put(Figure figure, DisplayData out) {
    byte[] png = PngWriter.write(figure);
    ByteBuffer header = ByteBuffer.wrap(png);
    out.putData(
        IMAGE_PNG,
        Base64.getEncoder().encodeToString(png),
        Map.of("width", header.getInt(PNG_WIDTH) / 2, "height", header.getInt(PNG_HEIGHT) / 2));
  }

  private static String html(DataTable table) {
    List<Boolean> numeric =
        table.columns().stream().map(each -> !(each instanceof DataTable.Texts)).toList();
    return html(
        table.names(),
        numeric,
        table.size(),
        row -> table.columns().stream().map(each -> each.shown(row)).toList());
  }

  private static String html(Table table) {
    List<Boolean> numeric =
        table.columns().stream().map(each -> each instanceof NumericColumn<?>).toList();
    return html(
        table.columnNames(),
        numeric,
        table.rowCount(),
        row -> table.columns().stream().map(each -> each.getString(row)).toList());
  }

  private static String html(
      List<String> names, List<Boolean> numeric, int rows, IntFunction<List<String>> texts) {
    HtmlTable html = new HtmlTable(names);
    int shown = Math.min(SHOWN_ROWS, rows);
    for (int row = 0; row < shown; row++) {
      html.row(texts.apply(row), numeric);
    }
    return html.withNote(
        shown < rows ? String.format(Locale.ROOT, "%,d of %,d rows", shown, rows) : "");
  }
}
