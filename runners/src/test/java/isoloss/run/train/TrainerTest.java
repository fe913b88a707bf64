package isoloss.run.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.run.onnx.Cancellation;
import isoloss.run.onnx.DeviceVerdict;
import isoloss.run.train.Architecture.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Architecture SMALL = new Architecture(11, 8, 12, 2, 3);
  private static final int BATCH = 4;

  @Test
  void gradients_agree_with_central_differences() {
    float[] parameters = SMALL.initialParameters(new Seed(1));
    float[] gradient;
    double norm;
    try (Trainer trainer = trainer(parameters, Trainer.Settings.defaults())) {
      fill(trainer, new Seed(3));
      trainer.step(0);
      norm = trainer.gradientNorm();
      gradient = trainer.checkpoint().firstMoments();
      for (Tensor tensor : SMALL.tensors()) {
        int entry = largest(gradient, tensor);
        // a step from zero moments stores 0.1 times the clipped gradient
        double analytic = gradient[entry] / 0.1 * Math.max(1, norm);
        double numeric = centralDifference(trainer, parameters, entry, step(tensor));
        assertThat(Math.abs(analytic - numeric) / Math.abs(numeric))
            .as("%s: analytic %s, numeric %s", tensor.name(), analytic, numeric)
            .isLessThan(3e-2);
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_parameters_with_any_number_of_threads() {
    String once = hashAfterTraining(1, 0);
    assertThat(hashAfterTraining(1, 0)).isEqualTo(once);
    assertThat(hashAfterTraining(2, 0)).isEqualTo(once);
    assertThat(hashAfterTraining(1, 0.1)).isNotEqualTo(once);
  }

  @Test
  void the_loss_alone_changes_nothing() {
    try (Trainer trainer =
        trainer(SMALL.initialParameters(new Seed(1)), Trainer.Settings.defaults())) {
      fill(trainer, new Seed(3));
      trainer.step(1e-3);
      String before = trainer.checkpoint().parameterHash();
      double loss = trainer.loss();
      assertThat(trainer.checkpoint().parameterHash()).isEqualTo(before);
      assertThat(trainer.step(1e-3)).isEqualTo(loss);
    }
  }

  @Test
  void a_restored_checkpoint_goes_on_as_if_never_stopped() {
    float[] start = SMALL.initialParameters(new Seed(1));
    try (Trainer through = trainer(start, Trainer.Settings.defaults());
        Trainer resumed = trainer(start, Trainer.Settings.defaults())) {
      train(through, 0, 6);
      Checkpoint half = through.checkpoint();
      train(through, 6, 12);
      resumed.restore(half);
      train(resumed, 6, 12);
      assertThat(resumed.checkpoint().parameterHash())
          .isEqualTo(through.checkpoint().parameterHash());
    }
  }

  @Test
  void weight_decay_shrinks_matrices_and_leaves_gains_and_embeddings() {
    float[] start = SMALL.initialParameters(new Seed(1));
    float[] plain = oneStep(start, 0);
    float[] decayed = oneStep(start, 0.5);
    double rate = 1e-2;
    for (Tensor tensor : SMALL.tensors()) {
      boolean matrix = tensor.name().startsWith("W");
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        double expected = plain[i] - (matrix ? rate * 0.5 * start[i] : 0);
        assertThat((double) decayed[i]).as(tensor.name()).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void training_learns_a_repeating_sequence() {
    try (Trainer trainer =
        trainer(SMALL.initialParameters(new Seed(1)), Trainer.Settings.defaults())) {
      double loss = Double.NaN;
      for (int step = 0; step < 150; step++) {
        for (int row = 0; row < BATCH; row++) {
          int[] window = new int[SMALL.contextLength() + 1];
          for (int i = 0; i < window.length; i++) {
            window[i] = (row + i) % SMALL.vocabulary();
          }
          trainer.window(row, window);
        }
        loss = trainer.step(1e-2);
      }
      assertThat(loss).isLessThan(0.05);
    }
  }

  @Test
  void parameters_are_counted_as_the_formula_says() {
    Architecture a = new Architecture(96, 64, 32, 2, 2);
    assertThat(a.parameters()).isEqualTo(29_856);
    assertThat(a.nonEmbeddingParameters()).isEqualTo(24_736);
    assertThat(
            List.of(
                new Architecture(96, 64, 8, 1, 1).parameters(),
                new Architecture(96, 64, 16, 1, 1).parameters(),
                new Architecture(96, 64, 48, 3, 3).parameters(),
                new Architecture(96, 64, 64, 4, 4).parameters()))
        .containsExactly(2_072, 5_680, 90_960, 207_424);
  }

  private static Trainer trainer(float[] parameters, Trainer.Settings settings) {
    return new Trainer(
        SMALL, BATCH, Checkpoint.initial(parameters), settings, Cancellation.onRequest());
  }

  private static String hashAfterTraining(int threads, double decay) {
    Trainer.Settings settings = new Trainer.Settings(decay, threads, DeviceVerdict.cpu("test"));
    try (Trainer trainer = trainer(SMALL.initialParameters(new Seed(1)), settings)) {
      train(trainer, 0, 40);
      return trainer.checkpoint().parameterHash();
    }
  }

  private static float[] oneStep(float[] start, double decay) {
    Trainer.Settings settings = new Trainer.Settings(decay, 1, DeviceVerdict.cpu("test"));
    try (Trainer trainer = trainer(start, settings)) {
      fill(trainer, new Seed(3));
      trainer.step(1e-2);
      return trainer.checkpoint().parameters();
    }
  }

  private static void train(Trainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      fill(trainer, new Seed(7).child(step));
      trainer.step(1e-3);
    }
  }

  private static void fill(Trainer trainer, Seed seed) {
    RandomGenerator random = seed.generator();
    for (int row = 0; row < BATCH; row++) {
      trainer.window(row, random.ints(SMALL.contextLength() + 1L, 0, SMALL.vocabulary()).toArray());
    }
  }

  private static int largest(float[] values, Tensor tensor) {
    int best = tensor.offset();
    for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
      best = Math.abs(values[i]) > Math.abs(values[best]) ? i : best;
    }
    return best;
  }

  /** Small beside the tensor's entries: embeddings start near 0.02 and a norm follows them. */
  private static double step(Tensor tensor) {
    return tensor.role() == Architecture.Role.EMBEDDING ? 2e-3 : 2e-2;
  }

  private static double centralDifference(
      Trainer trainer, float[] parameters, int entry, double epsilon) {
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] moved = parameters.clone();
      moved[entry] += (float) (side == 0 ? -epsilon : epsilon);
      trainer.restore(Checkpoint.initial(moved));
      losses[side] = trainer.loss();
    }
    return (losses[1] - losses[0]) / (2 * epsilon);
  }
}
