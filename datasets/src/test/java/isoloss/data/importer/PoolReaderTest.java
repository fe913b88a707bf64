package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Normalisation;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolReaderTest {
  private static final PoolReader READER = PoolReader.withDefaults();

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private ImportedPool read(PoolReader reader, String content) throws IOException {
    return reader.read(List.of(file("scores.csv", content)));
  }

  private ImportedPool read(String content) throws IOException {
    return read(READER, content);
  }

  /** Model and sample, with source and metric where there are any, to the score. */
  static Map<String, Double> cells(Pool pool) {
    Map<String, Double> cells = new TreeMap<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      Sample sample = pool.sample(s);
      String key = sample.name() + "|" + sample.source() + "|" + sample.metric();
      pool.forEachModel(s, (m, value) -> cells.put(pool.models().get(m) + "|" + key, value));
    }
    return cells;
  }

  /** As {@code a>b on sample}, {@code a=b on sample}. */
  static List<String> battles(Pool pool) {
    List<String> battles = new ArrayList<>();
    for (Comparison each : pool.comparisons()) {
      String a = pool.models().get(each.a());
      String b = pool.models().get(each.b());
      String on = " on " + pool.sample(each.sample()).name();
      String smaller = a.compareTo(b) < 0 ? a + "=" + b : b + "=" + a;
      battles.add((each.winsA() > 0 ? a + ">" + b : each.winsB() > 0 ? b + ">" + a : smaller) + on);
    }
    battles.sort(null);
    return battles;
  }

  private static Sample sample(Pool pool, String name) {
    return pool.samples().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void a_row_is_a_score_with_all_that_it_says_of_its_sample() throws IOException {
    Pool pool =
        read("""
        model,sample,score,metric,source,capability,weight,cluster,question,level,note,params
        a,s,1,acc,x,math; logic|math,2,p,How many?,easy,first,7
        b,s,0,acc,x,math; logic|math,2.0,p,How many?,easy,,13
        a,t,0.5,loss,y,,,,,hard,only,7
        """)
            .pool();

    Sample s = sample(pool, "s");
    assertThat(s)
        .isEqualTo(
            new Sample(
                "s",
                "x",
                "acc",
                Kind.BINARY,
                Direction.HIGHER_IS_BETTER,
                2,
                "p",
                List.of("math", "logic"),
                "How many?",
                Map.of("level", "easy", "note", "first")));
    assertThat(sample(pool, "t").kind()).isEqualTo(Kind.NUMERIC);
    assertThat(sample(pool, "t").cluster()).isEqualTo("t");
    assertThat(cells(pool))
        .isEqualTo(Map.of("a|s|x|acc", 1.0, "b|s|x|acc", 0.0, "a|t|y|loss", 0.5));
  }

  @Test
  void one_question_by_two_judges_is_two_samples_of_one_cluster() throws IOException {
    Pool pool = read("model,sample,score,judge\na,q,1,x\na,q,0,y\n").pool();

    assertThat(pool.samples()).extracting(Sample::source).containsExactlyInAnyOrder("x", "y");
    assertThat(pool.samples()).extracting(Sample::cluster).containsOnly("q");
    assertThat(pool.samples())
        .allSatisfy(s -> assertThat(s.attributes()).containsEntry("judge", s.source()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"\"", "nan", "NaN", "null", "None", "NA", "N/A"})
  void what_is_blank_was_not_measured(String cell) throws IOException {
    ImportedPool imported = read("model,sample,score\na,s,1\nb,s," + cell + "\nb,t,0\n");

    assertThat(imported.rejected()).isEmpty();
    assertThat(imported.pool().scoreCount()).isEqualTo(2);
    assertThat(imported.notes())
        .containsExactly("1 cells are blank, NaN, NA, null or None: not measured");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a,s,inf#score is infinite",
        "a,s,-Infinity#score is infinite",
        "a,s,good#score is not a number: \"good\"",
        "a,s,1d#score is not a number: \"1d\"",
        "a,s,0x1p3#score is not a number: \"0x1p3\"",
        "a,s,1_0#score is not a number: \"1_0\"",
        "a,s,x#score is not a number: \"x\"",
        "a,s,1e999#score is beyond the range of numbers: 1e999",
        ",s,1#model is empty",
        " ,s,1#model is empty",
        "a,,1#sample is empty",
        "a,s#the row has 2 cells, the header 3",
        "a,s,\"1#the quote opened here is not closed",
      })
  void a_row_that_cannot_be_used_is_rejected_with_its_line(String row, String reason)
      throws IOException {
    ImportedPool imported = read("model,sample,score\na,s,1\n" + row + "\nb,s,0\n");

    assertThat(imported.rejected())
        .containsExactly(new Rejected(folder.resolve("scores.csv").toString(), 3, reason));
    assertThat(imported.pool().scoreCount()).isEqualTo(2);
  }

  @Test
  void numbers_are_read_as_other_programs_write_them() throws IOException {
    Pool pool =
        read("model,sample,score\na,s,True\nb,s,false\nc,s, 1 \nd,s,1.0\ne,s,+.5e0\nf,s,-2E-1\n")
            .pool();
    assertThat(cells(pool).values()).containsExactly(1.0, 0.0, 1.0, 1.0, 0.5, -0.2);
  }

  @Test
  void bad_descriptions_reject_their_row() throws IOException {
    ImportedPool imported =
        read(
            """
            model,sample,score,weight,direction,kind
            a,s,1,-1,,
            a,s,1,much,,
            a,s,1,,sideways,
            a,s,1,,,ternary
            a,s,1,,,pairwise
            a,s,1,,lower,binary
            """);
    assertThat(imported.rejected().stream().map(Rejected::reason))
        .containsExactly(
            "weight = -1 is negative",
            "weight is not a number: \"much\"",
            "direction \"sideways\" is neither higher nor lower",
            "kind ternary is not binary, numeric or ordinal for a score",
            "kind pairwise is not binary, numeric or ordinal for a score");
    assertThat(imported.pool().sample(0).direction()).isEqualTo(Direction.LOWER_IS_BETTER);
  }

  @Test
  void what_changes_a_result_may_not_differ_within_a_sample() throws IOException {
    assertThatThrownBy(() -> read("model,sample,score,weight\na,s,1,1\nb,s,1,2\n"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "scores.csv:3: weight of the sample s is 2 here and 1 elsewhere; one sample has one"
                + " weight");
    assertThatThrownBy(() -> read("model,sample,score,kind\na,s,1,numeric\nb,s,2,ordinal\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("scores.csv:3: the sample s has places in an ordering here");
  }

  @Test
  void tags_of_all_rows_count() throws IOException {
    Pool pool = read("model,sample,score,tags\na,s,1,b;a\nb,s,1,c\na,t,1,z;y\n").pool();

    assertThat(sample(pool, "s").capabilities()).containsExactly("a", "b", "c");
    assertThat(sample(pool, "t").capabilities()).containsExactly("z", "y");
  }

  @Test
  void a_wide_matrix_has_a_sample_a_column() throws IOException {
    ImportedPool imported =
        read("model,family,s 1,t,u\na,x,1,0.5,\nb,y,0,nan,\"text\"\nc,3,1,2,4\n");

    assertThat(cells(imported.pool()))
        .isEqualTo(
            Map.of(
                "a|s 1||", 1.0, "b|s 1||", 0.0, "c|s 1||", 1.0, "a|t||", 0.5, "c|t||", 2.0, "c|u||",
                4.0));
    assertThat(imported.rejected().stream().map(Rejected::toString))
        .containsExactly(
            folder.resolve("scores.csv")
                + ":3: u is not a number: \"text\"; the other cells of the row count");
    assertThat(imported.notes())
        .contains(
            folder.resolve("scores.csv")
                + ": columns of text are no samples and were left out: family");
    Pool prefixed = read("model,x/1,x/2,y/1/a\na,1,0,1\n").pool();
    assertThat(prefixed.samples())
        .extracting(Sample::source)
        .containsExactlyInAnyOrder("x", "x", "y");
    assertThat(read("model,x/1,plain\na,1,0\n").pool().samples())
        .extracting(Sample::source)
        .containsOnly("");
  }

  @Test
  void a_table_of_samples_may_know_more_or_fewer_of_them() throws IOException {
    String table =
        file(
            "items.csv",
            """
            item,benchmark,category,weight,cluster,question,subject
            s,x,math,2,p,How?,algebra
            t,x,,,,,
            gone,x,,,,,
            s,x,again,,,,
            v,x,,-3,,,
            """);
    ImportedPool imported = read(READER.withSampleTable(table), "model,s,t,u\na,1,0,1\nb,0,0,1\n");

    assertThat(sample(imported.pool(), "s"))
        .isEqualTo(
            new Sample(
                "s",
                "x",
                "",
                Kind.BINARY,
                Direction.HIGHER_IS_BETTER,
                2,
                "p",
                List.of("math"),
                "How?",
                Map.of("benchmark", "x", "category", "math", "subject", "algebra")));
    assertThat(sample(imported.pool(), "u").source()).isEmpty();
    assertThat(imported.notes())
        .containsExactly(
            "1 of 3 rows of " + table + " describe no sample of the measurements",
            "1 of 3 samples have no row in " + table);
    assertThat(imported.rejected().stream().map(Rejected::line)).containsExactly(5L, 6L);
    assertThatThrownBy(
            () -> read(READER.withSampleTable(file("x.csv", "a,b\n1,2\n")), "model,s\na,1\n"))
        .hasMessageContaining("has no column that names samples");
  }

  @ParameterizedTest
  @CsvSource({
    "a,b,tie",
    "left,right,TIE",
    "model_a,model_b,tie (bothbad)",
    "model,model_b,draw",
    "1,2,0",
    "win,loss,draw",
    "1.0,2.0,0.0",
    "m one,m two,tie",
    "Model_A,Model_B,Tie",
  })
  void winners_have_the_spellings_of_public_files(String a, String b, String tie)
      throws IOException {
    ImportedPool imported =
        read(
            "model_a,model_b,winner,prompt\nm one,m two,%s,p\nm one,m two,%s,p\nm one,m two,%s,q\n"
                .formatted(a, b, tie));
    assertThat(imported.rejected()).isEmpty();
    assertThat(battles(imported.pool()))
        .containsExactly("m one=m two on q", "m one>m two on p", "m two>m one on p");
  }

  @Test
  void battles_that_cannot_be_told_are_rejected() throws IOException {
    ImportedPool imported =
        read(
            """
            model_a,model_b,winner
            x,y,a
            x,y,z
            x,x,a
            x,,a
            x,y,
            b,a,a
            b,c,b
            2,1,1
            """);
    assertThat(imported.rejected().stream().map(Rejected::line))
        .containsExactly(3L, 4L, 5L, 7L, 8L, 9L);
    assertThat(battles(imported.pool())).containsExactly("x>y on line 2");
    assertThat(imported.notes()).hasSize(1);

    ImportedPool results =
        read("model_a,model_b,result\nx,y,1\nx,y,.5\nx,y,0\nx,y,loss\nx,y,0.4\nx,y,2\n");
    assertThat(battles(results.pool()))
        .containsExactly("x=y on line 3", "x>y on line 2", "y>x on line 4", "y>x on line 5");
    assertThat(results.rejected().stream().map(Rejected::line)).containsExactly(6L, 7L);
  }

  @Test
  void counts_of_battles_are_weights() throws IOException {
    ImportedPool imported =
        read("model_a,model_b,wins_a,wins_b,ties\nx,y,3,1,0.5\nx,z,-1,0,0\ny,z,0,2,\n");

    Comparison only = imported.pool().comparisons().getFirst();
    assertThat(only.winsA() + only.winsB() + only.ties()).isEqualTo(4.5);
    assertThat(imported.rejected().getFirst().reason()).isEqualTo("wins_a = -1 is negative");
    assertThat(imported.notes()).hasSize(1);
    assertThat(imported.pool().comparisons()).hasSize(1);
  }

  @Test
  void a_row_that_names_a_second_model_is_a_battle() throws IOException {
    ImportedPool imported =
        read(
            """
            sample,model,score,model_b,winner,kind
            s,a,1,,,binary
            p,a,,b,model_b,pairwise
            p,b,,a,tie,numeric
            t,b,0.5,,,numeric
            """);
    assertThat(cells(imported.pool())).isEqualTo(Map.of("a|s||", 1.0, "b|t||", 0.5));
    assertThat(battles(imported.pool())).containsExactly("b>a on p");
    assertThat(imported.rejected()).hasSize(1);
    assertThatThrownBy(() -> read("sample,model,score,model_b,winner\ns,a,1,,\ns,a,,b,tie\n"))
        .hasMessageContaining("scores.csv:3: the sample s has comparisons here and scores");
  }

  @Test
  void orderings_may_end_early_but_not_skip() throws IOException {
    ImportedPool imported =
        read("voter,rank1,rank2,rank3\nv,a,b,c\nw,c,a,\nx,a,,b\ny,a,a,b\nz,,,\n");

    assertThat(cells(imported.pool()))
        .isEqualTo(
            Map.of(
                "a|line 2||",
                1.0,
                "b|line 2||",
                2.0,
                "c|line 2||",
                3.0,
                "c|line 3||",
                1.0,
                "a|line 3||",
                2.0));
    assertThat(imported.rejected().stream().map(Rejected::reason))
        .containsExactly("rank3 is filled after a blank rank2", "the model a is ranked twice");
    assertThat(sample(imported.pool(), "line 3").attributes()).isEqualTo(Map.of("voter", "w"));
  }

  @Test
  void ranks_are_told_from_scores_by_the_missing_model() throws IOException {
    ImportedPool imported = read("a,b,c\n1,2,0\n2,1,1\n1,3,9\n,1,2\n");

    assertThat(cells(imported.pool()))
        .containsOnlyKeys(
            "a|line 2||",
            "b|line 2||",
            "a|line 3||",
            "b|line 3||",
            "c|line 3||",
            "b|line 5||",
            "c|line 5||");
    assertThat(imported.rejected().getFirst().reason())
        .isEqualTo("c = 9 is not a rank from 1 to 3, or 0 for unranked");
    assertThat(imported.pool().samples()).extracting(Sample::kind).containsOnly(Kind.ORDINAL);
    assertThatThrownBy(() -> read("a,b,c\n1,0.5,0\n0.25,1,1\n"))
        .hasMessageContaining("is no table of measurements");
  }

  @Test
  void a_column_rank_beside_model_and_sample_is_a_place() throws IOException {
    Pool pool = read("model,sample,rank\na,s,1\nb,s,2\n").pool();
    assertThat(pool.sample(0).kind()).isEqualTo(Kind.ORDINAL);
    assertThat(pool.sample(0).direction()).isEqualTo(Direction.LOWER_IS_BETTER);
  }

  @Test
  void conflicts_are_refused_with_their_lines_or_settled() throws IOException {
    String content = "model,sample,score\na,s,1\nb,s,1\na,s,1\na,s,0\na,t,0.5\n";
    String path = folder.resolve("scores.csv").toString();

    assertThatThrownBy(() -> read(content))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "1 cells were measured more than once with different scores, first a on s (1.0, 1.0,"
                + " 0.0) at %1$s:2, %1$s:4, %1$s:5; say --conflicts mean|first|last|highest|lowest"
                    .formatted(path));
    ImportedPool mean = read(READER.withConflicts(Conflicts.MEAN), content);
    assertThat(cells(mean.pool())).containsEntry("a|s||", 2 / 3.0);
    assertThat(mean.repeats().conflicting()).isEqualTo(1);
    ImportedPool dropped =
        read(
            READER.withConflicts(Conflicts.MEAN).withDuplicates(TableReader.Duplicates.DROP),
            content);
    assertThat(cells(dropped.pool())).containsEntry("a|s||", 0.5);
    assertThat(dropped.duplicatesDropped()).isEqualTo(1);
  }

  @Test
  void repeats_of_rows_are_dropped_across_files_when_asked() throws IOException {
    List<String> files =
        List.of(
            file("a.csv", "model_a,model_b,winner,prompt\nx,y,a,p\nx,y,a,p\n"),
            file("b.csv", "prompt,winner,model_a,model_b\np,a,x,y\np,b,x,y\n"));

    assertThat(READER.read(files).pool().comparisons()).hasSize(4);
    ImportedPool dropped = READER.withDuplicates(TableReader.Duplicates.DROP).read(files);
    assertThat(battles(dropped.pool())).containsExactly("x>y on p", "y>x on p");
    assertThat(dropped.duplicatesDropped()).isEqualTo(2);
    ImportedPool filtered =
        READER.withDuplicates(TableReader.Duplicates.DROP).withWhere("winner <> 'b'").read(files);
    assertThat(battles(filtered.pool())).containsExactly("x>y on p");
  }

  @Test
  void expressions_and_conditions_see_the_columns_of_the_file() throws IOException {
    String content =
        "system,q,points,of,lang\na,s,3,4,en\nb,s,,4,en\nc,s,many,4,en\nd,s,9,4,de\ne,s,1,4,\n";
    PoolReader reader = READER.withColumns("model=system,sample=q,score=points/of");
    ImportedPool imported = read(reader.withWhere("lang = 'en' AND role.model <> 'z'"), content);

    assertThat(cells(imported.pool())).isEqualTo(Map.of("a|s||", 0.75));
    assertThat(imported.filteredOut().stream().map(Imported.Filtered::rows)).containsExactly(1, 1);
    assertThat(imported.rejected().stream().map(Rejected::reason))
        .containsExactly("score = points/of has no value: column points is not a number: \"many\"");
    assertThat(imported.notes()).hasSize(1);
    assertThat(imported.pool().provenance().steps()).contains("score = points/of");
    assertThat(sample(imported.pool(), "s").attributes()).containsOnlyKeys("points", "of", "lang");
    assertThatThrownBy(() -> read(reader.withWhere("lang = 'fr'"), content))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is left");
    assertThatThrownBy(() -> read(reader.withWhere("lang = (SELECT 1)"), content))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("--where");
    assertThatThrownBy(() -> read(reader.withColumns("winner=lang"), content))
        .hasMessageContaining("have no use for the role winner");
    assertThatThrownBy(() -> read(READER.withColumns("modle=system"), content))
        .hasMessageContaining("did you mean model?");
    assertThatThrownBy(() -> read(READER.withColumns("model=sytem"), content))
        .hasMessageContaining("did you mean system?");
  }

  @Test
  void what_a_column_holds_is_known_before_its_first_row_is_judged() throws IOException {
    StringBuilder content = new StringBuilder("model,sample,score,tag\n");
    int rows = 150_000; // several batches; the text comes in the last
    for (int i = 0; i < rows; i++) {
      content.append("m").append(i % 500).append(",s").append(i / 500).append(",1,");
      content.append(i < rows - 500 ? "" : "late").append('\n');
    }
    content.append("m,s,broken,late\n");
    ImportedPool imported =
        read(
            READER.withWhere("coalesce(tag, '') = '' AND score > 0").withColumns("score=score*2"),
            content.toString());

    assertThat(imported.pool().scoreCount()).isEqualTo(rows - 500);
    assertThat(imported.filteredOut().getFirst().rows()).isEqualTo(501);
    assertThat(imported.rejected()).isEmpty();
  }

  @Test
  void mappings_count_for_the_files_that_have_their_columns() throws IOException {
    Pool pool =
        READER
            .withColumns("score=points/10")
            .read(
                List.of(
                    file("a.csv", "model,sample,points\na,s,5\n"),
                    file("b.csv", "model_a,model_b,winner\na,b,tie\n")))
            .pool();
    assertThat(cells(pool)).isEqualTo(Map.of("a|s||", 0.5));
    assertThat(pool.samples().getLast().name()).endsWith("b.csv line 2");
  }

  @Test
  void directions_come_from_the_list_the_column_or_the_kind() throws IOException {
    String content =
        "model,sample,score,metric,direction\na,s,1,loss,\na,t,1,acc,\na,u,1,acc,lower\n";
    assertThat(lower(read(content))).containsExactly("u");
    assertThat(lower(read(READER.withLowerIsBetter(List.of("loss")), content)))
        .containsExactly("s", "u");
    assertThat(lower(read(READER.withLowerIsBetter(List.of("t")), content)))
        .containsExactly("t", "u");
    assertThat(lower(read(READER.withLowerIsBetter(List.of("*")), content)))
        .containsExactly("s", "t", "u");
    assertThatThrownBy(() -> read(READER.withLowerIsBetter(List.of("lost")), content))
        .hasMessageContaining("did you mean loss?");
  }

  private static List<String> lower(ImportedPool imported) {
    return imported.pool().samples().stream()
        .filter(sample -> sample.direction() == Direction.LOWER_IS_BETTER)
        .map(Sample::name)
        .sorted()
        .toList();
  }

  @Test
  void scores_can_be_brought_to_one_scale() throws IOException {
    Pool pool =
        read(
                READER.withNormalisation(Normalisation.MIN_MAX).withLowerIsBetter(List.of("loss")),
                "model,sample,score,metric\na,s,2,loss\nb,s,3,loss\na,t,4,loss\na,u,7,\nb,u,9,\n")
            .pool();
    assertThat(cells(pool))
        .isEqualTo(
            Map.of(
                "a|s||loss", 1.0, "b|s||loss", 0.5, "a|t||loss", 0.0, "a|u||", 0.0, "b|u||", 1.0));
    assertThat(pool.samples())
        .extracting(Sample::direction)
        .containsOnly(Direction.HIGHER_IS_BETTER);
  }

  @Test
  void percent_beside_proportions_is_noted() throws IOException {
    assertThat(read("model,s,t\na,0.5,55\nb,0.25,60\n").notes())
        .singleElement()
        .asString()
        .startsWith("scores: 1 samples lie between 0 and 1, 1 reach up to 100");
    assertThat(read("model,s,t\na,0.5,0.75\nb,0.25,1\n").notes()).isEmpty();
    assertThat(read("model,s\na,5\nb,6\nc,7\nd,8\ne,9000\n").notes())
        .singleElement()
        .asString()
        .contains("sample s: 5 values up to 9000, over 100 times all others on it");
  }

  @Test
  void names_may_hold_anything() throws IOException {
    String hostile = "\"a, \"\"b\"\"\n'; DROP TABLE raw --\"";
    String name = "a, \"b\"\n'; DROP TABLE raw --";
    String content =
        "model,sample,score,%1$s\n%1$s,%1$s,1,%1$s\nе́,%1$s,250,x\nz,s,0.5,\n".formatted(hostile);
    for (PoolReader reader : List.of(READER, READER.withWhere("score >= 0"))) {
      Pool pool = read(reader, content).pool();
      assertThat(pool.models()).containsExactlyInAnyOrder(name, "е́", "z");
      assertThat(pool.samples()).extracting(Sample::name).containsExactlyInAnyOrder(name, "s");
    }
  }

  @Test
  void a_file_without_rows_is_refused() {
    assertThatThrownBy(() -> read("model,sample,score\n"))
        .hasMessageContaining("has a header but no row");
    assertThatThrownBy(() -> read("model,score\na,1\n"))
        .hasMessageContaining("it has columns model, score, of which known model, score");
    assertThatThrownBy(() -> READER.read(List.of(folder + "/none.csv")))
        .hasMessageContaining("no such file");
  }
}
