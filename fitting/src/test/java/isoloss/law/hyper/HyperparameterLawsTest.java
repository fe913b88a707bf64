package isoloss.law.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.law.hyper.HyperparameterLaw.Advice;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.law.hyper.HyperparameterLaw.ReferenceRun;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HyperparameterLawsTest {
  private static Advice advice(HyperparameterLaws law, double parameters, double tokens) {
    return law.law().advise(PlannedRun.dense(parameters, tokens));
  }

  private static Offset<Double> printed(double value) {
    return within(6e-6 * Math.abs(value));
  }

  // Step law with its printed constants, evaluated in Python 3 with double precision.
  @ParameterizedTest
  @CsvSource({
    "214663680, 4e9, 1.82029e-3, 176280",
    "429260800, 8e9, 1.37395e-3, 261874",
    "1073741824, 2e10, 9.46755e-4, 441892",
    "3e9, 3e11, 1.04506e-3, 2074265",
    "7e9, 1.4e12, 9.16557e-4, 4998815",
    "8e9, 1.5e13, 1.72588e-3, 1.936315e7",
    "7e10, 1.5e13, 3.67585e-4, 1.936315e7"
  })
  void stepLawGivesItsPrintedNumbers(double n, double d, double rate, double batch) {
    Advice advice = advice(HyperparameterLaws.STEP_LAW, n, d);
    assertThat(advice.learningRate()).hasValueCloseTo(rate, printed(rate));
    assertThat(advice.batchTokens()).hasValueCloseTo(batch, printed(batch));
  }

  // The other laws with C = 6 N D, evaluated in Python 3 with double precision.
  @ParameterizedTest
  @CsvSource({
    "DEEPSEEK, 214663680, 4e9, 1.42850e-3, 385539",
    "DEEPSEEK, 1073741824, 2e10, 9.55248e-4, 1105072",
    "DEEPSEEK, 7e9, 1.4e12, 4.44328e-4, 8189289",
    "DEEPSEEK, 7e10, 1.5e13, 2.47719e-4, 3.777871e7",
    "PORIAN, 214663680, 4e9, 3.70483e-3, 545339",
    "PORIAN, 1073741824, 2e10, 2.07529e-3, 1691074",
    "PORIAN, 7e9, 1.4e12, 1.05674e-3, 6317480",
    "PORIAN, 7e10, 1.5e13, 4.61282e-4, 3.188188e7",
    "MOONLIGHT, 214663680, 4e9, 1.08949e-3, 359688",
    "MOONLIGHT, 1073741824, 2e10, 9.06837e-4, 1362903",
    "MOONLIGHT, 7e9, 1.4e12, 6.39660e-4, 1.71744e7",
    "MOONLIGHT, 7e10, 1.5e13, 4.90051e-4, 1.188175e8"
  })
  void theOtherLawsGiveTheirNumbers(
      HyperparameterLaws law, double n, double d, double rate, double batch) {
    Advice advice = advice(law, n, d);
    assertThat(advice.learningRate()).hasValueCloseTo(rate, printed(rate));
    assertThat(advice.batchTokens()).hasValueCloseTo(batch, printed(batch));
  }

  @ParameterizedTest
  @CsvSource({
    "214663680, 4e9, 5.62751e-4",
    "1073741824, 2e10, 3.38179e-4",
    "7e9, 1.4e12, 7.66499e-5"
  })
  void kaplanHasARateBelowTwelveBillionParameters(double n, double d, double rate) {
    Advice advice = advice(HyperparameterLaws.KAPLAN, n, d);
    assertThat(advice.learningRate()).hasValueCloseTo(rate, printed(rate));
    assertThat(advice.batchTokens()).isEmpty();
    assertThat(advice.warnings()).singleElement().asString().contains("loss");
  }

  @Test
  void kaplanRefusesWhereItsRateIsNotPositive() {
    assertThat(advice(HyperparameterLaws.KAPLAN, 1.21e10, 1e12).isApplicable()).isTrue();
    Advice above = advice(HyperparameterLaws.KAPLAN, 7e10, 1.5e13);
    assertThat(above.learningRate()).isEmpty();
    assertThat(above.refusal().orElseThrow()).contains("1.213e+10");
  }

  @Test
  void theBatchesThatFollowFromTheLossAreInTokens() {
    PlannedRun run = PlannedRun.dense(1e9, 2e10).withExpectedLoss(2.5);
    // 2e8 * 2.5^-(1/.21) and 1.21e9 * 2.5^-6.24, Python 3
    assertThat(HyperparameterLaws.KAPLAN.law().advise(run).batchTokens())
        .hasValueCloseTo(2e8 * Math.exp(-Math.log(2.5) / 0.21), within(1e-6));
    Advice miniCpm = HyperparameterLaws.MINICPM.law().advise(run);
    assertThat(miniCpm.batchTokens()).hasValueCloseTo(3_977_000.0, within(5_000.0));
    assertThat(miniCpm.learningRate()).isEmpty();
    assertThat(advice(HyperparameterLaws.MINICPM, 1e9, 2e10).isApplicable()).isFalse();
  }

  @Test
  void microsoftTransfersButHasNoConstant() {
    assertThat(advice(HyperparameterLaws.MICROSOFT, 7e9, 1.4e12).refusal().orElseThrow())
        .contains("exponents");
    PlannedRun run = PlannedRun.dense(4e9, 8e10).withReference(new ReferenceRun(1e-3, 1e9, 2e10));
    double expected = 1e-3 * Math.pow(4, -0.23) * Math.pow(4, -0.32);
    assertThat(HyperparameterLaws.MICROSOFT.law().advise(run).learningRate())
        .hasValueCloseTo(expected, within(1e-12));
  }

  @Test
  void powerLinesCountsSequencesAndGivesAWeightDecay() {
    PlannedRun run = PlannedRun.dense(7e9, 1.4e12);
    double timeScale = PowerLines.timeScale(run);
    assertThat(timeScale).isCloseTo(1.084 * Math.pow(200, -0.527), within(1e-12));
    double shorter = HyperparameterLaws.POWER_LINES.law().advise(run).batchTokens().orElseThrow();
    double longer =
        HyperparameterLaws.POWER_LINES
            .law()
            .advise(run.withSequenceLength(4096))
            .batchTokens()
            .orElseThrow();
    assertThat(longer).isCloseTo(2 * shorter, within(1e-6));
    double decay = PowerLines.weightDecay(run, 1e-3, 5e6);
    assertThat(5e6 / (1e-3 * decay * 1.4e12)).isCloseTo(PowerLines.timeScale(run), within(1e-12));
  }

  @Test
  void lawsOfDenseModelsCountTheActiveParametersOfAMixture() {
    PlannedRun mixture = PlannedRun.dense(2.15e9, 2e10).withActiveParameters(1.88e8);
    PlannedRun small = PlannedRun.dense(1.88e8, 2e10);
    for (HyperparameterLaws law : List.of(HyperparameterLaws.DEEPSEEK, HyperparameterLaws.PORIAN)) {
      assertThat(law.law().advise(mixture).learningRate())
          .isEqualTo(law.law().advise(small).learningRate());
    }
    assertThat(HyperparameterLaws.STEP_LAW.law().advise(mixture).learningRate())
        .isEqualTo(advice(HyperparameterLaws.STEP_LAW, 2.15e9, 2e10).learningRate());
    assertThat(HyperparameterLaws.JOINT_MOE.law().advise(mixture).isApplicable()).isFalse();
    assertThat(HyperparameterLaws.JOINT_MOE.law().advise(mixture.withExperts(8)).learningRate())
        .hasValueCloseTo(
            Math.exp(8.39) * Math.pow(1.88e8, -0.81) * Math.pow(8, -0.25), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(HyperparameterLaws.class)
  void everyLawSaysWhatItIsAndNeverGivesANumberThatIsNotPositive(HyperparameterLaws entry) {
    HyperparameterLaw law = entry.law();
    assertThat(law.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(law.formula()).isNotBlank();
    assertThat(law.convention()).isNotBlank();
    assertThat(law.source().citation()).isNotBlank();
    assertThat(law.source().url()).startsWith("https://arxiv.org/abs/");
    assertThat(HyperparameterLaws.named(law.name())).isSameAs(law);
    for (double n : new double[] {1e6, 1e9, 1e12}) {
      Advice advice = law.advise(PlannedRun.dense(n, 20 * n).withExpectedLoss(2).withExperts(1));
      advice.learningRate().ifPresent(rate -> assertThat(rate).isPositive().isFinite());
      advice.batchTokens().ifPresent(batch -> assertThat(batch).isPositive().isFinite());
      boolean silent = advice.learningRate().isEmpty() && advice.batchTokens().isEmpty();
      assertThat(silent).isEqualTo(advice.refusal().isPresent());
    }
  }

  @Test
  void anImpossibleRunIsRefusedAtOnce() {
    assertThatThrownBy(() -> PlannedRun.dense(-1, 1e9)).hasMessageContaining("parameters -1.0");
    assertThatThrownBy(() -> PlannedRun.dense(1e9, 1e9).withActiveParameters(2e9))
        .hasMessageContaining("exceed");
    assertThatThrownBy(() -> HyperparameterLaws.named("depseek"))
        .hasMessageContaining("did you mean deepseek");
  }
}
