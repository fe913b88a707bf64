package isoloss.data.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names that public files use for the roles, the likeliest first. */
final class Aliases {
  private Aliases() {}

  static final Map<String, List<String>> KNOWN = known();

  /** Further ones that have this meaning only among measurements of models on samples. */
  static final Map<String, List<String>> POOL = pool();

  private static Map<String, List<String>> pool() {
    Map<String, List<String>> pool = new LinkedHashMap<>(KNOWN);
    pool.put("model", List.of("model_name"));
    pool.put("sample", List.of("task", "item", "prompt", "data_instance", "question_id", "doc_id"));
    pool.put("score", List.of("main_score", "value", "correct"));
    pool.put("source", List.of("annotator", "judge", "worker", "benchmark", "dataset"));
    pool.put("capability", List.of("capabilities", "category", "tags"));
    pool.put("text", List.of("question", "question_text"));
    pool.put("model_a", List.of("left", "model_x", "visitor", "i", "j1"));
    pool.put("model_b", List.of("right", "model_y", "opponent", "j", "j2"));
    pool.put("wins_a", List.of("w_ij", "win1"));
    pool.put("wins_b", List.of("w_ji", "win2"));
    pool.put("ties", List.of("t_ij"));
    return pool;
  }

  private static Map<String, List<String>> known() {
    Map<String, List<String>> known = new LinkedHashMap<>();
    known.put(
        "N",
        List.of(
            "params",
            "parameters",
            "n_params",
            "num_params",
            "N_total",
            "non_embedding_param_size",
            "params_nonemb",
            "params_noemb",
            "params_active_precise",
            "opt_nonemb_params",
            "Parameters",
            "Model Size"));
    known.put(
        "D",
        List.of(
            "tokens",
            "train_tokens",
            "training_tokens",
            "num_tokens",
            "data_size",
            "D_opt_tokens",
            "seed_tokens",
            "dataset_size",
            "Tokens"));
    known.put(
        "L",
        List.of(
            "loss",
            "lm_loss",
            "final_loss",
            "val_loss",
            "eval_loss",
            "test_loss",
            "loss_validation",
            "loss_c4_val",
            "c4_en_loss",
            "dclm_loss",
            "opt_val_loss",
            "unigram_normalized_loss",
            "Loss"));
    known.put("C", List.of("flops", "FLOPs", "budget", "compute", "Training FLOP"));
    known.put("P", List.of("parallel_size", "streams"));
    known.put("lr", List.of("peak_lr", "learning_rate"));
    known.put("batch", List.of("batch_tokens", "batch_size_tokens"));
    known.put("problem", List.of("problem_idx", "problem_id"));
    known.put("sample", List.of("task", "item"));
    known.put("score", List.of("main_score"));
    known.put("first_success", List.of("K_first_success"));
    known.put("rounds", List.of("drafts", "num_drafts"));
    known.put("accepted", List.of("accepted_tokens", "num_accepted_tokens"));
    known.put("position", List.of("pos"));
    known.put("generated", List.of("generation_tokens", "generated_tokens"));
    known.put("seconds", List.of("decode_seconds"));
    known.put("speedup", List.of("overall_speedup", "speed_up"));
    known.put("length", List.of("gamma", "num_speculative_tokens", "draft_length"));
    return known;
  }
}
