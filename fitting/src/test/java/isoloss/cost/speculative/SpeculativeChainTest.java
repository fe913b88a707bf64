package isoloss.cost.speculative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Values;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers: worked out apart from this code, in double precision. */
class SpeculativeChainTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 5, 1.96875, 1e-15",
    "0.6, 3, 2.176, 1e-14",
    "0.7, 5, 2.94117, 1e-14",
    "0.8, 5, 3.68928, 1e-14",
    "0.9, 10, 6.8618940391, 1e-10",
    "1, 7, 8, 0",
    "0, 7, 1, 0"
  })
  void tokensOfARoundAreTheGeometricSum(double alpha, int gamma, double tau, double tolerance) {
    assertThat(Chain.expectedTokens(alpha, gamma)).isCloseTo(tau, offset(tolerance));
    double[] same = new double[gamma];
    Arrays.fill(same, alpha);
    assertThat(Chain.expectedTokens(same)).isCloseTo(tau, offset(Math.max(1e-14, tolerance)));
  }

  @Test
  void theVarianceIsThatOfACutGeometricCount() {
    assertThat(Chain.variance(0.8, 5)).isCloseTo(3.8640930816, offset(1e-10));
    assertThat(Chain.variance(0.6, 3)).isCloseTo(1.377024, offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.05, 8, 3.092080",
    "0.7, 0.1, 4, 1.980786",
    "0.9, 0.02, 19, 6.365387",
    "0.5, 0.2, 1, 1.25",
    "0.6, 0.01, 7, 2.297205",
    "0.9, 0.2, 7, 2.373053"
  })
  void theBestDraftLengthIsTheFastest(double alpha, double c, int gamma, double speedUp) {
    DraftLength best =
        DraftLength.best(
            64, AcceptanceProfile.constant(alpha), new RoundTime(c, VerificationTime.ONE_STEP));
    assertThat(best.length()).isEqualTo(gamma);
    assertThat(best.speedUp()).isCloseTo(speedUp, offset(5e-7));
    assertThat(best.speedUp()).isGreaterThanOrEqualTo(Chain.leastSpeedUp(alpha, c) - 1e-12);
  }

  @Test
  void draftingHelpsExactlyWhereAcceptanceExceedsItsCost() {
    for (double alpha = 0.05; alpha < 1; alpha += 0.05) {
      for (double c = 0.025; c < 1; c += 0.05) {
        DraftLength best =
            DraftLength.best(
                64, AcceptanceProfile.constant(alpha), new RoundTime(c, VerificationTime.ONE_STEP));
        assertThat(best.length() > 0).isEqualTo(Chain.helps(alpha, c));
      }
    }
  }

  @Test
  void theAcceptanceIsFoundBackFromTheTokens() {
    assertThat(Chain.acceptance(3, 5)).isCloseTo(0.7090111952, offset(1e-10));
    assertThat(Chain.acceptance(2.28, 4)).isCloseTo(0.5937762285, offset(1e-10));
    assertThat(Chain.acceptance(1, 4)).isCloseTo(0, offset(1e-15));
    assertThat(Chain.acceptance(5, 4)).isCloseTo(1, offset(1e-15));
    assertThatThrownBy(() -> Chain.acceptance(5.1, 4)).hasMessageContaining("[1, 5]");
  }

  @Test
  void draftsThatEndEarlyGiveLess() {
    double[] acceptances = {0.8, 0.7, 0.6};
    assertThat(Chain.expectedTokens(acceptances, new double[] {1, 1, 1}))
        .isEqualTo(Chain.expectedTokens(acceptances));
    assertThat(Chain.expectedTokens(acceptances, new double[] {1, 0.5, 0.25}))
        .isCloseTo(1 + 0.8 + 0.5 * 0.56 + 0.25 * 0.336, offset(1e-15));
    assertThatThrownBy(() -> Chain.expectedTokens(acceptances, new double[] {0.5, 0.6, 0.1}))
        .hasMessageContaining("position 1");
  }

  @Test
  void operationsAndMemoryBoundSpeedUpFollowTheirFormulas() {
    double tau = Chain.expectedTokens(0.8, 5);
    assertThat(Chain.operationsFactor(0.8, 5, 0.1))
        .isCloseTo((1 - 0.8) * (5 * 0.1 + 6) / (1 - Math.pow(0.8, 6)), offset(1e-13));
    assertThat(Chain.memoryBoundSpeedUp(tau, 5, 0.05)).isCloseTo(tau / 1.25, offset(1e-13));
    assertThat(Chain.speedUp(tau, 5, 0.05, 1.2)).isCloseTo(tau / 1.45, offset(1e-13));
  }

  @Test
  void aProfileGoesOnWithItsLastAcceptance() {
    AcceptanceProfile profile = new AcceptanceProfile(Values.of(0.9, 0.5), 0.4);
    assertThat(profile.expectedTokens(3))
        .containsExactly(new double[] {1, 1.9, 2.35, 2.53}, offset(1e-12));
  }

  @Test
  void verificationIsLinearBetweenMeasuredSizes() {
    VerificationTime time = VerificationTime.of(Map.of(1, 1.0, 5, 1.4));
    assertThat(time.of(3)).isCloseTo(1.2, offset(1e-15));
    assertThat(time.of(9)).isEqualTo(1.4);
    assertThat(time.measuredUpTo()).isEqualTo(5);
    assertThatThrownBy(() -> VerificationTime.of(Map.of(1, 0.0))).hasMessageContaining("positive");
  }

  @Test
  void speculationInTurnsAndDistributedMatchAGameByHand() {
    InferenceTime sure = new InferenceTime(1, 4, 0.1);
    assertThat(sure.inTurns(10)).isCloseTo(2 * (4 * 0.1 + 1), offset(1e-13));
    assertThat(sure.distributed(10)).isCloseTo(9 * 0.1 + 1, offset(1e-13));
    InferenceTime never = new InferenceTime(0, 4, 0.1);
    assertThat(never.inTurns(3)).isCloseTo(0.2 + 1 + 0.1 + 1 + 1, offset(1e-13));
    assertThat(never.distributed(3)).isCloseTo(3, offset(1e-13));
  }

  @Test
  void distributedSpeculationIsNeverSlowerThanPlainDecoding() {
    for (double alpha = 0; alpha <= 1; alpha += 0.1) {
      for (double c : new double[] {0, 0.05, 0.3, 0.9, 2}) {
        for (int k : new int[] {1, 3, 8}) {
          InferenceTime time = new InferenceTime(alpha, k, c);
          assertThat(time.distributed(50)).isLessThanOrEqualTo(50 + 1e-9);
          assertThat(time.distributed(50)).isLessThanOrEqualTo(time.inTurns(50) + 1e-9);
        }
      }
    }
  }
}
