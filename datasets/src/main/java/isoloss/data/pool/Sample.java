package isoloss.data.pool;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One column of a pool: what models were measured on, by which source and metric. The same question
 * under two metrics or two judges is two samples of one cluster.
 *
 * @param name as the file calls it; unique together with source and metric
 * @param source data set or judge that the measurements come from; empty where the file says none
 * @param metric what was measured; empty where the file says none
 * @param weight how much the sample counts relative to the others, 1 when all count alike
 * @param cluster samples of one cluster move together, for example the questions on one passage;
 *     the name where the file says nothing else
 * @param capabilities tags, in the order of the file
 * @param text what a text query searches: the question, where the file has it; else empty
 * @param attributes every other column that describes the sample and not the model
 */
public record Sample(
    String name,
    String source,
    String metric,
    Kind kind,
    Direction direction,
    double weight,
    String cluster,
    List<String> capabilities,
    String text,
    Map<String, String> attributes) {
  public Sample {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight of sample %s is %s".formatted(name, weight));
    }
    capabilities = List.copyOf(capabilities);
    attributes =
        attributes.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A sample of weight 1 in a cluster of its own, higher is better, without source or tags. */
  public static Sample named(String name, Kind kind) {
    return new Sample(
        name, "", "", kind, Direction.HIGHER_IS_BETTER, 1, name, List.of(), "", Map.of());
  }

  public Sample with(Kind newKind) {
    return new Sample(
        name, source, metric, newKind, direction, weight, cluster, capabilities, text, attributes);
  }

  public Sample with(Direction newDirection) {
    return new Sample(
        name, source, metric, kind, newDirection, weight, cluster, capabilities, text, attributes);
  }

  public Sample withWeight(double newWeight) {
    return new Sample(
        name, source, metric, kind, direction, newWeight, cluster, capabilities, text, attributes);
  }

  public Sample withSource(String newSource) {
    return new Sample(
        name, newSource, metric, kind, direction, weight, cluster, capabilities, text, attributes);
  }

  public Sample withCluster(String newCluster) {
    return new Sample(
        name, source, metric, kind, direction, weight, newCluster, capabilities, text, attributes);
  }

  /** Name, source and metric, which no two samples of a pool share. */
  public Key key() {
    return new Key(name, source, metric);
  }

  /** What tells samples apart. */
  public record Key(String name, String source, String metric) implements Serializable {}
}
