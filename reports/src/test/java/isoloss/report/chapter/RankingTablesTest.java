package isoloss.report.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.report.Block;
import isoloss.report.Fixtures;
import isoloss.report.RankingFixtures;
import isoloss.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTablesTest {
  private static List<Block.Table> tables(Report report) {
    return report.blocks().stream()
        .filter(Block.Table.class::isInstance)
        .map(Block.Table.class::cast)
        .filter(table -> table.caption().startsWith("Component"))
        .toList();
  }

  @Test
  void eachComponentHasACompactTableOfItsOwn() {
    Report report = Composition.titled("t").with(RankingFixtures.of(5, 4)).report();
    assertThat(tables(report)).hasSize(2);
    Block.Table first = tables(report).getFirst();
    assertThat(first.caption())
        .isEqualTo(
            "Component 1: 5 models; 1\u202f260 samples, 630 clusters; higher is better;"
                + " 6 of 10 pairs told apart, by differences beyond 3.40 standard errors.");
    assertThat(first.columns())
        .extracting(Block.Column::title)
        .containsExactly(
            "Model",
            "Score",
            "Standard error",
            "95\u00a0% interval",
            "Rank",
            "Tie group",
            "Measurements",
            "Sources");
    assertThat(first.rows().getFirst())
        .containsExactly(
            RankingFixtures.model(0),
            "1.10",
            "0.21",
            "0.70 to 1.50",
            "1 to 2",
            "1",
            "1\u202f260",
            "1");
  }

  @Test
  void modelsThatStandAloneAndTheMethodsAreSaid() {
    List<Block> blocks = Composition.titled("t").with(RankingFixtures.of(5, 4)).report().blocks();
    assertThat(blocks)
        .anyMatch(block ->
            block instanceof Block.Details details
                && details.summary().equals("1 model that cannot be compared with any other"));
    assertThat(blocks)
        .anyMatch(block ->
            block instanceof Block.Paragraph paragraph
                && paragraph.text().contains("by bradley-terry. Standard errors")
                && paragraph.text().endsWith("Between components there is no order."));
  }

  @Test
  void aLeaderboardIsARankingWithOneComponentWhoseTiesAreSaid() {
    Report report = Composition.titled("t").with(Fixtures.leaderboard("rung-")).report();
    assertThat(report.headline())
        .isEqualTo("rung-0 is first of 5 models by mean, jointly at 95 %.");
    Block.Table table = tables(report).getFirst();
    assertThat(table.caption()).contains("lower is better", "9 of 10 pairs told apart");
    assertThat(table.rows()).extracting(row -> row.get(4)).contains("1", "2 to 3", "5");
  }
}
