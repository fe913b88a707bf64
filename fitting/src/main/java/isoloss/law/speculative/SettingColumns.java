package isoloss.law.speculative;

import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.fit.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The first columns of every table: what tells runs apart, as far as the data do. */
public record SettingColumns(List<String> labels) {
  /** All that may tell runs apart. */
  public static final List<String> ALL = List.of("dataset", "device", "model", "method");

  public SettingColumns {
    labels = List.copyOf(labels);
  }

  /**
   * The setting of a row.
   *
   * @param text of a label in that row; empty where the data lack it
   */
  public static Setting setting(UnaryOperator<String> text) {
    return new Setting(
        text.apply("dataset"), text.apply("device"), text.apply("model"), text.apply("method"));
  }

  /** A table that begins with these columns. */
  public Findings.Builder table(String key, String caption) {
    Findings.Builder builder = Findings.Table.builder(key, caption);
    labels.forEach(label -> builder.column(label, label.equals("dataset") ? "data set" : label));
    return builder;
  }

  /** The cells of a row. */
  public Object[] row(Setting setting, Object... cells) {
    List<Object> all = new ArrayList<>();
    for (String label : labels) {
      all.add(
          switch (label) {
            case "dataset" -> setting.dataset();
            case "device" -> setting.device();
            case "model" -> setting.model();
            default -> setting.method();
          });
    }
    all.addAll(Arrays.asList(cells));
    return all.toArray();
  }
}
