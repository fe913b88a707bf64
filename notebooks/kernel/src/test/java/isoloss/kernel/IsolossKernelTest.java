package isoloss.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML;
import static org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IsolossKernelTest {
  private static IsolossKernel kernel;

  record Temperature(double kelvin) {}

  @BeforeAll
  static void start() {
    kernel = new IsolossKernel();
  }

  @AfterAll
  static void stop() {
    kernel.onShutdown(false);
  }

  @Test
  void aValueIsShownAsItsText() {
    assertThat(text("21 * 2")).isEqualTo("42");
    assertThat(text("\"a \\\"b\\\"\"")).isEqualTo("a \"b\"");
    assertThat(text("new double[][] {{1, 2}, {3}}")).isEqualTo("[[1.0, 2.0], [3.0]]");
    assertThat(kernel.eval("int quiet = 1;")).isNull();
  }

  @Test
  void aChartIsShownAsAPicture() throws Exception {
    DisplayData shown =
        show(
            """
            import org.knowm.xchart.*;
            var chart = new XYChartBuilder().width(320).height(200).title("loss").build();
            chart.addSeries("L", new double[] {1, 2, 3}, new double[] {3, 2, 1.5});
            chart\
            """);
    byte[] png = Base64.getDecoder().decode((String) shown.getData(IMAGE_PNG));
    var picture = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(picture.getWidth()).isEqualTo(320);
    assertThat(picture.getHeight()).isEqualTo(200);
  }

  @Test
  void aTableIsShownAsHtmlAndItsDataStayData() {
    DisplayData shown =
        show(
            """
            import tech.tablesaw.api.*;
            Table.create("t").addColumns(
                StringColumn.create("<b>name</b>", "<script>alert('x')</script>", "plain"),
                DoubleColumn.create("loss", 2.5, 3.25))\
            """);
    String html = (String) shown.getData(TEXT_HTML);
    assertThat(html)
        .contains("<th>&lt;b&gt;name&lt;/b&gt;</th>")
        .contains("<td>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</td>")
        .contains("<td style=\"text-align:right\">3.25</td>")
        .doesNotContain("<script");
  }

  @Test
  void aLongTableIsCutAndSaysSo() {
    DisplayData shown =
        show(
            "tech.tablesaw.api.Table.create(\"t\").addColumns(tech.tablesaw.api.IntColumn.indexColumn(\"i\", 1234, 0))");
    String html = (String) shown.getData(TEXT_HTML);
    assertThat(html).contains("<p>50 of 1,234 rows</p>");
    assertThat(html.split("<tr>")).hasSize(Renderings.SHOWN_ROWS + 2);
  }

  @Test
  void observationsAndFiguresOfThisProjectAreShown() {
    DisplayData rows =
        show(
            "Observations.of(List.of(Variable.D, Variable.L), new double[][] {{1e9, 2e9}, {3.5, 3.25}})");
    assertThat((String) rows.getData(TEXT_HTML))
        .contains("<th>D</th><th>L</th>")
        .contains(">3.25000<");
    DisplayData figure =
        show(
            """
            import isoloss.report.*;
            new Figure("f", "loss & data", "", Axis.log("D", "tokens"), Axis.linear("L", ""), "",
                List.of(new Layer.ReferenceLine(
                    "floor", Ink.BLUE, Layer.Stroke.SOLID, Layer.ReferenceLine.Course.HORIZONTAL, 2)))\
            """);
    assertThat(Base64.getDecoder().decode((String) figure.getData(IMAGE_PNG)))
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(figure.getData(TEXT_PLAIN)).isEqualTo("loss & data");
  }

  @Test
  void aPlanIsShownAsTheCommandPrintsIt() {
    assertThat(text("planHyperparameters(7e9, 1.4e12)")).startsWith("hyperparameters  ");
  }

  @Test
  void aClassOfOnesOwnCanBeGivenARendering() {
    kernel.renderings().add(Temperature.class, TEXT_HTML, t -> "<b>" + t.kelvin() + " K</b>");
    DisplayData shown = kernel.renderings().render(new Temperature(300));
    assertThat(shown.getData(TEXT_HTML)).isEqualTo("<b>300.0 K</b>");
  }

  @Test
  void displayOutsideANotebookIsRefused() {
    Display.showOn(shown -> {
      throw new IllegalStateException("shown: " + shown);
    });
    assertThatThrownBy(() -> kernel.eval("display(5)")).hasMessageContaining("shown: 5");
  }

  @Test
  void anErrorIsReportedInTheCellsTerms() {
    assertThatThrownBy(() -> kernel.eval("int x = 1;\nx.foo()"))
        .satisfies(error ->
            assertThat(kernel.formatError(error).getFirst())
                .startsWith("line 2: int cannot be dereferenced"));
  }

  @Test
  void completenessSpeaksJupytersWords() {
    assertThat(kernel.isComplete("1 + 1")).isEqualTo(BaseKernel.IS_COMPLETE_YES);
    assertThat(kernel.isComplete("void f() {")).isBlank();
    assertThat(kernel.isComplete(") (")).isEqualTo(BaseKernel.IS_COMPLETE_BAD);
  }

  @Test
  void positionsAreCountedInCharacters() {
    String code = "String face = \"\uD83D\uDE00\"; \"x\".length";
    int characters = code.codePointCount(0, code.length());
    var found = kernel.complete(code, characters);
    assertThat(found.getReplacements()).contains("length()");
    assertThat(found.getSourceStart()).isEqualTo(characters - "length".length());
  }

  private static String text(String cell) {
    return (String) show(cell).getData(TEXT_PLAIN);
  }

  private static DisplayData show(String cell) {
    return Objects.requireNonNull(kernel.eval(cell));
  }
}
