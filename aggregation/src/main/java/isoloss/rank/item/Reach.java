package isoloss.rank.item;

import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How much of a pool an item response model sees, and whether that is enough. */
final class Reach {
  private final Responses responses;
  private final Pool pool;
  private final int[] group;
  private final double[] measured;
  private int solvedByAll;
  private int solvedByNone;

  Reach(Responses responses) {
    this.responses = responses;
    this.pool = responses.evidence().pool();
    this.group = new int[responses.models()];
    this.measured = new double[responses.models()];
    Arrays.setAll(group, i -> i);
    int[] model = new int[group.length];
    double[] response = new double[group.length];
    for (int k = 0; k < responses.count(); k++) {
      if (responses.weight(k) > 0) {
        count(model, response, responses.gather(k, model, response));
      }
    }
  }

  private void count(int[] model, double[] response, int cells) {
    double sum = 0;
    for (int c = 0; c < cells; c++) {
      sum += response[c];
      measured[model[c]]++;
      group[root(model[c])] = root(model[0]);
    }
    solvedByAll += cells > 0 && sum == cells ? 1 : 0;
    solvedByNone += cells > 0 && sum == 0 ? 1 : 0;
  }

  private int root(int model) {
    int at = model;
    while (group[at] != at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  }

  /** Samples that all models measured on them solved. */
  int solvedByAll() {
    return solvedByAll;
  }

  int solvedByNone() {
    return solvedByNone;
  }

  /** Groups of models that share no sample with each other. */
  int groups() {
    int groups = 0;
    for (int i = 0; i < group.length; i++) {
      groups += group[i] == i ? 1 : 0;
    }
    return groups;
  }

  /** Samples that say nothing here, by what they are; empty when all are used. */
  Optional<String> leftOut() {
    List<String> parts = new ArrayList<>();
    add(parts, responses.leftOutNumeric(), "numeric with scores outside 0 to 1");
    add(parts, samples(Kind.ORDINAL), "ordinal");
    add(parts, samples(Kind.PAIRWISE), "pairwise");
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private long samples(Kind kind) {
    return pool.samples().stream().filter(sample -> sample.kind() == kind).count();
  }

  /** Why there is too little. */
  Optional<String> refusal(String method) {
    if (responses.totalWeight() == 0) {
      String present = leftOut().map(parts -> " (" + parts + ")").orElse("");
      return Optional.of(
          ("%s needs samples with scores of 0 or 1, or between them, and the pool has none%s; use a"
                  + " method that compares models, such as bradley-terry")
              .formatted(method, present));
    }
    return unseen()
        .map(models ->
            ("%s has no score between 0 and 1 of %s; leave these models out, or use a method"
                    + " that compares models, such as bradley-terry")
                .formatted(method, models));
  }

  private Optional<String> unseen() {
    int[] without = IntStream.range(0, measured.length).filter(i -> measured[i] == 0).toArray();
    return without.length == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d models, first %s"
                .formatted(without.length, measured.length, pool.models().get(without[0])));
  }
}
