package isoloss.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.importer.TableReader;
import isoloss.data.json.Json;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.law.PublicData;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperparameterPlanTest {
  private static final PlannedRun RUN = PlannedRun.dense(7e9, 1.4e12);

  private static Findings plan(PlannedRun run) {
    return HyperparameterPlan.of(run).findings();
  }

  private static int row(Findings.Table table, String column, String text) {
    int row = table.texts(column).indexOf(text);
    assertThat(row).as("%s in %s", text, table.texts(column)).isNotNegative();
    return row;
  }

  private static StepLawCoefficients authorsSets() {
    return StepLawCoefficients.Sets.of(
        TableReader.of(StepLawCoefficients.COLUMNS)
            .withDuplicates(TableReader.Duplicates.KEEP)
            .read(
                List.of(
                    PublicData.file("step-law/1004_fitted_lr_bs_scaling_model_parameters.csv")
                        .toString()))
            .observations(),
        "the authors' sets");
  }

  // Law, mean of the 1,000 sets and their 2.5 and 97.5 percentiles; NumPy 2.4, linear percentiles.
  @ParameterizedTest
  @CsvSource({
    "214663680,4e9,1.82029e-3,1.85046e-3,1.74093e-3,1.97615e-3,176280,176273,164869,187779",
    "429260800,8e9,1.37395e-3,1.39727e-3,1.33538e-3,1.46572e-3,261874,261852,248979,274811",
    "1073741824,2e10,9.46755e-4,9.63327e-4,8.95896e-4,1.03377e-3,441892,441833,422277,462350",
    "3e9,3e11,1.04506e-3,1.06485e-3,9.21975e-4,1.22013e-3,2074265,2073673,1834572,2324990",
    "7e9,1.4e12,9.16557e-4,9.34684e-4,7.65104e-4,1.13647e-3,4998815,4996961,4195150,5877316",
    "8e9,1.5e13,1.72588e-3,1.76208e-3,1.35467e-3,2.32101e-3,19363150,19353420,14918010,24732390",
    "7e10,1.5e13,3.67585e-4,3.75359e-4,2.70425e-4,5.24961e-4,19363150,19353420,14918010,24732390"
  })
  void withTheAuthorsSetsIntervalsAreTheirPercentiles(
      double n,
      double d,
      double rate,
      double meanRate,
      double rateLow,
      double rateHigh,
      double batch,
      double meanBatch,
      double batchLow,
      double batchHigh) {
    Findings.Table laws =
        HyperparameterPlan.of(PlannedRun.dense(n, d))
            .withCoefficients(authorsSets())
            .findings()
            .table("laws");
    String[] columns = {
      "lr",
      "lrDraws",
      "lrLow",
      "lrHigh",
      "batchTokens",
      "batchTokensDraws",
      "batchTokensLow",
      "batchTokensHigh"
    };
    double[] expected = {rate, meanRate, rateLow, rateHigh, batch, meanBatch, batchLow, batchHigh};
    for (int i = 0; i < columns.length; i++) {
      assertThat(laws.number(0, columns[i]))
          .as(columns[i])
          .isCloseTo(expected[i], within(4e-6 * expected[i]));
    }
  }

  @Test
  void withoutSetsTheIntervalIsTheNormalOnesAndTheMeanCoefficientsAreTheSame() {
    Findings.Table laws = plan(RUN).table("laws");
    // a normal with the means and the covariance of the 1,000 sets, 7.62e-4 and 1.146e-3
    assertThat(laws.number(0, "lrLow")).isCloseTo(7.62e-4, within(0.005 * 7.62e-4));
    assertThat(laws.number(0, "lrHigh")).isCloseTo(1.146e-3, within(0.005 * 1.146e-3));
    assertThat(laws.number(0, "lrDraws")).isCloseTo(9.34684e-4, within(1e-9));
    assertThat(laws.number(0, "batchTokensDraws")).isCloseTo(4_996_961, within(20.0));
    assertThat(laws.number(0, "batchTokensLow")).isCloseTo(4_195_150, within(0.02 * 4_195_150));
  }

  @Test
  void aWiderLevelGivesAWiderInterval() {
    Findings.Table wide = HyperparameterPlan.of(RUN).withLevel(0.99).findings().table("laws");
    assertThat(wide.number(0, "lrLow")).isLessThan(plan(RUN).table("laws").number(0, "lrLow"));
    assertThatThrownBy(() -> HyperparameterPlan.of(RUN).withLevel(95))
        .hasMessageContaining("did you mean 0.95");
  }

  // sqrt(2 ln(1+e)/a) and its like in octaves, a=.012774 b=.010156 c=-.004766, Python 3
  @ParameterizedTest
  @CsvSource({
    "0.1,.571,.640,.628,.705",
    "0.25,.902,1.012,.993,1.114",
    "0.5,1.275,1.430,1.404,1.574",
    "1,1.801,2.020,1.983,2.224"
  })
  void thePlateauHasTheWidthsOfTheMeasuredCurvature(
      double percent, double rate, double batch, double rateRetuned, double batchRetuned) {
    Findings.Table plateau = plan(RUN).table("plateau");
    int row = 0;
    while (plateau.number(row, "tolerancePercent") != percent) {
      row++;
    }
    assertThat(plateau.number(row, "lrOctaves")).isCloseTo(rate, within(6e-4));
    assertThat(plateau.number(row, "batchOctaves")).isCloseTo(batch, within(6e-4));
    assertThat(plateau.number(row, "lrOctavesRetuned")).isCloseTo(rateRetuned, within(6e-4));
    assertThat(plateau.number(row, "batchOctavesRetuned")).isCloseTo(batchRetuned, within(6e-4));
  }

  @Test
  void theEndsOfThePlateauCostTheToleranceAndAHighRateCostsMore() {
    Findings findings = HyperparameterPlan.of(RUN).withTolerancePercent(0.3).findings();
    Findings.Table plateau = findings.table("plateau");
    double best = findings.number("learningRate");
    assertThat(plateau.numbers("tolerancePercent")).containsExactly(0.1, 0.25, 0.3, 0.5, 1);
    for (int row = 0; row < plateau.size(); row++) {
      double low = Math.log(plateau.number(row, "lrLow") / best);
      double high = Math.log(plateau.number(row, "lrHigh") / best);
      double tolerance = plateau.number(row, "tolerancePercent") / 100;
      assertThat(Bowl.MEASURED.rise(low, 0)).isCloseTo(tolerance, within(1e-9));
      assertThat(Bowl.MEASURED.rise(high, 0)).isCloseTo(tolerance, within(1e-9));
      assertThat(-low).isGreaterThan(high);
    }
  }

  @Test
  void anotherBatchHasAPrice() {
    Findings.Table batches =
        HyperparameterPlan.of(RUN).withForcedBatchTokens(1e7).findings().table("forcedBatch");
    int twice = row(batches, "choice", "2 times the best");
    assertThat(batches.number(twice, "costRetunedPercent")).isCloseTo(0.20, within(0.005));
    assertThat(batches.number(twice, "costPercent")).isCloseTo(0.24, within(0.005));
    assertThat(batches.number(twice, "lr"))
        .isCloseTo(9.16557e-4 * Math.pow(2, 0.351), within(1e-8));
    int fourfold = row(batches, "choice", "4 times the best");
    assertThat(batches.number(fourfold, "costRetunedPercent")).isCloseTo(0.81, within(0.005));
    assertThat(batches.number(fourfold, "costPercent")).isCloseTo(0.98, within(0.005));
    int own = row(batches, "choice", "yours");
    assertThat(batches.number(own, "batchTokens")).isEqualTo(1e7);
    int power = row(batches, "choice", "nearest power of two of sequences");
    assertThat(batches.number(power, "batchSequences")).isEqualTo(2048);
  }

  @Test
  void aBatchFarAwayHasNoPriceButAWarning() {
    Findings findings = HyperparameterPlan.of(RUN).withForcedBatchTokens(1e5).findings();
    Findings.Table batches = findings.table("forcedBatch");
    assertThat(batches.number(row(batches, "choice", "yours"), "costPercent")).isNaN();
    assertThat(findings.diagnostics())
        .extracting(Diagnostic::message)
        .anyMatch(message -> message.contains("two octaves"));
  }

  @Test
  void aBatchCanBeRoundedToAMultiple() {
    Findings.Table batches =
        HyperparameterPlan.of(RUN).withBatchMultiple(96).findings().table("forcedBatch");
    double sequences =
        batches.number(
            row(batches, "choice", "nearest multiple of 96 sequences"), "batchSequences");
    assertThat(sequences).isEqualTo(2400);
  }

  @Test
  void aRunBeyondTheMeasurementsIsFlaggedAndOneInsideIsNot() {
    assertThat(plan(RUN).diagnostics())
        .filteredOn(each -> each.severity() == Diagnostic.Severity.WARNING)
        .hasSize(2);
    assertThat(plan(RUN).table("range").numbers("ratio")).contains(14);
    assertThat(plan(PlannedRun.dense(1_073_741_824, 1e11)).diagnostics())
        .allMatch(each -> each.severity() == Diagnostic.Severity.NOTE);
  }

  @Test
  void thePlanReadsTheSameInEveryLocale() {
    HyperparameterPlan plan = HyperparameterPlan.of(RUN).withForcedBatchTokens(1e8);
    Locale before = Locale.getDefault();
    Findings expected = plan.findings();
    try {
      Locale.setDefault(Locale.GERMANY);
      Findings found = plan.findings();
      assertThat(found.tables()).isEqualTo(expected.tables());
      assertThat(found.diagnostics()).isEqualTo(expected.diagnostics());
      assertThat(found.headline()).isEqualTo(expected.headline());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aMixtureIsGivenBothCountsOfItsParameters() {
    Findings mixture = plan(PlannedRun.dense(2.156e9, 2e10).withActiveParameters(1.241e9));
    Findings.Table laws = mixture.table("laws");
    int active = row(laws, "law", "step-law-active");
    assertThat(laws.number(active, "lr")).isGreaterThan(laws.number(0, "lr"));
    assertThat(mixture.diagnostics())
        .extracting(Diagnostic::message)
        .anyMatch(message -> message.contains("more than half"));
  }

  @Test
  void aLawWithoutANumberSaysWhyAndOnesWithAreComparable() {
    Findings.Table laws = plan(PlannedRun.dense(7e10, 1.5e13)).table("laws");
    int kaplan = row(laws, "law", "kaplan");
    assertThat(laws.number(kaplan, "lr")).isNaN();
    assertThat(laws.texts("reason").get(kaplan)).contains("zero or negative");
    assertThat(laws.cell(kaplan, "applicable")).isEqualTo(new Findings.Cell.Flag(false));
    int deepSeek = row(laws, "law", "deepseek");
    assertThat(laws.number(deepSeek, "lr")).isCloseTo(2.47719e-4, within(1e-9));
    assertThat(laws.number(0, "lossGapPercent")).isZero();
  }

  private static Findings analysis(boolean withCurvature) {
    Findings.Builder sets = Findings.Table.builder("coefficientSets", "Bootstrap").detail();
    StepLawCoefficients.COLUMNS.forEach(column -> sets.column(column.symbol(), column.name()));
    for (int i = -2; i <= 2; i++) {
      sets.row(0.7 + 0.1 * i, -0.7, 0.3, -0.7 + 0.05 * i, 0.58);
    }
    Findings plain =
        Findings.plan("step-law", "lr = c N^a D^b", 42, "")
            .withParameters(
                List.of(
                    Estimate.point("c_lr", 2),
                    Estimate.point("lr_N", -0.7),
                    Estimate.point("lr_D", 0.3),
                    Estimate.point("c_B", 0.5),
                    Estimate.point("B_D", 0.58)))
            .with(sets.build());
    return withCurvature
        ? plain
            .with(
                Findings.Table.builder("joint", "Curvature")
                    .column("a", "a")
                    .column("b", "b")
                    .column("c", "c")
                    .column("skew", "s")
                    .row(0.02, 0.02, 0, 0)
                    .build())
            .with(Findings.Table.builder("ridge", "Ridge").column("rho", "rho").row(0.5).build())
        : plain;
  }

  @Test
  void aFitOfOnesOwnIsWhatThePlanGoesBy() {
    Findings findings =
        HyperparameterPlan.of(RUN).withOwn(OwnStepLaw.from(analysis(true))).findings();
    Findings.Table laws = findings.table("laws");
    assertThat(laws.texts("law")).startsWith("step-law", "own-fit");
    double rate = 2 * Math.pow(7e9, -0.7) * Math.pow(1.4e12, 0.3);
    assertThat(laws.number(1, "lr")).isCloseTo(rate, within(1e-12));
    assertThat(findings.number("learningRate")).isEqualTo(laws.number(1, "lr"));
    assertThat(laws.number(1, "lrDraws")).isCloseTo(rate / 2 * Math.exp(0.7), within(1e-9));
    assertThat(laws.number(1, "lrLow")).isBetween(rate / 2 * Math.exp(0.5), laws.number(1, "lr"));
    assertThat(findings.table("plateau").number(3, "lrOctaves"))
        .isCloseTo(Math.sqrt(2 * Math.log(1.01) / 0.02) / Math.log(2), within(1e-9));
    Findings.Table batches = findings.table("forcedBatch");
    assertThat(batches.number(row(batches, "choice", "4 times the best"), "lr"))
        .isCloseTo(2 * rate, within(1e-9));
    Findings usual =
        HyperparameterPlan.of(RUN).withOwn(OwnStepLaw.from(analysis(false))).findings();
    assertThat(usual.table("curvature").number(0, "a")).isEqualTo(0.012774);
  }

  @Test
  void otherFindingsAreNoFitOfOnesOwn() {
    assertThatThrownBy(() -> OwnStepLaw.from(plan(RUN)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("c_lr");
  }

  @Test
  void theDocumentHasTheKeysOfTheContractAndReadsBack() {
    Findings findings = plan(RUN);
    var document = Json.parseObject(Json.pretty(findings.toJson()), "plan");
    var first = document.objects("laws").getFirst();
    assertThat(first.text("law")).isEqualTo("step-law");
    assertThat(first.number("lr")).isCloseTo(9.16557e-4, within(1e-9));
    assertThat(first.number("batchTokens")).isCloseTo(4_998_815, within(1.0));
    assertThat(first.texts("warnings")).isNotEmpty();
    assertThat(Findings.from(document).tables()).hasSameSizeAs(findings.tables());
  }

  @Test
  void anImpossibleWishIsRefusedWithItsValue() {
    HyperparameterPlan plan = HyperparameterPlan.of(RUN);
    assertThatThrownBy(() -> plan.withTolerancePercent(0)).hasMessageContaining("tolerance 0.0");
    assertThatThrownBy(() -> plan.withForcedBatchTokens(-1)).hasMessageContaining("batch -1.0");
    assertThatThrownBy(() -> plan.withBatchMultiple(1.5)).hasMessageContaining("whole number");
  }
}
