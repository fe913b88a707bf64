package isoloss.fit;

import isoloss.data.Values;
import java.util.List;
import java.util.SortedMap;

/**
 * What a bootstrap gave.
 *
 * @param parameters natural parameters, one row per draw that could be fitted, in order of draws
 * @param requested how many draws were asked for
 * @param notConverged draws whose point does not satisfy the first-order condition
 * @param atBound per parameter, how many draws lie on a bound of its search
 * @param checked draws that were searched again from many more starts
 * @param trapped how many of these had been in a worse minimum
 * @param failures how many draws did not admit the procedure, with the first reason
 */
record Draws(
    List<Values> parameters,
    int requested,
    int notConverged,
    SortedMap<String, Integer> atBound,
    int checked,
    int trapped,
    List<String> failures) {

  static final Draws NONE = new Draws(List.of(), 0, 0, new java.util.TreeMap<>(), 0, 0, List.of());

  Draws {
    parameters = List.copyOf(parameters);
    failures = List.copyOf(failures);
  }

  double[] of(int parameter) {
    return parameters.stream().mapToDouble(theta -> theta.get(parameter)).toArray();
  }
}
