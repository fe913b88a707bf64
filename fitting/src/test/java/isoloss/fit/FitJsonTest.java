package isoloss.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.Split;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.law.Chinchilla;
import isoloss.law.Laws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitJsonTest {

  private static Fit fit() {
    Observations grid = FitterTest.grid();
    Observations read =
        Observations.of(
            grid.variables(),
            new double[][] {grid.column("N"), grid.column("D"), grid.column("L")},
            java.util.Map.of(
                "seed", IntStream.range(0, grid.size()).mapToObj(i -> "s" + i % 3).toList()),
            IntStream.range(0, grid.size())
                .mapToObj(i -> new Observations.Origin("runs.csv", i + 2L))
                .toList(),
            Provenance.NONE
                .withInput(Provenance.Input.file("runs.csv", "ab12"))
                .withStep("read 31 rows"));
    Imported data =
        new Imported(
            new Split(read.where(row -> row % 6 != 5), read.where(row -> row % 6 == 5), "D > 2e11"),
            List.of(new Rejected("runs.csv", 32, "L is NaN")),
            1,
            List.of(new Imported.Filtered("--drop-highest L=1", 1)));
    return Fitter.withDefaults()
        .withOption("loss", "huber")
        .withUncertainty(new Uncertainty.Bootstrap("seed", 20, 0.8))
        .withCommand("isoloss fit chinchilla runs.csv")
        .fit(new Chinchilla(), data);
  }

  private static ScalingLaw law(String name) {
    return Laws.find(name).orElseThrow();
  }

  @Test
  void aFitReadBackIsWrittenAgainByteForByteAndPredictsTheSame() {
    Fit fit = fit();
    String text = Json.pretty(FitJson.write(fit));
    Fit back = FitJson.read(Json.parseObject(text, "fit.json"), FitJsonTest::law);
    assertThat(Json.pretty(FitJson.write(back))).isEqualTo(text);
    assertThat(back.predict(1e10, 1e12)).isEqualTo(fit.predict(1e10, 1e12));
    assertThat(back.diagnostics()).isEqualTo(fit.diagnostics());
    assertThat(back.heldOut()).isEqualTo(fit.heldOut());
    assertThat(back.data().rejected()).isEqualTo(fit.data().rejected());
  }

  @Test
  void theDocumentMeetsItsSchema() {
    Fit fit = fit();
    JsonObject document = Json.parseObject(Json.pretty(FitJson.write(fit)), "fit.json");
    JsonObject schema = Json.parseObject(FitJson.schema(FitJson.SCHEMA), "fit-1.json");
    assertThat(SchemaCheck.violations(schema, document)).isEmpty();
    assertThat(document.keys()).containsExactlyElementsOf(schema.texts("required"));
    assertThat(
            SchemaCheck.violations(
                schema, Json.parseObject("{\"schema\":\"isoloss/fit/1\",\"n\":\"x\"}", "broken")))
        .contains("$.n: is no integer", "$: law is missing");
  }

  @Test
  void predictionsMeetTheirs() {
    Fit fit = fit();
    Predict how = Predict.withDefaults();
    var points = List.of(fit.predict(how, 1e9, 1e10), fit.predict(how, 1e12, 1e14));
    JsonObject document = Json.parseObject(Json.pretty(FitJson.write(fit, how, points)), "p.json");
    JsonObject schema = Json.parseObject(FitJson.schema(FitJson.PREDICT_SCHEMA), "predict-1.json");
    assertThat(SchemaCheck.violations(schema, document)).isEmpty();
    assertThat(document.objects("predictions").get(1).text("domain")).isEqualTo("outside");
    assertThat(document.objects("diagnostics")).hasSize(1);
  }

  @Test
  void anotherDocumentIsRefusedInOneSentence() {
    assertThatThrownBy(() ->
            FitJson.read(
                Json.parseObject("{\"schema\":\"isoloss/rank/1\"}", "x.json"), FitJsonTest::law))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("isoloss/rank/1");
  }
}
