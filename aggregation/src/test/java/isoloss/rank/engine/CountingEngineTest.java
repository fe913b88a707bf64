package isoloss.rank.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import org.junit.jupiter.api.Test;

class CountingEngineTest {

  @Test
  void anAbsentEngineIsNamedWithTheWayToIt() {
    assertThatThrownBy(() -> CountingEngine.named("spark"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mvn -P spark")
        .hasMessageContaining("ISOLOSS_SPARK_HOME");
    assertThatThrownBy(() -> CountingEngine.named("sprak"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("no engine sprak is installed");
  }
}
