package isoloss.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.report.Figure;
import isoloss.report.FigureText;
import isoloss.report.FindingsFixtures;
import isoloss.report.Fixtures;
import isoloss.report.Layer;
import isoloss.report.SamplingFixtures;
import isoloss.report.render.CsvWriter;
import isoloss.report.render.PngWriter;
import isoloss.report.render.SvgWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every chart of the catalogue must hold. */
class ChartsTest {
  private static final Fit FIT = Fixtures.fit();

  /** At least one for each kind of result that some chart is about. */
  private static final List<Object> RESULTS =
      Stream.of(List.of(FIT, Fixtures.parallelFit()), FindingsFixtures.ofEveryChart())
          .<Object>flatMap(List::stream)
          .toList();

  private static Figure drawn(Charts chart) {
    Object result = RESULTS.stream().filter(chart::accepts).findFirst().orElseThrow();
    return ((Drawing.Drawn) chart.draw(result)).figure();
  }

  /** {@code -Dgolden.update=true} rewrites the file; look at the difference before keeping it. */
  @ParameterizedTest
  @EnumSource(Charts.class)
  void theFigureIsTheGoldenOne(Charts chart) throws IOException {
    String text = FigureText.of(drawn(chart));
    Path golden = Path.of("src/test/resources/golden", chart.chartName() + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @EnumSource(Charts.class)
  void everyWriterTakesIt(Charts chart) throws Exception {
    Figure figure = drawn(chart);
    assertThat(figure.caption()).contains("n = ");
    for (SvgWriter.Paper paper : SvgWriter.Paper.values()) {
      String svg = SvgWriter.write(figure, paper);
      assertThat(svg).isEqualTo(SvgWriter.write(figure, paper)).doesNotContain("NaN", "Infinity");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
    var image = ImageIO.read(new ByteArrayInputStream(PngWriter.write(figure)));
    long inked = 0;
    for (int x = 0; x < image.getWidth(); x += 3) {
      for (int y = 0; y < image.getHeight(); y += 3) {
        inked += (image.getRGB(x, y) & 0xffffff) != 0xffffff ? 1 : 0;
      }
    }
    assertThat(inked).isGreaterThan(500);
    assertThat(CsvWriter.write(figure).lines().skip(1)).isNotEmpty();
  }

  @Test
  void findingsAboutSamplingAreDrawnFromTheirDocumentAsWell() {
    for (Findings findings : SamplingFixtures.all()) {
      String text = Json.pretty(findings.toJson());
      Findings read = Findings.from(Json.parseObject(text, "document"));
      assertThat(Charts.drawAll(read)).hasSameSizeAs(Charts.drawAll(findings)).isNotEmpty();
    }
  }

  @Test
  void lawsWithoutNAndDLeaveChartsOutAndSayWhy() {
    Observations rows =
        Observations.of(
            List.of(Variable.C, Variable.L),
            new double[][] {{1e18, 1e19, 1e20, 1e21}, {3.6, 3.1, 2.8, 2.5}});
    Fit fit =
        Fixtures.fit(
            Fixtures.lawOfComputeAlone(), new double[] {2, 1e19, 0.2}, Split.none(rows), 0);
    List<String> leftOut =
        Charts.drawAll(fit).stream()
            .filter(Drawing.LeftOut.class::isInstance)
            .map(each -> ((Drawing.LeftOut) each).reason())
            .toList();
    assertThat(leftOut)
        .contains(
            "the law compute-only is a function of C, not of N and D alone",
            "the law compute-only has no input N",
            "the fit has no bootstrap draws");
  }

  /** N* = G (C/6)^a with a = beta/(alpha+beta), G = (alpha A/(beta B))^(1/(alpha+beta)). */
  @Test
  void theFrontierIsTheAnalyticOne() {
    double[] t = Fixtures.EPOCH;
    double a = t[4] / (t[3] + t[4]);
    double g = Math.pow(t[3] * t[0] / (t[4] * t[1]), 1 / (t[3] + t[4]));
    List<Surface.Best> frontier = Surface.of(FIT).frontier(40);
    assertThat(frontier).hasSizeGreaterThan(10);
    for (Surface.Best best : frontier) {
      double expected = g * Math.pow(best.compute() / 6, a);
      assertThat(best.n() / expected).isCloseTo(1, offset(1e-5));
      assertThat(6 * best.n() * best.d() / best.compute()).isCloseTo(1, offset(1e-12));
    }
  }

  @Test
  void noFrontierIsDrawnWhereTheLeastLossLiesOnTheEdge() {
    Observations rows = Fixtures.grid(Fixtures.law("steep"), Fixtures.EPOCH, "m");
    double[] dataHungry = {1e-6, 2085.43, 1.8172, 0.3478, 0.3658}; // N hardly matters
    Fit fit = Fixtures.fit(Fixtures.law("steep"), dataHungry, Split.none(rows), 0);
    Figure figure = ((Drawing.Drawn) Charts.LOSS_AGAINST_COMPUTE.draw(fit)).figure();
    assertThat(figure.layers()).noneMatch(layer -> layer.name().equals("frontier"));
    assertThat(figure.caption()).contains("No frontier");
  }

  @Test
  void contoursOfADomeAreCircles() {
    double[] grid = new double[81];
    Arrays.setAll(grid, i -> -2 + i / 20.0);
    double[][] z = new double[81][81];
    for (int i = 0; i < 81; i++) {
      for (int j = 0; j < 81; j++) {
        z[i][j] = grid[i] * grid[i] + grid[j] * grid[j];
      }
    }
    List<Layer.Path> paths = new MarchingSquares(grid, grid, z).contour(1.0);
    assertThat(paths).hasSize(1);
    Layer.Path circle = paths.getFirst();
    assertThat(circle.x().get(0)).isEqualTo(circle.x().get(circle.x().size() - 1));
    for (int k = 0; k < circle.x().size(); k++) {
      assertThat(Math.hypot(circle.x().get(k), circle.y().get(k))).isCloseTo(1, offset(1e-3));
    }
  }

  @Test
  void kernelDensitiesIntegrateToOne() {
    double[] draws = FIT.draws().stream().mapToDouble(d -> d.get(2)).toArray();
    double[] grid = new double[2001];
    Arrays.setAll(grid, i -> 1.5 + i * 3e-4);
    double mass = Arrays.stream(KernelDensity.of(draws, grid)).sum() * 3e-4;
    assertThat(mass).isCloseTo(1, offset(1e-3));
  }
}
