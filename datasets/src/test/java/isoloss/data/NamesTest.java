package isoloss.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void the_nearest_name_is_a_slip_away_and_nothing_far_is_offered() {
    List<String> laws = List.of("chinchilla", "farseer", "kaplan", "skaling");

    assertThat(Names.nearest("chinchila", laws)).contains("chinchilla");
    assertThat(Names.nearest("Farseer", laws)).contains("farseer");
    assertThat(Names.nearest("kalpan", laws)).contains("kaplan");
    assertThat(Names.nearest("bnsl", laws)).isEmpty();
    assertThat(Names.nearest("n", List.of("D", "N"))).contains("N");
    assertThat(Names.nearest("x", List.of("D", "N"))).isEmpty();
    assertThat(Names.suggestion("bnsl", laws))
        .isEqualTo("; there are chinchilla, farseer, kaplan, skaling");
  }

  @Test
  void distances_are_those_of_the_literature() {
    // optimal string alignment of the standard examples
    assertThat(Names.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Names.distance("ca", "abc")).isEqualTo(3);
    assertThat(Names.distance("ab", "ba")).isEqualTo(1);
    assertThat(Names.distance("", "abc")).isEqualTo(3);
  }

  @Property(tries = 200)
  void distance_is_symmetric_and_zero_only_between_equals(
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String a,
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String b) {
    assertThat(Names.distance(a, b)).isEqualTo(Names.distance(b, a));
    assertThat(Names.distance(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(Names.distance(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
  }
}
