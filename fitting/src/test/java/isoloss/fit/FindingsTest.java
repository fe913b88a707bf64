package isoloss.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static Findings example() {
    return Findings.plan("hyperparameters", "lr = c N^a D^b", 42, "isoloss plan hyperparameters")
        .withHeadline("A learning rate of 0.001.")
        .with(Findings.Fact.of("learningRate", "learning rate", "", 1e-3))
        .with(Findings.Fact.of("inRange", "inside the measurements", "", false))
        .with(
            Findings.Table.builder("laws", "What the laws say")
                .column("law", "law")
                .column("lr", "learning rate")
                .column("warnings", "warnings")
                .row("step-law", 1e-3, List.of("beyond the data"))
                .row("kaplan", Double.NaN, List.of())
                .build())
        .with(new Diagnostic.Remark("beyond-data", Diagnostic.Severity.WARNING, "beyond the data"));
  }

  private static JsonObject document(Findings findings) {
    return Json.parseObject(Json.pretty(findings.toJson()), "findings");
  }

  @Test
  void aDocumentIsReadBackAsItWasWritten() {
    Findings again = Findings.from(document(example()));
    assertThat(again.tables().toString()).isEqualTo(example().tables().toString());
    assertThat(again.facts()).isEqualTo(example().facts());
    assertThat(again.diagnostics()).isEqualTo(example().diagnostics());
    assertThat(again.headline()).isEqualTo(example().headline());
    assertThat(again.manifest()).isEqualTo(example().manifest());
    assertThat(again.table("laws").number(0, "lr")).isEqualTo(1e-3);
    assertThat(again.table("laws").number(1, "lr")).isNaN();
    assertThat(again.number("learningRate")).isEqualTo(1e-3);
  }

  @Test
  void theDocumentFollowsItsSchema() {
    JsonObject schema = Json.parseObject(FitJson.schema("isoloss/plan/1"), "the schema of plans");
    assertThat(SchemaCheck.violations(schema, document(example()))).isEmpty();
  }

  @Test
  void theTextShowsFactsTablesAndWarnings() {
    assertThat(example().toText())
        .contains("learning rate", "0.001", "What the laws say", "warning beyond-data", "kaplan");
  }

  @Test
  void aNestedTableIsGatheredByItsFirstColumns() {
    Findings coverage =
        Findings.of(Findings.PASS_AT_K, "passk", "pass@k = 1 - C(n-c,k)/C(n,k)", 42, "")
            .with(
                Findings.Table.builder("passAtK", "pass@k")
                    .nested("models", 1)
                    .column("model", "model")
                    .column("k", "k")
                    .column("value", "pass@k")
                    .row("a", 1, 0.1)
                    .row("a", 10, 0.4)
                    .row("b", 1, 0.2)
                    .build());
    JsonObject document = document(coverage);
    assertThat(document.objects("models")).hasSize(2);
    assertThat(document.objects("models").getFirst().objects("passAtK").get(1).number("value"))
        .isEqualTo(0.4);
    assertThat(Findings.from(document).tables()).isEqualTo(coverage.tables());
    JsonObject schema = Json.parseObject(FitJson.schema("isoloss/passk/1"), "the schema of passk");
    assertThat(SchemaCheck.violations(schema, document)).isEmpty();
  }

  /** Two parents; the first has more rows than a terminal wants, and a name with a line break. */
  private static String nestedText() {
    Findings.Builder table =
        Findings.Table.builder("models", "Models by component")
            .nested("components", 3)
            .column("component", "component")
            .column("samples", "samples")
            .column("direction", "good is")
            .column("model", "model")
            .column("score", "score")
            .column("standardError", "standard error")
            .column("rank", "worst rank");
    for (int i = 0; i < 45; i++) {
      table.row(
          1,
          1260,
          "higher is better",
          i == 0 ? "a\nb" : "m".repeat(2 * i + 60),
          1.5 - i,
          0.25,
          i + 1);
    }
    table.row(2, Double.NaN, "higher is better", "alone", Double.NaN, Double.NaN, 1);
    return Findings.of(Findings.RANK, "rank", "f", 42, "").with(table.build()).toText();
  }

  @Test
  void aNestedTableHasALineForEachParentAndAlignedRowsBelow() {
    assertThat(nestedText())
        .contains(
            "\n  component 1, samples 1260, higher is better\n", "\n  component 2, higher", "a b ")
        .containsPattern("\\n +standard +worst\\n +model +score +error +rank\\n");
    assertThat(nestedText().lines().filter(line -> line.contains(" 0.25 "))).hasSize(40);
  }

  @Test
  void aNestedTableIsNoWiderThanATerminalAndIsCutWithACount() {
    assertThat(nestedText().lines()).allMatch(line -> line.length() <= 110);
    assertThat(nestedText()).contains("and 5 more (--json or --out has all)", "mmm...");
  }

  @Test
  void keysOfTheDocumentAreTakenOnce() {
    Findings twice = example().with(Findings.Fact.of("laws", "laws", "", 1));
    assertThatThrownBy(twice::toJson).hasMessageContaining("laws is taken");
  }

  @Test
  void otherDocumentsAreRefused() {
    JsonObject other = Json.parseObject("{\"schema\":\"isoloss/fit/1\"}", "x");
    assertThatThrownBy(() -> Findings.from(other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("isoloss/fit/1");
  }
}
