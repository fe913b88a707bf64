package isoloss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.json.Json;
import isoloss.data.table.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class DataTableTest {
  private static final DataTable TABLE =
      DataTable.empty()
          .withTexts("term", List.of("alpha", "=SUM(A1)", "a,\"b\"\nc"))
          .withNumbers("estimate", 0.34731234567, 1e24, Double.NaN)
          .withIntegers("n", List.of(240L, -7L, 0L));

  @Test
  void text_is_aligned_under_its_names() {
    assertThat(TABLE.toString())
        .isEqualTo(
            """
            term         estimate    n
            alpha        0.347312  240
            =SUM(A1)  1.00000e+24   -7
            a,"b" c                  0
            """);
  }

  @Test
  void csv_is_quoted_and_safe_in_a_spreadsheet_with_numbers_at_full_precision() {
    assertThat(TABLE.toCsv())
        .isEqualTo(
            """
            term,estimate,n
            alpha,0.34731234567,240
            '=SUM(A1),1.0E24,-7
            "a,""b""
            c",,0
            """);
    assertThat(DataTable.empty().withTexts("only", List.of("", "x")).toCsv())
        .isEqualTo("only\n\"\"\nx\n");
  }

  @Test
  void json_has_one_object_a_row_and_null_for_no_number() {
    assertThat(Json.compact(TABLE.toJson()))
        .isEqualTo(
            "[{\"term\":\"alpha\",\"estimate\":0.34731234567,\"n\":240},"
                + "{\"term\":\"=SUM(A1)\",\"estimate\":1.0E24,\"n\":-7},"
                + "{\"term\":\"a,\\\"b\\\"\\nc\",\"estimate\":null,\"n\":0}]");
  }

  @Test
  void tablesaw_receives_the_same_columns() {
    Table table = Tables.toTablesaw("tidy", TABLE);

    assertThat(table.columnNames()).containsExactly("term", "estimate", "n");
    assertThat(table.doubleColumn("estimate").isMissing(2)).isTrue();
    assertThat(table.longColumn("n").get(1)).isEqualTo(-7);
    assertThat(table.stringColumn("term").get(2)).isEqualTo("a,\"b\"\nc");
  }

  @Test
  void observations_become_columns_with_labels() {
    Observations rows =
        Observations.of(List.of(Variable.N, Variable.L), new double[][] {{1, 2}, {3, 4}});

    assertThat(DataTable.of(rows).names()).containsExactly("N", "L");
    assertThat(Tables.toTablesaw(rows).rowCount()).isEqualTo(2);
  }

  @Test
  void columns_must_fit_together() {
    assertThatThrownBy(() -> TABLE.withNumbers("n", 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two columns are named n");
    assertThatThrownBy(() -> TABLE.withNumbers("x", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 1 rows, the table 3");
    assertThatThrownBy(() -> TABLE.column("estimat"))
        .hasMessageContaining("did you mean estimate?");
    assertThat(TABLE)
        .isEqualTo(DataTable.of(TABLE.columns()))
        .hasSameHashCodeAs(DataTable.of(TABLE.columns()));
  }
}
