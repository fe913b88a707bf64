package isoloss.data.pool;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Provenance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MinMaxTest {

  private static Sample sample(String name, String metric, Kind kind, Direction direction) {
    return new Sample(name, "src", metric, kind, direction, 1, name, List.of(), "", Map.of());
  }

  private static Pool pool() {
    PoolBuilder builder = new PoolBuilder();
    Direction up = Direction.HIGHER_IS_BETTER;
    Direction down = Direction.LOWER_IS_BETTER;
    add(builder, sample("loss 1", "loss", Kind.NUMERIC, down), 2, 4);
    add(builder, sample("loss 2", "loss", Kind.NUMERIC, down), 10, Double.NaN);
    add(builder, sample("alone", "", Kind.NUMERIC, up), -3, 5);
    add(builder, sample("flat", "", Kind.NUMERIC, up), 7, 7);
    add(builder, sample("wide", "", Kind.NUMERIC, up), -1.5e308, 1.5e308);
    add(builder, sample("error", "", Kind.BINARY, down), 1, Double.NaN);
    add(builder, sample("solved", "", Kind.BINARY, up), 1, 0);
    add(builder, sample("race", "", Kind.ORDINAL, down), 1, 2);
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  private static void add(PoolBuilder builder, Sample sample, double a, double b) {
    int s = builder.sample(sample);
    builder.score(builder.model("a"), s, a);
    if (!Double.isNaN(b)) {
      builder.score(builder.model("b"), s, b);
    }
  }

  private static List<Double> scores(Pool pool, String name) {
    int s = pool.samples().stream().map(Sample::name).toList().indexOf(name);
    return List.of("a", "b").stream()
        .map(model -> pool.score(pool.models().indexOf(model), s).orElse(Double.NaN))
        .toList();
  }

  @Test
  void samples_of_one_metric_share_a_scale_and_others_have_their_own() {
    Pool scaled = MinMax.keepingDirections().of(pool());

    assertThat(scores(scaled, "loss 1")).containsExactly(0.0, 0.25);
    assertThat(scores(scaled, "loss 2")).containsExactly(1.0, Double.NaN);
    assertThat(scores(scaled, "alone")).containsExactly(0.0, 1.0);
    assertThat(scores(scaled, "flat")).containsExactly(0.5, 0.5);
    assertThat(scores(scaled, "wide")).containsExactly(0.0, 1.0);
    assertThat(scores(scaled, "error")).containsExactly(1.0, Double.NaN);
    assertThat(scores(scaled, "race")).containsExactly(1.0, 2.0);
    assertThat(scaled.samples()).isEqualTo(pool().samples());
    assertThat(scaled.scoreCount()).isEqualTo(pool().scoreCount());
  }

  @Test
  void turning_makes_the_best_1_but_leaves_places_alone() {
    Pool scaled = MinMax.turningLowerIsBetter().of(pool());

    assertThat(scores(scaled, "loss 1")).containsExactly(1.0, 0.75);
    assertThat(scores(scaled, "loss 2")).containsExactly(0.0, Double.NaN);
    assertThat(scores(scaled, "error")).containsExactly(0.0, Double.NaN);
    assertThat(scores(scaled, "solved")).containsExactly(1.0, 0.0);
    assertThat(scores(scaled, "race")).containsExactly(1.0, 2.0);
    assertThat(scaled.samples())
        .filteredOn(sample -> sample.direction() == Direction.LOWER_IS_BETTER)
        .extracting(Sample::name)
        .containsExactly("race");
  }
}
