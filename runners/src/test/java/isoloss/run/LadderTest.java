package isoloss.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.RunCancelled;
import isoloss.run.task.GeneratedCorpus;
import isoloss.run.task.TextCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LadderTest {
  private static final Seed SEED = new Seed(42);
  private static final LadderPlan TINY =
      LadderPlan.grid(
          "tiny",
          8,
          4096,
          List.of(new LadderPlan.Shape(1, 4, 1), new LadderPlan.Shape(1, 16, 2)),
          List.of(4_096L, 32_768L));

  private final GeneratedCorpus corpus = GeneratedCorpus.heavyTailed(32, SEED);
  @TempDir Path directory;

  @Test
  void more_parameters_and_more_tokens_lower_the_loss_towards_the_sources_entropy() {
    Ladder.Result result = run("a", 2);
    assertThat(result.failed()).isEmpty();
    List<Double> losses = result.measured().stream().map(m -> m.loss().natsPerToken()).toList();
    double entropy = corpus.source().windowEntropy(8);
    assertThat(losses.get(3)).isLessThan(losses.get(0)).isLessThan(losses.get(1));
    assertThat(losses.get(3)).isLessThan(losses.get(2)).isBetween(entropy - .05, entropy + .4);
    assertThat(losses.get(0)).isLessThan(Math.log(32));
  }

  @Test
  void the_number_of_threads_changes_no_measurement_and_no_order() throws IOException {
    run("one", 1);
    run("three", 3);
    assertThat(measurements("three")).isEqualTo(measurements("one"));
  }

  @Test
  void the_log_tells_what_was_asked_and_sums_up_its_documents() throws IOException {
    run("log", 2);
    List<JsonObject> lines = lines("log");
    JsonObject header = lines.getFirst();
    assertThat(header.text("type")).isEqualTo("run");
    assertThat(header.text("schema")).isEqualTo("isoloss/run/1");
    assertThat(header.number("windowEntropyNatsPerToken"))
        .isEqualTo(corpus.source().windowEntropy(8));
    assertThat(header.number("sourceLossNatsPerToken"))
        .isCloseTo(corpus.source().entropyRate(), within(.1));
    for (JsonObject result : of(lines, "result")) {
      List<JsonObject> documents =
          of(lines, "document").stream()
              .filter(line -> line.text("model").equals(result.text("model")))
              .toList();
      double loss = documents.stream().mapToDouble(line -> line.number("lossNats")).sum();
      double tokens = documents.stream().mapToDouble(line -> line.number("tokens")).sum();
      assertThat(tokens).isEqualTo(4096);
      assertThat(result.number("L")).isCloseTo(loss / tokens, within(1e-12));
      assertThat(result.number("C")).isEqualTo(6 * result.number("N") * result.number("D"));
      assertThat(result.number("steps") * result.number("batchSize") * 8)
          .isEqualTo(result.number("D"));
    }
  }

  @Test
  void a_cut_log_is_resumed_and_ends_like_an_undisturbed_one() throws IOException {
    run("whole", 2);
    run("cut", 2);
    Path log = directory.resolve("cut").resolve(Ladder.LOG_FILE);
    String text = Files.readString(log);
    int third = text.indexOf("L1-d16-h2-D4096-s0", text.indexOf("\n"));
    Files.writeString(log, text.substring(0, third + 60));
    List<String> messages = new ArrayList<>();
    Ladder.Result resumed =
        Ladder.run(
            TINY,
            corpus,
            directory.resolve("cut"),
            settings(2)
                .withExisting(ExistingLog.RESUME)
                .withProgress((done, total, message) -> messages.add(message)));
    assertThat(resumed.skipped()).containsExactly("L1-d4-h1-D4096-s0", "L1-d4-h1-D32768-s0");
    assertThat(resumed.measured()).hasSize(2);
    assertThat(messages).contains("L1-d16-h2-D4096-s0", "L1-d16-h2-D32768-s0");
    assertThat(measurements("cut")).isEqualTo(measurements("whole"));
  }

  @Test
  void a_log_of_another_seed_is_neither_resumed_nor_overwritten() {
    run("mine", 2);
    assertThatThrownBy(() -> run("mine", 2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("already there");
    Ladder.Settings other = Ladder.Settings.withSeed(new Seed(7)).withExisting(ExistingLog.RESUME);
    assertThatThrownBy(() -> Ladder.run(TINY, corpus, directory.resolve("mine"), other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another plan, corpus, seed");
  }

  @Test
  void a_model_that_diverges_is_an_error_line_and_the_others_go_on() throws IOException {
    LadderPlan.Shape shape = new LadderPlan.Shape(1, 4, 1);
    LadderPlan plan =
        new LadderPlan(
            "with a bad rate",
            8,
            1024,
            List.of(
                new LadderPlan.Cell(shape, 8192, 4, 1e30, 0),
                new LadderPlan.Cell(shape, 4096, 4, 1e-3, 0)));
    Ladder.Result result = Ladder.run(plan, corpus, directory.resolve("bad"), settings(1));
    assertThat(result.failed()).hasSize(1);
    assertThat(result.failed().getFirst().message()).contains("smaller learning rate");
    assertThat(result.measured()).hasSize(1);
    assertThat(of(lines("bad"), "error").getFirst().text("model")).contains("D8192");
  }

  @Test
  void a_cancelled_run_ends_soon_and_can_be_resumed() throws IOException {
    Cancellation cancellation = Cancellation.onRequest();
    Ladder.Settings cancelled =
        settings(1)
            .withCancellation(cancellation)
            .withProgress((done, total, message) -> {
              if (!message.isEmpty()) {
                cancellation.cancel("enough");
              }
            });
    Path out = directory.resolve("cancelled");
    assertThatThrownBy(() -> Ladder.run(TINY, corpus, out, cancelled))
        .isInstanceOf(RunCancelled.class)
        .hasMessage("enough");
    Ladder.Result rest =
        Ladder.run(TINY, corpus, out, settings(2).withExisting(ExistingLog.RESUME));
    assertThat(rest.skipped()).hasSize(1);
    run("undisturbed", 2);
    assertThat(sorted(measurements("cancelled"))).isEqualTo(sorted(measurements("undisturbed")));
  }

  @Test
  void the_exported_model_scores_the_held_out_documents_like_the_ladder() {
    Ladder.Result ladder = run("ladder", 2);
    Ladder.Measured last = ladder.measured().getLast();
    ModelDirectory model =
        ModelDirectory.open(directory.resolve("ladder/models").resolve(last.model()));
    LossRunner.Result loss =
        LossRunner.run(
            model,
            corpus.id(),
            corpus.heldOut(8, 4096),
            directory.resolve("loss.jsonl"),
            LossRunner.Settings.defaults());
    assertThat(loss.loss()).isEqualTo(last.loss());
    assertThat(loss.sha256()).isEqualTo(last.sha256());
    assertThat(loss.parameters()).isEqualTo(last.parameters());
    assertThat(loss.bitsPerByte()).isEmpty();
    assertThat(loss.log()).exists();
  }

  @Test
  void a_ladder_on_the_users_text_gives_bits_per_byte() throws IOException {
    Path text = directory.resolve("text.txt");
    String line = "to be or not to be, that is the question: größe %d\n";
    Files.writeString(
        text,
        IntStream.range(0, 2500)
            .mapToObj(line::formatted)
            .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append));
    TextCorpus words = TextCorpus.read(text, SEED);
    LadderPlan plan =
        LadderPlan.grid(
            "text", 16, 4096, List.of(new LadderPlan.Shape(1, 16, 2)), List.of(65_536L));
    Ladder.Result result = Ladder.run(plan, words, directory.resolve("words"), settings(2));
    Ladder.Measured measured = result.measured().getFirst();
    assertThat(measured.loss().natsPerToken()).isLessThan(1.5);
    ModelDirectory model =
        ModelDirectory.open(directory.resolve("words/models").resolve(measured.model()));
    assertThat(model.vocabulary()).isEqualTo(words.vocabulary());
    LossRunner.Result loss =
        LossRunner.run(
            model,
            words.id(),
            TextCorpus.read(text, model.vocabulary(), SEED).heldOut(16, 4096),
            directory.resolve("words.jsonl"),
            LossRunner.Settings.defaults());
    assertThat(loss.loss()).isEqualTo(measured.loss());
    assertThat(loss.bitsPerByte().orElseThrow())
        .isLessThan(loss.loss().natsPerToken() / Math.log(2)) // two of the letters take two bytes
        .isGreaterThan(loss.loss().natsPerToken() / Math.log(2) * .9);
  }

  @Test
  void an_estimate_counts_models_tokens_and_flops() {
    LadderPlan.Estimate estimate = TINY.estimate(32);
    assertThat(estimate.models()).isEqualTo(4);
    assertThat(estimate.trainingTokens()).isEqualTo(2 * (4_096 + 32_768));
    double n = TINY.cells().get(0).shape().architecture(32, 8).parameters();
    double bigger = TINY.cells().get(2).shape().architecture(32, 8).parameters();
    assertThat(estimate.trainingFlops()).isEqualTo(6 * (n + bigger) * (4_096 + 32_768));
    assertThat(LadderPlan.quick().estimate(256).cpuSeconds()).isBetween(40., 120.);
  }

  private Ladder.Result run(String name, int threads) {
    return Ladder.run(TINY, corpus, directory.resolve(name), settings(threads));
  }

  private static Ladder.Settings settings(int threads) {
    return Ladder.Settings.withSeed(SEED).withThreads(threads);
  }

  private List<JsonObject> lines(String name) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve(name).resolve(Ladder.LOG_FILE))) {
      lines.add(Json.parseObject(line, name));
    }
    return lines;
  }

  private static List<JsonObject> of(List<JsonObject> lines, String type) {
    return lines.stream().filter(line -> line.text("type").equals(type)).toList();
  }

  /** All lines but the first, without times. */
  private List<String> measurements(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name).resolve(Ladder.LOG_FILE)).stream()
        .skip(1)
        .map(line -> line.replaceAll("\"\\w*[sS]econds\":[^,}]*,?", ""))
        .toList();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
