package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's SQL reads the table at hand and nothing else. */
class ExpressionSafetyTest {
  private static final TableReader READER =
      TableReader.of(List.of(Variable.N, Variable.D, Variable.L));

  @TempDir Path folder;

  private List<String> file() throws IOException {
    return List.of(
        Files.writeString(
                folder.resolve("runs.csv"),
                "N,D,L,split,ok,a.b\n1,20,3,fit,True,1\n2,40,2.5,fit,False,2\n3,60,2.25,test,True,3\n")
            .toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1=1; DROP TABLE raw",
        "1=1); DROP TABLE raw; --",
        "read_csv('/etc/passwd')",
        "(SELECT count(*) FROM read_csv('/etc/passwd')) > 0",
        "EXISTS (SELECT 1)",
        "N IN (SELECT 1)",
        "1) FROM raw WHERE (1=1",
        "1 UNION SELECT 2",
        "1), (2",
        "N > 0) OR (SELECT true",
        "COPY raw TO '/tmp/stolen'",
        "ATTACH '/tmp/other.db'",
        "getenv('HOME') = ''",
        "current_setting('threads') > 0",
        "current_database() = 'memory'",
        "pg_sleep(10)",
        "read_text('/etc/passwd') = ''",
        "error('x') IS NULL",
        "random() > 0.5",
        "now() > DATE '2020-01-01'",
        "nextval('s') > 0",
        "N > 0 -- AND N < 2",
        "N > 0 /* hidden */",
        "N > ?",
        "N > $1",
        "*",
        "COLUMNS('c.*') > 0",
        "sum(N) OVER () > 0",
        "sum(N) > 0",
        "list_transform([1], x -> x)",
        "CAST('raw' AS regclass) IS NULL",
        "main.abs(N) > 0",
        "repeat('x', 1000000000) = ''",
        "split = ‘fit’",
        "split = “fit”",
        "N > 'unclosed",
        "\"N > 0",
        "N >",
        "((((N > 0)",
        "",
        "   ",
        "c0 > 0",
        "raw.c0 > 0",
        "r0 > 0",
        "seq > 0",
        "rowid > 0",
        "n > 0",
        "split = \"fit\"",
      })
  void anything_but_one_pure_expression_is_refused_in_one_sentence(String hostile)
      throws IOException {
    List<String> file = file();
    assertThatThrownBy(() -> READER.withWhere(hostile).read(file))
        .isInstanceOf(InputException.class)
        .message()
        .startsWith("--where")
        .doesNotContain("\n");
    assertThatThrownBy(() -> READER.withHoldOut(hostile).read(file))
        .isInstanceOf(InputException.class);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "N=(SELECT 1)",
        "N=read_csv('/etc/passwd')",
        "N=N; DROP TABLE raw",
        "N=role.D",
        "N=unknown",
        "N=",
        "=N",
        "N",
        "N=(N",
        "N=\"N",
        "n=N",
        "N=N,N=D"
      })
  void a_mapping_is_held_to_the_same(String hostile) throws IOException {
    List<String> file = file();
    assertThatThrownBy(() -> READER.withColumns(hostile).read(file))
        .isInstanceOf(InputException.class)
        .message()
        .startsWith("--columns")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "N > 1|2",
        "N BETWEEN 1 AND 2 OR N = 3|3",
        "split = 'fit'|2",
        "split LIKE 'te%'|1",
        "split IN ('fit', 'other') AND NOT (N = 1)|1",
        "CASE WHEN split = 'fit' THEN N < 2 ELSE false END|1",
        "ok|2",
        "ok = 'False'|1",
        "NOT ok|1",
        "log10(N * 10) > 1.2|2",
        "CAST(N AS INTEGER) % 2 = 1|2",
        "\"a.b\" >= 2|2",
        "role.N + D > 41|2",
        "coalesce(N, 0) > 2|1",
        "log10(N - 1) >= 0|2",
        "CAST(CASE WHEN N > 1 THEN '2' ELSE 'x' END AS INTEGER) = 2|2",
        "starts_with(split, 'f')|2",
        "1=1|3",
      })
  void ordinary_conditions_do_what_they_say(String condition, int rows) throws IOException {
    Imported imported = READER.withWhere(condition).read(file());

    assertThat(imported.observations().size()).isEqualTo(rows);
    assertThat(imported.rejected()).isEmpty();
  }

  @Test
  void the_name_of_a_column_is_case_sensitive_and_the_nearest_is_named() throws IOException {
    List<String> file = file();
    assertThatThrownBy(() -> READER.withWhere("spilt = 'fit'").read(file))
        .hasMessageContaining("no column spilt; did you mean split?");
    assertThatThrownBy(() -> READER.withColumns("n=N").read(file))
        .hasMessageContaining("no role n here; did you mean N?");

    String both = Files.writeString(folder.resolve("both.csv"), "n,N,D,L\n5,1,2,3\n").toString();
    assertThat(READER.withWhere("n = 5 AND N = 1").read(List.of(both)).observations().column("N"))
        .containsExactly(1);
  }

  @Test
  void a_role_may_be_named_where_the_file_has_no_such_column() throws IOException {
    String path =
        Files.writeString(folder.resolve("named.csv"), "Model Size,tokens,loss\n10,20,3\n20,40,2\n")
            .toString();
    TableReader reader = READER.withColumns("N=\"Model Size\"*2");

    assertThat(reader.withWhere("N > 30").read(List.of(path)).observations().column("D"))
        .containsExactly(40);
    assertThat(reader.withWhere("role.N <= 30").read(List.of(path)).observations().column("D"))
        .containsExactly(20);
  }
}
