package isoloss.sampling.passuntil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import isoloss.data.InputException;
import isoloss.sampling.FailureRatio;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.stat.Quantile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassUntilEstimatorsTest {
  private static final int[] R = {1, 2, 3, 5, 10};

  @ParameterizedTest
  @CsvSource({ // E[r/K]/p, exact sums
    "1e-5, 11.5130, 1.99979, 1.49999, 1.25000, 1.11111",
    "1e-4, 9.21126, 1.99836, 1.49985, 1.24996, 1.11110",
    "1e-3, 6.91467, 1.98816, 1.49852, 1.24958, 1.11097",
    "1e-2, 4.65169, 1.92623, 1.48597, 1.24587, 1.10973",
    "0.1, 2.55843, 1.65368, 1.39105, 1.21175, 1.09760",
    "0.5, 1.38629, 1.22741, 1.15888, 1.09814, 1.04975"
  })
  void thePublishedEstimateIsTooLargeByThisFactor(
      double p, double one, double two, double three, double five, double ten) {
    double[] expected = {one, two, three, five, ten};
    for (int i = 0; i < R.length; i++) {
      assertThat(UntilSuccesses.relativeMean(R[i], p)).isCloseTo(expected[i], offset(6e-5));
    }
  }

  @Test
  void theFactorIsThatOfTheSumOverAllEnds() {
    for (double p : new double[] {0.05, 0.3, 0.7, 0.95}) {
      for (int r : R) {
        double published = 0;
        double unbiased = 0;
        double probability = Math.pow(p, r); // of K = r
        for (int k = r; k < 4_000; k++) {
          UntilSuccesses end = new UntilSuccesses(r, k);
          published += probability * end.published();
          unbiased += probability * end.unbiased().orElse(0);
          probability *= (1 - p) * k / (k - r + 1.0);
        }
        assertThat(UntilSuccesses.relativeMean(r, p))
            .isCloseTo(published / p, withPercentage(1e-8));
        if (r > 2) {
          assertThat(unbiased).isCloseTo(p, withPercentage(1e-8));
        }
      }
    }
    assertThat(UntilSuccesses.relativeMean(3, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, .025, 1",
    "1, 100, .01, 2.531460e-4, .03657574",
    "1, 10000, 1e-4, 2.531778e-6, 3.688568e-4",
    "2, 2, 1, .15811388, 1",
    "2, 10000, 2e-4, 2.422185e-5, 5.570927e-4",
    "5, 1000, .005, .00162541952, .0102198526"
  })
  void intervalsAreExact(int r, int draws, double published, double low, double high) {
    UntilSuccesses end = new UntilSuccesses(r, draws);
    Quantile.Interval interval = end.interval(0.95);
    assertThat(end.published()).isCloseTo(published, withPercentage(1e-9));
    assertThat(interval.low()).isCloseTo(low, withPercentage(1e-4));
    assertThat(interval.high()).isCloseTo(high, withPercentage(1e-4));
  }

  @Test
  void theUnbiasedEstimateNeedsTwoSuccessesAndItsVarianceThree() {
    assertThat(new UntilSuccesses(1, 100).unbiased()).isEmpty();
    assertThat(new UntilSuccesses(2, 10_000).unbiased().orElseThrow())
        .isCloseTo(1.00010001e-4, withPercentage(1e-6));
    assertThat(new UntilSuccesses(2, 10_000).unbiasedVariance()).isEmpty();
    UntilSuccesses five = new UntilSuccesses(5, 1_000);
    assertThat(five.unbiased().orElseThrow()).isCloseTo(.004004004, withPercentage(1e-5));
    double p = 4.0 / 999;
    assertThat(five.unbiasedVariance().orElseThrow())
        .isCloseTo(p * (1 - p) / 998, withPercentage(1e-9));
    assertThatThrownBy(() -> new UntilSuccesses(3, 2)).hasMessageContaining("r <= K");
  }

  @ParameterizedTest
  @CsvSource({"100, .0295130", "10000, 2.995284e-4", "100000, 2.995687e-5"})
  void noSuccessGivesAOneSidedBound(int samples, double bound) {
    ProblemCounts none = ProblemCounts.of("p", samples, 0);
    SamplingDesign design = new SamplingDesign.StopAtSuccesses(2, samples);
    assertThat(PassRate.interval(none, design, 0.95).high()).isCloseTo(bound, withPercentage(1e-3));
    assertThat(PassRate.UNBIASED.of(none, design)).isZero();
  }

  @Test
  void censoredProblemsAreEstimatedByTheirShare() {
    SamplingDesign design = new SamplingDesign.StopAtSuccesses(3, 1_000);
    ProblemCounts censored = ProblemCounts.of("p", 1_000, 2);
    assertThat(PassRate.PUBLISHED.of(censored, design)).isEqualTo(0.002);
    assertThat(PassRate.UNBIASED.of(censored, design)).isCloseTo(0.002, withPercentage(1e-9));
    ProblemCounts stopped = ProblemCounts.of("q", 41, 3);
    assertThat(PassRate.UNBIASED.of(stopped, design)).isCloseTo(2.0 / 40, withPercentage(1e-9));
    assertThat(PassRate.UNBIASED.of(stopped, new SamplingDesign.FixedN()))
        .isCloseTo(FailureRatio.pass(41, 3, 1), withPercentage(1e-9));
  }

  @Test
  void sizesAreReadFromNamesAndLists() {
    assertThat(ModelSizes.nominal("Pythia 70M")).hasValue(70e6);
    assertThat(ModelSizes.nominal("pythia-1.4b-deduped")).hasValue(1.4e9);
    assertThat(ModelSizes.nominal("Llama-3.1-8B-Instruct")).hasValue(8e9);
    assertThat(ModelSizes.nominal("GPT-4o")).isEmpty();
    assertThat(ModelSizes.parse("Pythia 70M=70e6, big=6.9B"))
        .containsEntry("Pythia 70M", 70e6)
        .containsEntry("big", 6.9e9);
    assertThatThrownBy(() -> ModelSizes.parse("Pythia 70M"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("MODEL=SIZE");
  }
}
