package isoloss.plan.testtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The candidates that no cheaper one equals, one configuration for all problems: sorted by cost,
 * each with strictly larger accuracy than all before it. No oracle chooses per problem.
 */
public record Frontier(Account account, List<Point> points) {

  /** A candidate on the frontier; cost in FLOP of the account. */
  public record Point(Candidate candidate, double cost, double accuracy) {
    public String model() {
      return candidate.model().name();
    }

    double size() {
      return candidate.model().activeParameters();
    }
  }

  public Frontier {
    points = List.copyOf(points);
  }

  public static Frontier of(Account account, List<Candidate> candidates) {
    double[] cost = candidates.stream().mapToDouble(each -> account.of(each.cost())).toArray();
    double[] accuracy = candidates.stream().mapToDouble(Candidate::meanAccuracy).toArray();
    List<Point> points = new ArrayList<>();
    for (int index : kept(byCost(cost), cost, accuracy)) {
      points.add(new Point(candidates.get(index), cost[index], accuracy[index]));
    }
    return new Frontier(account, points);
  }

  /** Indices from cheap to dear. */
  static int[] byCost(double[] cost) {
    return IntStream.range(0, cost.length)
        .boxed()
        .sorted(Comparator.comparingDouble(index -> cost[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Those of the order that are on the frontier; of equal costs the most accurate alone. */
  static List<Integer> kept(int[] order, double[] cost, double[] accuracy) {
    List<Integer> kept = new ArrayList<>();
    double best = 0;
    for (int i = 0; i < order.length; ) {
      int leader = order[i];
      int j = i + 1;
      for (; j < order.length && cost[order[j]] == cost[order[i]]; j++) {
        leader = accuracy[order[j]] > accuracy[leader] ? order[j] : leader;
      }
      if (accuracy[leader] > best) {
        best = accuracy[leader];
        kept.add(leader);
      }
      i = j;
    }
    return kept;
  }

  /** Runs of neighbouring points of one model. */
  public int segments() {
    return (int)
        IntStream.range(0, points.size())
            .filter(i -> i == 0 || !points.get(i).model().equals(points.get(i - 1).model()))
            .count();
  }

  /** The cheapest point that reaches an accuracy. */
  public Optional<Point> reaching(double accuracy) {
    return points.stream().filter(point -> point.accuracy() >= accuracy).findFirst();
  }

  /** The best point within a budget in FLOP. */
  public Optional<Point> within(double budget) {
    return points.reversed().stream().filter(point -> point.cost() <= budget).findFirst();
  }
}
