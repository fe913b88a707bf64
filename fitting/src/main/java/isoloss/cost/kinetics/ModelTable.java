package isoloss.cost.kinetics;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models from a table of dimensions. Without columns for heads, queries, keys and values are taken
 * to be as wide as the hidden state.
 */
public final class ModelTable {
  /** Layers. */
  public static final Variable LAYERS = Variable.positive("layers", "layers", "layers");

  /** Hidden size, elements. */
  public static final Variable WIDTH = Variable.positive("width", "hidden size", "elements");

  /** Query heads of a layer. */
  public static final Variable HEADS = Variable.positive("heads", "query heads", "heads");

  /** Key-value heads of a layer. */
  public static final Variable KEY_VALUE_HEADS =
      Variable.positive("kv_heads", "key-value heads", "heads");

  /** Elements of a head. */
  public static final Variable HEAD_SIZE = Variable.positive("head_size", "head size", "elements");

  /** The columns that every table has; parameters are active ones. */
  public static final List<Variable> REQUIRED = List.of(Variable.N, LAYERS, WIDTH);

  /** The columns of grouped heads. */
  public static final List<Variable> OPTIONAL = List.of(HEADS, KEY_VALUE_HEADS, HEAD_SIZE);

  /** Under which names files hold them. */
  public static final Map<String, List<String>> ALIASES =
      Map.of(
          "model", List.of("name", "Model Nickname"),
          "layers", List.of("Layers", "num_hidden_layers", "num_layers", "n_layer", "n_layers"),
          "width", List.of("Dimension", "hidden_size", "d_model", "n_embd", "dim"),
          "heads", List.of("num_attention_heads", "n_heads", "n_head", "q_heads"),
          "kv_heads", List.of("num_key_value_heads", "n_kv_heads"),
          "head_size", List.of("head_dim", "d_head"));

  private ModelTable() {}

  /**
   * The models in order; rows that agree in all of this are one.
   *
   * @param rows with {@link #REQUIRED} and the label {@code model}
   * @throws InputException if names are missing, or one name stands for two models
   */
  public static List<ServedModel> read(Observations rows) {
    List<String> names =
        rows.label("model")
            .orElseThrow(() ->
                new InputException(
                    "the table of models has no column model; map one with --model-columns"
                        + " model=EXPRESSION"));
    Map<String, ServedModel> models = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      ServedModel model = model(rows, row, names.get(row));
      ServedModel earlier = models.putIfAbsent(model.name(), model);
      if (earlier != null && !earlier.equals(model)) {
        throw new InputException(
            "%s:%d: %s stands for two models; keep one of them with --model-where"
                .formatted(
                    rows.origins().get(row).file(), rows.origins().get(row).line(), model.name()));
      }
    }
    return List.copyOf(models.values());
  }

  private static ServedModel model(Observations rows, int row, String name) {
    double width = rows.value(row, WIDTH.symbol());
    double heads = optional(rows, row, HEADS).orElse(1.0);
    return new ServedModel(
        name,
        rows.value(row, Variable.N.symbol()),
        rows.value(row, LAYERS.symbol()),
        heads,
        optional(rows, row, KEY_VALUE_HEADS).orElse(heads),
        optional(rows, row, HEAD_SIZE).orElse(width / heads),
        Optional.empty(),
        "as in the table");
  }

  private static Optional<Double> optional(Observations rows, int row, Variable variable) {
    return rows.variable(variable.symbol()).map(each -> rows.value(row, each.symbol()));
  }
}
