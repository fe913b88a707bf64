package isoloss.plan.testtime;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Observations;
import isoloss.data.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How many tokens are generated: fixed lengths to compare, or the lengths of measured responses,
 * over which costs are averaged.
 *
 * @param fixed each a length by itself
 * @param measured the lengths of responses by model; under the empty name those of any model
 */
public record OutputLengths(List<Double> fixed, Map<String, Values> measured) {
  private static final String ANY = "";

  public OutputLengths {
    fixed = List.copyOf(fixed);
    measured = Map.copyOf(measured);
  }

  public static OutputLengths fixed(List<Double> tokens) {
    return new OutputLengths(tokens, Map.of());
  }

  /**
   * The lengths of measured responses.
   *
   * @param rows with {@link Measured#LENGTH}, and the label {@code model} where models differ
   */
  public static OutputLengths measured(Observations rows) {
    Map<String, List<Double>> lengths = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      String model = rows.label("model").map(each -> each.get(at)).orElse(ANY);
      lengths
          .computeIfAbsent(model, name -> new ArrayList<>())
          .add(rows.value(row, Measured.LENGTH.symbol()));
    }
    Map<String, Values> out = new LinkedHashMap<>();
    lengths.forEach((model, tokens) ->
        out.put(model, Values.of(tokens.stream().mapToDouble(Double::doubleValue).toArray())));
    return new OutputLengths(List.of(), out);
  }

  /**
   * What is to be charged for a model: one entry per fixed length, or one with all measured ones.
   *
   * @throws InputException if responses were measured, but none of this model
   */
  public List<Values> of(String model) {
    if (measured.isEmpty()) {
      return fixed.stream().map(length -> Values.of(length)).toList();
    }
    Values own = measured.getOrDefault(model, measured.getOrDefault(ANY, Values.of()));
    if (own.size() == 0) {
      throw new InputException(
          "no response of %s was measured%s"
              .formatted(model, Names.suggestion(model, measured.keySet())));
    }
    return List.of(own);
  }

  /** Whether it is known how long the answers of this model are. */
  boolean knows(String model) {
    return measured.isEmpty() || measured.containsKey(model) || measured.containsKey(ANY);
  }

  /** The models that were named. */
  Set<String> named() {
    return measured.keySet().stream()
        .filter(name -> !name.equals(ANY))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static double mean(Values lengths) {
    return lengths.stream().average().orElseThrow();
  }
}
