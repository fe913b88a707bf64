package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {
  @Test
  void commas_in_quotes_and_parentheses_belong_to_the_expression() {
    assertThat(
            ColumnMapping.parse(
                "N=\"Model, Size\", D=greatest(a, b) ,L=replace(x, ',', '.'),seed='a''b,c'"))
        .containsExactly(
            new ColumnMapping("N", "\"Model, Size\""),
            new ColumnMapping("D", "greatest(a, b)"),
            new ColumnMapping("L", "replace(x, ',', '.')"),
            new ColumnMapping("seed", "'a''b,c'"));
  }

  @Test
  void only_the_first_equals_sign_parts_role_and_expression() {
    assertThat(ColumnMapping.parse("ok=split = 'fit'"))
        .containsExactly(new ColumnMapping("ok", "split = 'fit'"));
  }

  @Property(tries = 100)
  void what_is_joined_comes_apart_again(
      @ForAll @Size(min = 1, max = 5)
          List<@AlphaChars @NumericChars @StringLength(min = 1, max = 8) String> names) {
    List<ColumnMapping> mappings =
        names.stream().map(n -> new ColumnMapping("r" + n, "f(\"" + n + ",\", '(')")).toList();
    String text =
        String.join(",", mappings.stream().map(m -> m.role() + "=" + m.expression()).toList());

    assertThat(ColumnMapping.parse(text)).isEqualTo(mappings);
  }
}
