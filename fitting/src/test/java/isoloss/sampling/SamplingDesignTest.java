package isoloss.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingDesignTest {
  /** Sums the estimate over every path of a design; it must be (1-p)^k exactly. */
  private static double expectation(SamplingDesign design, double p, int k, boolean batches) {
    return walk(design, p, k, 0, 0, 1, batches);
  }

  private static double walk(
      SamplingDesign design, double p, int k, int n, int c, double probability, boolean batches) {
    if (ended(design, n, c, batches)) {
      return probability * design.failure(ProblemCounts.of("x", n, c), k);
    }
    return walk(design, p, k, n + 1, c + 1, probability * p, batches)
        + walk(design, p, k, n + 1, c, probability * (1 - p), batches);
  }

  private static boolean ended(SamplingDesign design, int n, int c, boolean batches) {
    return switch (design) {
      case SamplingDesign.StopAtSuccesses(int r, int cap) -> c == r || n == cap;
      case SamplingDesign.StopByBatch(int size, int cap) ->
          n == cap || n > 0 && n % size == 0 && c > 0;
      case SamplingDesign.FixedN ignored -> n == 8;
      case SamplingDesign.Adaptive ignored -> true;
    };
  }

  @Test
  void everyDesignIsUnbiased() {
    for (double p : new double[] {0.1, 0.35, 0.8}) {
      for (int k = 1; k <= 8; k++) {
        for (SamplingDesign design :
            List.of(
                new SamplingDesign.FixedN(),
                new SamplingDesign.StopAtSuccesses(1, 9),
                new SamplingDesign.StopAtSuccesses(3, 9),
                new SamplingDesign.StopByBatch(3, 9),
                new SamplingDesign.StopByBatch(4, 8))) {
          assertThat(expectation(design, p, k, true))
              .as("%s p=%s k=%d", design.describe(), p, k)
              .isCloseTo(Math.pow(1 - p, k), within(1e-12));
        }
      }
    }
  }

  @Test
  void aDesignIsReadAndSpelledAlike() {
    for (String text : List.of("fixed", "stop:2:1000", "batch:60:10020", "adaptive")) {
      assertThat(SamplingDesign.parse(text).spelled()).isEqualTo(text);
    }
    assertThatThrownBy(() -> SamplingDesign.parse("stop:x"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("stop:SUCCESSES:CAP");
  }

  @Test
  void countsThatContradictTheDesignAreRefused() {
    SamplingDesign stop = new SamplingDesign.StopAtSuccesses(1, 100);
    assertThatThrownBy(() -> stop.failure(ProblemCounts.of("p7", 50, 0), 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("p7");
    SamplingDesign batch = new SamplingDesign.StopByBatch(60, 10020);
    assertThatThrownBy(() -> batch.failure(ProblemCounts.of("p8", 61, 1), 10))
        .hasMessageContaining("p8");
    assertThatThrownBy(() -> new SamplingDesign.Adaptive().failure(ProblemCounts.of("p", 5, 1), 1))
        .hasMessageContaining("--extrapolate");
  }
}
