package isoloss.sampling.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.importer.TableReader;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierRegressionTest {

  private static Imported read(Analysis analysis, String file) {
    return TableReader.of(analysis.inputs())
        .withOptional(analysis.optionalInputs())
        .read(List.of(PublicData.file(file).toString()));
  }

  private static double fact(Findings findings, String key) {
    return findings.facts().stream()
        .filter(each -> each.key().equals(key))
        .map(each -> ((Findings.Cell.Numeric) each.value()).value())
        .findFirst()
        .orElseThrow();
  }

  // NumPy 2.4 and SciPy 1.17 on flaws/humaneval_points.csv
  @Test
  void acceptedSamplesOfWeakModelsAreLessOftenRight() {
    Analysis regression = new VerifierRegression();
    Findings found =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(200, 0.9))
            .run(regression, read(regression, "flaws/humaneval_points.csv"));
    assertThat(found.parameters().get(0).value()).isCloseTo(.724712, within(6e-7));
    assertThat(found.parameters().get(1).value()).isCloseTo(.218285, within(6e-7));
    assertThat(found.parameters().get(1).low().orElseThrow()).isBetween(0.1, 0.218);
    assertThat(fact(found, "pearson")).isCloseTo(.944363, within(6e-7));
    assertThat(fact(found, "rSquared")).isCloseTo(.891822, within(6e-7));
    assertThat(fact(found, "spearman")).isCloseTo(.867647, within(6e-7));
    assertThat(found.table("lines").number(1, "count")).isEqualTo(12);
    assertThat(found.table("lines").number(1, "slope")).isCloseTo(.236180, within(6e-7));
    assertThat(found.table("lines").number(1, "intercept")).isCloseTo(.713448, within(6e-7));
    assertThat(found.table("lines").number(1, "pearson")).isCloseTo(.956433, within(6e-7));
    assertThat(fact(found, "strongerAccuracy")).isEqualTo(.855);
    Findings.Table models = found.table("models");
    List<String> able = new ArrayList<>();
    for (int row = 0; row < models.size(); row++) {
      if (models.cell(row, "reaches").equals(new Findings.Cell.Flag(true))) {
        able.add(models.texts("model").get(row));
      }
    }
    assertThat(able)
        .containsExactlyInAnyOrder(
            "GPT-4o", "Phi-3 Mini", "Phi-3 Medium", "Llama 3.1 70B", "Llama 3.1 405B");
    assertThat(fact(found, "modelsThatCanReach")).isEqualTo(4);
    assertThat(fact(found, "weakerModels")).isEqualTo(16);
  }

  // inference-scaling-limits at 11a8f6e, evalplus/scaling_curves.ipynb
  @Test
  void publishedNumbersAreShownAsTheyStand() {
    Analysis published = new PublishedAttempts();
    Findings found =
        Fitter.withDefaults().run(published, read(published, "flaws/humaneval_optimal_k.csv"));
    Findings.Table table = found.table("attempts");
    int row =
        table
            .texts("model")
            .indexOf("meta-llama--Meta-Llama-3.1-70B-Instruct_openai_temp_0.8-sanitized");
    assertThat(table.number(row, "value0")).isEqualTo(143);
    assertThat(table.number(row, "value-1")).isEqualTo(25);
    assertThat(table.number(row, "value-2")).isEqualTo(9);
    assertThat(table.number(row, "value-4")).isEqualTo(2);
    assertThat(table.number(row, "value-8")).isEqualTo(1);
    assertThat(fact(found, "settings")).isEqualTo(34);
    assertThat(fact(found, "modelCount")).isEqualTo(7);
  }
}
