package isoloss.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.rank.PublicPools;
import isoloss.rank.item.SimulatedAnswers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingTest {

  @Test
  void ofEveryModelTheStatedShareOfCellsGoes() {
    Pool complete = SimulatedAnswers.of(5, 41, 1, new Seed(1));
    Pool left = new Missing.Cells(0.9).from(complete, new Seed(2).generator());
    assertThat(left.measurements()).containsOnly(41 - 37); // ceil(36.9)
    assertThat(new Missing.Cells(0.9).inWords()).isEqualTo("10 % of cells");
  }

  @Test
  void samplesGoForAllModelsAlike() {
    Pool complete = SimulatedAnswers.of(5, 40, 1, new Seed(1));
    Pool left = new Missing.Samples(0.9).from(complete, new Seed(2).generator());
    assertThat(IntStream.range(0, 40).map(left::measured).filter(count -> count == 5)).hasSize(4);
    assertThat(left.scoreCount()).isEqualTo(20);
    Pool least = new Missing.Samples(0.999).from(complete, new Seed(2).generator());
    assertThat(least.scoreCount()).isEqualTo(10);
  }

  @Test
  void ofEveryModelTheStatedNumberOfSourcesStays() {
    Pool left = new Missing.Blocks(2).from(PublicPools.openLlm(), new Seed(3).generator());
    for (int m = 0; m < left.modelCount(); m++) {
      int model = m;
      long sources =
          IntStream.range(0, left.sampleCount())
              .filter(s -> left.score(model, s).isPresent())
              .mapToObj(s -> left.sample(s).source())
              .distinct()
              .count();
      assertThat(sources).isEqualTo(2);
    }
  }

  @Test
  void nothingOrEverythingCannotBeAskedFor() {
    assertThatThrownBy(() -> new Missing.Cells(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Missing.Blocks(0)).isInstanceOf(IllegalArgumentException.class);
    Pool oneSource = SimulatedAnswers.of(2, 5, 1, new Seed(1));
    assertThatThrownBy(() -> new Missing.Blocks(2).from(oneSource, new Seed(1).generator()))
        .hasMessageContaining("1 sources");
  }
}
