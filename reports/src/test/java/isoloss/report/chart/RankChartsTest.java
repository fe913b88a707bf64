package isoloss.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Layer;
import isoloss.report.RankingFixtures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankChartsTest {
  private static final Findings LONG = RankingFixtures.of(150, 30);

  private static Figure drawn(Charts chart, Findings findings) {
    return ((Drawing.Drawn) chart.draw(findings)).figure();
  }

  private static <L extends Layer> List<L> layers(Figure figure, Class<L> kind) {
    return figure.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void aLongRankingShowsTheBestFiftyAndSaysOfHowMany() {
    Figure forest = drawn(Charts.RANK_FOREST, LONG);
    assertThat(forest.caption()).startsWith("The best 50 of 150 models in the largest of 3");
    assertThat(forest.y().ticks()).hasSize(50);
    assertThat(forest.y().ticks().getFirst().label()).isEqualTo(RankingFixtures.model(0));
  }

  @Test
  void theRanksThatTheMeasurementsAllowStandBesideEachModel() {
    Axis models = drawn(Charts.RANK_FOREST, RankingFixtures.of(5, 4)).y();
    assertThat(models.facing().orElseThrow().ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1 to 2", "1 to 3", "2 to 4", "3 to 5", "4 to 5");
  }

  @Test
  void modelsThatStandAloneHaveNoOrderToDraw() {
    assertThat(Charts.RANK_SETS.draw(RankingFixtures.of(1, 2)))
        .isNotInstanceOf(Drawing.LeftOut.class); // of the two models of the second component
    Findings.Table alone =
        Findings.Table.builder("models", "")
            .column("component", "")
            .column("componentModels", "")
            .row(1, 1)
            .row(2, 1)
            .build();
    Findings findings = Findings.of(Findings.RANK, "rank", "", 42, "").with(alone);
    assertThat(Charts.RANK_FOREST.draw(findings))
        .isEqualTo(new Drawing.LeftOut("rank-forest", "no two models can be compared."));
  }

  @Test
  void anAxisOfRanksHasWholeNumbersOnly() {
    assertThat(RankedModels.rankAxis("rank", 5).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(RankedModels.rankAxis("rank", 133).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1", "20", "40", "60", "80", "100", "120");
    assertThat(RankedModels.rankAxis("rank", 6805).ticks()).hasSizeBetween(5, 9);
  }

  @Test
  void theMeasuredAndTheHatchedCellsFillTheMatrix() {
    Figure matrix = drawn(Charts.SCORE_MATRIX, LONG);
    Layer.HeatCells cells = layers(matrix, Layer.HeatCells.class).getFirst();
    double measured =
        cells.rows().stream().flatMapToDouble(row -> row.stream()).filter(Double::isFinite).count();
    double hatched =
        layers(matrix, Layer.Hatching.class).getFirst().boxes().stream()
            .mapToDouble(box -> (box.right() - box.left()) * (box.high() - box.low()))
            .sum();
    assertThat(measured + hatched).isEqualTo(150 * 120);
    assertThat(matrix.caption()).contains("One model in 5 is named");
  }

  @Test
  void ofManyEdgesOnlyThoseOfASpanningTreeAreLabelled() {
    List<Layer.Links> links = layers(drawn(Charts.SOURCE_GRAPH, LONG), Layer.Links.class);
    assertThat(links)
        .extracting(Layer.Links::weight)
        .containsExactly(Layer.Weight.FAINT, Layer.Weight.NORMAL);
    assertThat(links.getLast().links()).hasSize(29).noneMatch(link -> link.label().isEmpty());
    assertThat(links.getFirst().links()).hasSizeGreaterThan(200);
  }

  @Test
  void whatIsKnownToBeBetterLiesHigherAndNoNodeLiesOnAnEdgeOfOthers() {
    boolean[][] above = new boolean[9][9];
    for (int node = 0; node < 8; node++) {
      above[node][node + 1] = node % 3 != 2;
      above[0][node + 1] = true;
    }
    GraphLayout layout = GraphLayout.of(above);
    for (int i = 0; i < 9; i++) {
      assertThat(Math.hypot(layout.x()[i], layout.y()[i])).isBetween(1 - 1e-12, 1 + 1e-12);
      for (int j = 0; j < 9; j++) {
        if (above[i][j]) {
          assertThat(layout.y()[i]).isGreaterThan(layout.y()[j]);
        }
      }
    }
    assertThat(
            IntStream.range(0, 9).mapToObj(i -> List.of(layout.x()[i], layout.y()[i])).distinct())
        .hasSize(9);
  }

  @Test
  void aCycleIsNoOrderAndStillHasALayout() {
    boolean[][] cycle = new boolean[3][3];
    cycle[0][1] = true;
    cycle[1][2] = true;
    cycle[2][0] = true;
    assertThat(Arrays.stream(GraphLayout.of(cycle).y()).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void agreementsOfManySourcesAreWrittenInHundredths() {
    Figure many = drawn(Charts.SOURCE_AGREEMENT, LONG);
    assertThat(many.caption()).contains("in hundredths");
    Layer.HeatCells cells = layers(many, Layer.HeatCells.class).getFirst();
    assertThat(cells.words().getLast()).contains("92").doesNotContain("0.92");
    assertThat(cells.labels().getLast()).anyMatch(label -> label.contains("0.92 (0.84 to 0.98)"));
  }
}
