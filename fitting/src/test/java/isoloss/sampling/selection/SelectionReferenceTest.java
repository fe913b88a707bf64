package isoloss.sampling.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.importer.TableReader;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.law.PublicData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionReferenceTest {
  private static final SelectionAnalysis SELECTION = new SelectionAnalysis();

  @TempDir Path folder;

  private static Imported read(Path file) {
    return TableReader.of(SELECTION.inputs())
        .withOptional(SELECTION.optionalInputs())
        .withLabels(List.of("problem", "answer", "model", "cluster"))
        .withDuplicates(TableReader.Duplicates.KEEP)
        .read(List.of(file.toString()));
  }

  // exact integer arithmetic over subsets, cruxeval/codellama7b_temp0.2_input_answer_histogram.csv
  @Test
  void votingGainsNextToNothingOnCruxEval() {
    Findings found =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(100, 0.9))
            .run(
                SELECTION,
                read(PublicData.file("cruxeval/codellama7b_temp0.2_input_answer_histogram.csv")));
    double[] majority = {
      35.9500, 35.9500, 35.9757, 35.9628, 35.9670, 35.9756, 36.0117, 36.0795, 36.2007, 36.3083
    };
    double[] oracle = {
      35.9500, 40.1361, 42.4344, 43.9310, 44.9911, 45.7821, 46.3896, 46.8611, 47.2250, 47.5000
    };
    Findings.Table curves = found.table("curves");
    assertThat(curves.size()).isEqualTo(10);
    for (int n = 1; n <= 10; n++) {
      assertThat(100 * curves.number(n - 1, "majority")).isCloseTo(majority[n - 1], within(5.1e-5));
      assertThat(100 * curves.number(n - 1, "oracle")).isCloseTo(oracle[n - 1], within(5.1e-5));
    }
    assertThat(100 * curves.number(0, "majorityError")).isCloseTo(1.5525, within(5.1e-5));
    assertThat(100 * curves.number(9, "majorityError")).isCloseTo(1.6792, within(5.1e-5));
    assertThat(found.parameters().get(0).value()).isCloseTo(.468139, within(5.1e-7));
    assertThat(found.parameters().get(1).value()).isCloseTo(.3008, within(5.1e-5));
    assertThat(found.parameters().get(2).value()).isCloseTo(.2950, within(5.1e-5));
    assertThat(found.parameters().get(4).name()).isEqualTo("gapExponent");
    assertThat(found.parameters().get(4).value()).isPositive();
    assertThat(found.diagnostics()).extracting("code").contains("several-right-answers");
  }

  @Test
  void aGoodScoreGetsTheOraclesGain() throws Exception {
    StringBuilder rows = new StringBuilder("problem,answer,count,correct,score\n");
    for (int problem = 0; problem < 6; problem++) {
      rows.append("%d,wrong,3,0,%s\n".formatted(problem, 0.1));
      rows.append("%d,right,2,1,%s\n".formatted(problem, 0.9));
      rows.append("%d,other,1,0,%s\n".formatted(problem, 0.3));
    }
    Path file = Files.writeString(folder.resolve("scored.csv"), rows);
    Findings found =
        Fitter.withDefaults()
            .withOption("max-n", "4")
            .withOption("utility", "token-f1")
            .run(SELECTION, read(file));
    Findings.Table curves = found.table("curves");
    assertThat(curves.size()).isEqualTo(4);
    for (int row = 1; row < 4; row++) {
      assertThat(curves.number(row, "bestOfN"))
          .isCloseTo(curves.number(row, "oracle"), within(1e-12));
      assertThat(curves.number(row, "bestOfNEfficiency")).isCloseTo(1, within(1e-12));
      assertThat(curves.number(row, "weightedMajoritySubsetError")).isZero();
      assertThat(curves.number(row, "minimumRisk"))
          .isCloseTo(curves.number(row, "majority"), within(1e-12));
    }
  }
}
