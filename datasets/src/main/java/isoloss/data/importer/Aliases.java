package isoloss.data.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Roles that tables of measurements know, and the column names that stand for them in public files.
 */
final class Aliases {
  private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put(
        "N",
        List.of(
            "params",
            "parameters",
            "num_params",
            "n_params",
            "params_nonemb",
            "params_B1e9",
            "params_active_precise",
            "non_embedding_param_size",
            "dense_parameter_count",
            "non_vocab_parameters",
            "Model Size"));
    COLUMNS.put("D", List.of("tokens", "training_tokens", "train_tokens", "data_size"));
    COLUMNS.put(
        "L",
        List.of(
            "loss",
            "final_loss",
            "val_loss",
            "lm_loss",
            "loss_validation",
            "c4_en_loss",
            "Loss",
            "loss_c4_val",
            "opt_val_loss",
            "dclm_loss",
            "test_loss"));
    COLUMNS.put("C", List.of("flops", "budget", "Training FLOP"));
    COLUMNS.put("P", List.of("parallel_size"));
    COLUMNS.put("lr", List.of("peak_lr", "learning_rate"));
    COLUMNS.put("batch", List.of("bsz", "bs", "batch_size"));
    COLUMNS.put("problem", List.of("problem_idx"));
    COLUMNS.put("sample", List.of("task", "item"));
    COLUMNS.put("score", List.of("main_score"));
    COLUMNS.put("first_success", List.of("K_first_success"));
    for (String plain :
        List.of(
            "model",
            "metric",
            "source",
            "capability",
            "n",
            "c",
            "design",
            "weight",
            "cluster",
            "seed")) {
      COLUMNS.put(plain, List.of());
    }
  }

  private Aliases() {}

  static Set<String> roles() {
    return COLUMNS.keySet();
  }

  /** The column that plays the role: the one of its name, else its first alias that is there. */
  static Optional<String> column(String role, List<String> columns) {
    if (columns.contains(role)) {
      return Optional.of(role);
    }
    return COLUMNS.getOrDefault(role, List.of()).stream().filter(columns::contains).findFirst();
  }
}
