package isoloss.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Seed;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.item.SimulatedAnswers;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldOutTest {

  @Test
  void aTenthOfTheCellsIsHeldOutAndEveryModelKeepsOne() {
    Pool pool = SimulatedAnswers.of(40, 100, 0.8, new Seed(1));
    Pool left = pool.masked(HoldOut.of(pool, 0.1, new Seed(2)));
    assertThat(left.scoreCount() / (double) pool.scoreCount()).isBetween(0.88, 0.92);
    Pool few = pool.masked(HoldOut.of(pool, 0.999, new Seed(2)));
    for (int count : few.measurements()) {
      assertThat(count).isPositive();
    }
  }

  @Test
  void whereModelsWereMeasuredOnWholeSourcesTheseAreHeldOut() {
    Pool pool = blocks();
    assertThat(HoldOut.isByBlocks(pool)).isTrue();
    Pool left = pool.masked(HoldOut.of(pool, 0.3, new Seed(3)));
    assertThat(left.scoreCount()).isLessThan(pool.scoreCount());
    for (int m = 0; m < pool.modelCount(); m++) {
      Set<String> gone = new HashSet<>();
      Set<String> stayed = new HashSet<>();
      for (int s = 0; s < pool.sampleCount(); s++) {
        if (pool.score(m, s).isPresent()) {
          (left.score(m, s).isPresent() ? stayed : gone).add(pool.sample(s).source());
        }
      }
      assertThat(stayed).isNotEmpty();
      assertThat(Collections.disjoint(stayed, gone)).isTrue();
    }
  }

  /** Each of 12 models on two of three sources. */
  private static Pool blocks() {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 30; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY).withSource("source " + s % 3));
      for (int m = 0; m < 12; m++) {
        int model = builder.model("m" + m);
        if (s % 3 != m % 3) {
          builder.score(model, sample, (s * 7 + m * 5) % 4 == 0 ? 1 : 0);
        }
      }
    }
    return SimulatedAnswers.packed(builder);
  }
}
