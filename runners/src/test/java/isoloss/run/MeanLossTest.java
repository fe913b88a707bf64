package isoloss.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanLossTest {
  @Test
  void documents_of_equal_length_give_the_usual_standard_error_of_the_mean() {
    MeanLoss loss = MeanLoss.of(List.of(document(10), document(20), document(60)));
    assertThat(loss.natsPerToken()).isCloseTo(3, within(1e-12));
    // means 1, 2, 6: standard deviation sqrt(7), over sqrt(3)
    assertThat(loss.standardError().orElseThrow()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-12));
    assertThat(loss.tokens()).isEqualTo(30);
  }

  @Test
  void one_document_has_no_standard_error_and_none_has_no_mean() {
    assertThat(MeanLoss.of(List.of(document(10))).standardError()).isEmpty();
    assertThatThrownBy(() -> MeanLoss.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static DocumentLoss document(double loss) {
    return new DocumentLoss("d" + loss, loss, 10);
  }
}
