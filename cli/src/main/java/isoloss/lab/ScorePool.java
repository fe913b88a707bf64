package isoloss.lab;

import isoloss.data.Scores;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Scores of models that we ran, as a pool: a sample weighs what models weighed it on average. */
final class ScorePool {
  private ScorePool() {}

  static Pool of(Scores scores, Direction direction) {
    Map<List<String>, List<Scores.Score>> bySample =
        scores.rows().stream()
            .collect(
                Collectors.groupingBy(
                    score -> List.of(score.sample(), score.metric()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    PoolBuilder builder = new PoolBuilder();
    bySample.values().forEach(each -> add(each, direction, builder));
    return builder.build(Conflicts.MEAN, scores.provenance()).pool();
  }

  private static void add(List<Scores.Score> scores, Direction direction, PoolBuilder builder) {
    Scores.Score first = scores.getFirst();
    double weight =
        scores.stream().mapToDouble(Scores.Score::weight).sorted().average().orElseThrow();
    int sample =
        builder.sample(
            new Sample(
                first.sample(),
                "",
                first.metric(),
                Kind.NUMERIC,
                direction,
                weight,
                first.sample(),
                List.of(),
                "",
                Map.of()));
    for (Scores.Score each : scores) {
      builder.score(builder.model(each.model()), sample, each.value());
    }
  }
}
