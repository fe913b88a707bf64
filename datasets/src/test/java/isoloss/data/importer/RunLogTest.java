package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.Scores;
import isoloss.data.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  private static final String LOG =
      """
      {"type":"run","schema":"isoloss/run/1","model":"tiny","N":1000,"D":20000,"seed":1}
      {"type":"document","model":"tiny","sample":"d0","lossNats":30.0,"tokens":10}
      {"type":"document","model":"tiny","sample":"d1","lossNats":10.0,"tokens":5}
      {"type":"result","N":1000,"nonEmbeddingParameters":900,"D":20000,"L":2.6666666666666665,"lossStandardError":0.3,"seed":1,"model":"tiny","cpuSeconds":1.5}
      {"type":"run","schema":"isoloss/run/1","model":"lost","N":2000,"D":20000,"seed":1}
      {"type":"error","model":"lost","message":"loss is NaN at step 3"}
      {"type":"run","schema":"isoloss/run/1","model":"small","N":2000,"D":40000,"seed":2}
      {"type":"result","N":2000,"nonEmbeddingParameters":1900,"D":40000,"L":2.5,"seed":2,"model":"small","cpuSeconds":2.5}
      """;

  @TempDir Path folder;

  @Test
  void each_result_is_an_observation_and_each_failed_run_a_rejected_row() throws IOException {
    String file = Files.writeString(folder.resolve("ladder.jsonl"), LOG).toString();
    Imported imported =
        TableReader.of(List.of(Variable.N, Variable.D, Variable.L)).read(List.of(file));

    assertThat(imported.observations().column("L")).containsExactly(2.6666666666666665, 2.5);
    assertThat(imported.observations().label("model").orElseThrow())
        .containsExactly("tiny", "small");
    assertThat(imported.rejected())
        .containsExactly(new Rejected(file, 6, "the model lost failed: loss is NaN at step 3"));
    assertThat(
            TableReader.of(List.of(Variable.N))
                .withColumns("N=nonEmbeddingParameters")
                .read(List.of(file))
                .observations()
                .column("N"))
        .containsExactly(900, 1900);
  }

  @Test
  void documents_are_scores_per_token_weighted_by_tokens() throws IOException {
    Scores scores = RunLog.scores(Files.writeString(folder.resolve("log.jsonl"), LOG));

    assertThat(scores.models()).containsExactly("tiny");
    assertThat(scores.samples()).containsExactly("d0", "d1");
    assertThat(scores.rows().getFirst().value()).isEqualTo(3.0);
    assertThat(scores.rows().getLast().weight()).isEqualTo(5);
    assertThat(scores.rows().getLast().origin().line()).isEqualTo(3);
    assertThat(scores.provenance().inputs().getFirst().sha256()).hasSize(64);
  }

  @Test
  void a_damaged_document_names_its_line() throws IOException {
    Path log =
        Files.writeString(folder.resolve("log.jsonl"), LOG.replace("\"tokens\":5", "\"tokens\":0"));

    assertThatThrownBy(() -> RunLog.scores(log))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("log.jsonl:3: a document of 0.0 tokens");
  }
}
