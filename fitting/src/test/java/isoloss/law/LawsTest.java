package isoloss.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import org.junit.jupiter.api.Test;

class LawsTest {
  @Test
  void aLawIsFoundByItsName() {
    assertThat(Laws.named("farseer")).isInstanceOf(Farseer.class);
  }

  @Test
  void aMisspelledNameIsCorrectedAndAForeignOneGetsTheList() {
    assertThatThrownBy(() -> Laws.named("chinchla"))
        .isInstanceOf(InputException.class)
        .hasMessage("no law chinchla; did you mean chinchilla?");
    assertThatThrownBy(() -> Laws.named("xyz"))
        .hasMessageStartingWith("no law xyz; there are chinchilla, farseer, skaling, kaplan");
  }
}
