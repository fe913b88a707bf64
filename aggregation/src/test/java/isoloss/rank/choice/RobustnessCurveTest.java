package isoloss.rank.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.fit.Source;
import isoloss.rank.PublicPools;
import isoloss.rank.choice.RobustnessCurve.Plan;
import isoloss.rank.choice.RobustnessCurve.Point;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.pair.BradleyTerry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RobustnessCurveTest {
  private static final Aggregator PAIRS = new BradleyTerry();
  private static final Aggregator MEAN = new Mean();

  /** The mean of a model's own scores. */
  private record Mean() implements Aggregator {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public String description() {
      return "mean score";
    }

    @Override
    public Source source() {
      return new Source("", "");
    }

    @Override
    public Link link() {
      return Link.COMPARED;
    }

    @Override
    public Optional<String> refusal(Evidence evidence) {
      return Optional.empty();
    }

    @Override
    public Strengths fit(Evidence evidence, Request request) {
      Pool pool = evidence.pool();
      double[] sum = new double[pool.modelCount()];
      int[] count = new int[sum.length];
      for (int s = 0; s < pool.scoredCount(); s++) {
        pool.forEachModel(
            s,
            (m, value) -> {
              sum[m] += value;
              count[m]++;
            });
      }
      for (int m = 0; m < sum.length; m++) {
        sum[m] /= count[m];
      }
      return Strengths.of(sum, Direction.HIGHER_IS_BETTER);
    }
  }

  private static RobustnessCurve curve(int threads, Missing... missing) {
    return RobustnessCurve.of(
        Evidence.of(PublicPools.openLlm()),
        List.of(PAIRS, MEAN),
        MEAN,
        new Plan(List.of(missing), 5, new Seed(11), threads));
  }

  /** Means of five seeds of another program; another seed agrees within three deviations. */
  @Test
  void tauFallsAsPublishedWhenCellsAreRemoved() {
    RobustnessCurve curve = curve(2, new Missing.Cells(0.5), new Missing.Cells(0.9));
    List<Point> points = curve.points();
    assertThat(points.stream().map(Point::aggregator))
        .containsExactly("bradley-terry", "bradley-terry", "mean", "mean");
    assertThat(points.get(0).reference().mean()).isCloseTo(0.944, within(0.015));
    assertThat(points.get(1).reference().mean()).isCloseTo(0.817, within(0.04));
    assertThat(points.get(2).reference().mean()).isCloseTo(0.919, within(0.015));
    assertThat(points.get(3).reference().mean()).isCloseTo(0.771, within(0.05));
    assertThat(points.get(0).own()).isEqualTo(points.get(0).reference()); // complete: same order
    assertThat(points).allMatch(each -> each.refused() == 0 && each.refusal().isEmpty());
    assertThat(points.get(1).own().standardDeviation().orElseThrow()).isBetween(0.002, 0.05);
  }

  @Test
  void tauFallsAsPublishedWhenSamplesAreRemoved() {
    List<Point> points = curve(1, new Missing.Samples(0.5)).points();
    assertThat(points.get(0).reference().mean()).isCloseTo(0.940, within(0.02));
    assertThat(points.get(1).reference().mean()).isCloseTo(0.942, within(0.02));
  }

  @Test
  void whatCannotBeAggregatedIsLeftOutWithTheReason() {
    List<Point> points = curve(1, new Missing.Blocks(1)).points();
    assertThat(points.get(0).refused()).isEqualTo(5);
    assertThat(points.get(0).refusal()).hasValue("the models fall into 6 components");
    assertThat(points.get(0).own().mean()).isNaN();
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    assertThat(curve(2, new Missing.Cells(0.8))).isEqualTo(curve(1, new Missing.Cells(0.8)));
  }
}
