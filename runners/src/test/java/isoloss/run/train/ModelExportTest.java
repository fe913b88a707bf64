package isoloss.run.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.Sha256;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.CausalLm;
import isoloss.run.task.Vocabulary;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {
  private static final Architecture SHAPE = new Architecture(17, 12, 16, 2, 2);
  private static final int BATCH = 5;

  @TempDir Path directory;
  private Checkpoint trained = Checkpoint.initial(new float[0]);
  private double trainersLoss;
  private final long[] inputs = new long[BATCH * SHAPE.contextLength()];
  private final long[] labels = new long[inputs.length];

  @BeforeEach
  void train() {
    float[] start = SHAPE.initialParameters(new Seed(1));
    try (Trainer trainer =
        new Trainer(
            SHAPE,
            BATCH,
            Checkpoint.initial(start),
            Trainer.Settings.defaults(),
            Cancellation.onRequest())) {
      for (int step = 0; step < 60; step++) {
        fill(trainer, new Seed(5).child(step));
        trainer.step(1e-2);
      }
      fill(trainer, new Seed(99));
      trainersLoss = trainer.loss();
      trained = trainer.checkpoint();
    }
  }

  @Test
  void the_exported_file_has_the_trainers_loss() {
    export();
    try (CausalLm model = open()) {
      assertThat(mean(model.losses(inputs, labels, BATCH, SHAPE.contextLength())))
          .isCloseTo(trainersLoss, within(1e-6));
      assertThat(trainersLoss).isLessThan(Math.log(SHAPE.vocabulary()) - 0.2);
      assertThat(model.vocabulary()).isEqualTo(SHAPE.vocabulary());
    }
  }

  @Test
  void cached_decoding_gives_the_losses_of_the_full_pass() {
    export();
    int length = SHAPE.contextLength();
    try (CausalLm model = open()) {
      float[] full = model.losses(inputs, labels, BATCH, length);
      CausalLm.Decoded state = model.start(column(inputs, 0), BATCH, 1);
      for (int t = 0; t < length; t++) {
        for (int row = 0; row < BATCH; row++) {
          double loss = loss(state.logits(), row, (int) labels[row * length + t]);
          assertThat(loss).isCloseTo(full[row * length + t], within(1e-5));
        }
        if (t + 1 < length) {
          CausalLm.Decoded next = model.next(column(inputs, t + 1), state);
          state.close();
          state = next;
        }
      }
      assertThat(state.tokens()).isEqualTo(length);
      state.close();
    }
  }

  @Test
  void a_rows_loss_does_not_depend_on_its_batch() {
    export();
    int length = SHAPE.contextLength();
    try (CausalLm model = open()) {
      float[] together = model.losses(inputs, labels, BATCH, length);
      float[] alone =
          model.losses(Arrays.copyOf(inputs, length), Arrays.copyOf(labels, length), 1, length);
      for (int t = 0; t < length; t++) {
        assertThat((double) alone[t]).isCloseTo(together[t], within(1e-5));
      }
    }
  }

  @Test
  void exports_of_one_state_are_the_same_bytes_and_tell_their_facts() throws Exception {
    String sha256 = export();
    byte[] model = Files.readAllBytes(directory.resolve(ModelExport.MODEL_FILE));
    assertThat(Sha256.of(model)).isEqualTo(sha256);
    assertThat(export()).isEqualTo(sha256);
    try (CausalLm opened = open()) {
      assertThat(opened.metadata())
          .containsEntry("isoloss.parameters", Integer.toString(SHAPE.parameters()))
          .containsEntry("isoloss.parameterHash", trained.parameterHash())
          .containsEntry("isoloss.seed", "1");
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.onnx", "config.json", "vocabulary.json");
    }
  }

  private String export() {
    return ModelExport.write(
        directory,
        SHAPE,
        trained,
        new Vocabulary.Symbols(SHAPE.vocabulary()),
        Map.of("isoloss.seed", "1"));
  }

  private CausalLm open() {
    return CausalLm.open(directory.resolve(ModelExport.MODEL_FILE), CausalLm.Settings.defaults());
  }

  /** Sequences with a pattern: each symbol is the last one plus a small step. */
  private void fill(Trainer trainer, Seed seed) {
    RandomGenerator random = seed.generator();
    int length = SHAPE.contextLength();
    for (int row = 0; row < BATCH; row++) {
      int[] window = new int[length + 1];
      window[0] = random.nextInt(SHAPE.vocabulary());
      for (int i = 1; i <= length; i++) {
        window[i] = (window[i - 1] + 1 + random.nextInt(3)) % SHAPE.vocabulary();
      }
      trainer.window(row, window);
      for (int i = 0; i < length; i++) {
        inputs[row * length + i] = window[i];
        labels[row * length + i] = window[i + 1];
      }
    }
  }

  private static long[] column(long[] values, int t) {
    long[] column = new long[BATCH];
    Arrays.setAll(column, row -> values[row * SHAPE.contextLength() + t]);
    return column;
  }

  private static double loss(FloatBuffer logits, int row, int label) {
    int offset = row * SHAPE.vocabulary();
    double sum = 0;
    for (int v = 0; v < SHAPE.vocabulary(); v++) {
      sum += Math.exp(logits.get(offset + v));
    }
    return Math.log(sum) - logits.get(offset + label);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
