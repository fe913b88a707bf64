package isoloss.fit;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.DataTable;
import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.law.Chinchilla;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FitTablesTest {
  private static Fit fit() {
    Observations grid = FitterTest.grid();
    Split split =
        new Split(grid.where(row -> row % 6 != 5), grid.where(row -> row % 6 == 5), "D > 2e11");
    return Fitter.withDefaults()
        .withUncertainty(Uncertainty.Bootstrap.ofRows(30, 0.9))
        .fit(new Chinchilla(), new Imported(split, List.of(), 0, List.of()));
  }

  @Test
  void everyColumnIsInTheGlossaryOrIsAVariableOfTheLaw() {
    Fit fit = fit();
    List<String> glossary = Arrays.stream(FitColumn.values()).map(FitColumn::column).toList();
    List<String> used =
        Stream.of(fit.tidy(), fit.glance(), fit.augment())
            .flatMap(table -> table.names().stream())
            .toList();
    assertThat(used)
        .allMatch(name -> glossary.contains(name) || List.of("N", "D", "L").contains(name));
    assertThat(used).containsAll(glossary);
  }

  @Test
  void thereIsARowPerParameterOneForTheFitAndOnePerObservation() {
    Fit fit = fit();
    assertThat(fit.tidy().size()).isEqualTo(5);
    assertThat(fit.glance().size()).isEqualTo(1);
    DataTable rows = fit.augment();
    assertThat(rows.size()).isEqualTo(30);
    assertThat(rows.column("role").cell(24)).isEqualTo("train");
    assertThat(rows.column("role").cell(25)).isEqualTo("held-out");
  }

  @Test
  void aReportPrintsEstimatesEvidenceAndWarnings() {
    String text = fit().toText();
    assertThat(text)
        .contains("chinchilla  L = E + A/N^alpha + B/D^beta")
        .contains("25 rows used, 5 held out")
        .contains("std. error")
        .contains("starts at the optimum")
        .contains("held out (D > 2e11): 5 rows");
  }
}
