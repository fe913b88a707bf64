package isoloss.run.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Check values worked out by hand from the definition of the entropy rate. */
class MarkovSourceTest {
  private final MarkovSource twoStates =
      new MarkovSource(1, 2, new double[][] {{.9, .1}, {.5, .5}});
  private final MarkovSource secondOrder =
      new MarkovSource(2, 2, new double[][] {{.9, .1}, {.4, .6}, {.7, .3}, {.2, .8}});

  @Test
  void a_two_state_chain_has_its_known_entropy_rate() {
    assertThat(twoStates.contextProbabilities()[0]).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(twoStates.entropyRate()).isCloseTo(0.386427, within(5e-7));
    assertThat(twoStates.windowEntropy(1)).isCloseTo(twoStates.entropyRate(), within(1e-12));
    assertThat(twoStates.windowEntropy(64)).isCloseTo(twoStates.entropyRate(), within(1e-12));
  }

  @Test
  void a_second_order_chain_has_its_known_window_entropies() {
    double[] pi = secondOrder.contextProbabilities();
    assertThat(pi[0]).isCloseTo(.583333, within(5e-7));
    assertThat(pi[1]).isCloseTo(.083333, within(5e-7));
    assertThat(pi[2]).isCloseTo(.083333, within(5e-7));
    assertThat(pi[3]).isCloseTo(.25, within(1e-12));
    assertThat(secondOrder.entropyRate()).isCloseTo(0.421722, within(5e-7));
    assertThat(secondOrder.conditionalEntropy(1)).isCloseTo(0.438625, within(5e-7));
    assertThat(secondOrder.windowEntropy(4)).isCloseTo(0.425948, within(5e-7));
    assertThat(secondOrder.windowEntropy(64)).isCloseTo(0.421986, within(5e-7));
  }

  @Test
  void the_perfect_predictors_loss_on_samples_is_the_window_entropy() {
    RandomGenerator random = new Seed(1).generator();
    int windows = 40_000;
    int length = 4;
    double loss = 0;
    for (int i = 0; i < windows; i++) {
      loss += secondOrder.bestLoss(secondOrder.sample(length + 1, random));
    }
    assertThat(loss / windows / length).isCloseTo(secondOrder.windowEntropy(length), within(.006));
  }

  @Test
  void samples_shorter_than_the_order_follow_the_marginal_distribution() {
    RandomGenerator random = new Seed(2).generator();
    double ones = 0;
    for (int i = 0; i < 20_000; i++) {
      ones += secondOrder.sample(1, random)[0];
    }
    assertThat(ones / 20_000).isCloseTo(1.0 / 3, within(.01));
  }

  @Test
  void a_periodic_chain_still_has_a_stationary_distribution() {
    MarkovSource flip = new MarkovSource(1, 2, new double[][] {{0, 1}, {1, 0}});
    assertThat(flip.contextProbabilities()).containsExactly(.5, .5);
    assertThat(flip.entropyRate()).isZero();
  }

  @Test
  void a_row_that_does_not_sum_to_one_is_refused() {
    assertThatThrownBy(() -> new MarkovSource(1, 2, new double[][] {{.9, .2}, {.5, .5}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a distribution");
  }
}
