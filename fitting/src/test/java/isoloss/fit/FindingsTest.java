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
    JsonObject schema =
        Json.parseObject(FitJson.schema(FindingsJson.PLAN_SCHEMA), "the schema of plans");
    assertThat(SchemaCheck.violations(schema, document(example()))).isEmpty();
  }

  @Test
  void theTextShowsFactsTablesAndWarnings() {
    assertThat(example().toText())
        .contains("learning rate", "0.001", "What the laws say", "warning beyond-data", "kaplan");
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
