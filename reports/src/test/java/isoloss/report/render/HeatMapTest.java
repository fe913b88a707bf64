package isoloss.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Values;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final Layer.HeatCells CELLS =
      Layer.HeatCells.of(
              "score",
              Values.of(0, 1, 2, 3),
              Values.of(0, 1, 2),
              List.of(Values.of(0, Double.NaN, Double.NaN), Values.of(0.5, 0.5, 1)))
          .within(0, 1);

  private static Figure figure(Layer... layers) {
    return new Figure(
        "matrix",
        "t",
        "c",
        Axis.linear("x", "").within(0, 3),
        Axis.linear("y", "").within(0, 2),
        "",
        List.of(layers));
  }

  @Test
  void neighboursWithoutAValueAreHatchedAsOne() {
    assertThat(Layer.Hatching.of("not measured", CELLS).boxes())
        .containsExactly(new Layer.Box(1, 3, 0, 1));
  }

  @Test
  void hatchingHasAPatternOfItsOwnInEachDrawingAndAnEntryInTheLegend() {
    Figure figure = figure(CELLS, Layer.Hatching.of("not measured", CELLS));
    for (SvgWriter.Paper paper : SvgWriter.Paper.values()) {
      String id = "hatch-matrix-" + paper.name().charAt(0);
      assertThat(SvgWriter.write(figure, paper))
          .contains("<pattern id=\"" + id + "\"", "fill=\"url(#" + id + ")\"", ">not measured<");
    }
  }

  @Test
  void thePngShowsTheHatchingToo() {
    byte[] plain = PngWriter.write(figure(CELLS));
    byte[] hatched = PngWriter.write(figure(CELLS, Layer.Hatching.of("", CELLS)));
    assertThat(hatched).isNotEqualTo(plain);
  }

  @Test
  void cellsWithoutLabelsShareAPathForEachColour() {
    String svg = SvgWriter.write(figure(CELLS), SvgWriter.Paper.WIDE);
    assertThat(svg.split("<path class|<path fill=\"#[0-9a-f]+\"", -1)).hasSize(1 + 3);
  }

  @Test
  void labelsAreShownOnHoverUnlessThereAreTooMany() {
    List<List<String>> labels = List.of(List.of("a", "b", "c"), List.of("d", "e", "<f>"));
    assertThat(SvgWriter.write(figure(CELLS.withLabels(labels)), SvgWriter.Paper.WIDE))
        .contains("<title>a</title>", "<title>b</title>", "<title>&lt;f&gt;</title>");
    int many = 1501;
    double[] edges = IntStream.rangeClosed(0, many).asDoubleStream().toArray();
    String[] row = new String[many];
    Arrays.fill(row, "label");
    Layer.HeatCells wide =
        Layer.HeatCells.of(
                "", Values.of(edges), Values.of(0, 1), List.of(Values.of(new double[many])))
            .withLabels(List.of(List.of(row)));
    assertThat(SvgWriter.write(figure(wide), SvgWriter.Paper.WIDE)).doesNotContain("<title>");
    assertThat(CsvWriter.write(figure(wide))).contains("label");
  }

  @Test
  void wordsAreLeftOutWhereTheyCouldNotBeRead() {
    List<List<String>> words = List.of(List.of("0.00", "", ""), List.of("0.50", "0.50", "1.00"));
    Figure figure = figure(CELLS.withWords(words));
    assertThat(SvgWriter.write(figure, SvgWriter.Paper.WIDE)).contains(">0.50<");
    List<List<String>> tooLong =
        words.stream().map(r -> r.stream().map(w -> w.repeat(20)).toList()).toList();
    assertThat(SvgWriter.write(figure(CELLS.withWords(tooLong)), SvgWriter.Paper.NARROW))
        .doesNotContain("0.500.50");
  }
}
