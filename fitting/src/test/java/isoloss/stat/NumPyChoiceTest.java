package isoloss.stat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumPyChoiceTest {
  @Test
  void theSequenceIsThatOfNumPy() {
    // numpy 2.4.6: numpy.random.seed(42); numpy.random.choice(240, size=240, replace=True)[:8]
    assertThat(new NumPyChoice(42).draw(240, 8))
        .containsExactly(102, 179, 92, 14, 106, 71, 188, 20);
  }

  @Test
  void aSecondCallGoesOnWithTheSequence() {
    NumPyChoice twice = new NumPyChoice(7);
    twice.draw(10, 3);
    assertThat(twice.draw(10, 4))
        .containsExactly(new NumPyChoice(7).draw(10, 7)[3], at(4), at(5), at(6));
  }

  private static int at(int index) {
    return new NumPyChoice(7).draw(10, 7)[index];
  }
}
