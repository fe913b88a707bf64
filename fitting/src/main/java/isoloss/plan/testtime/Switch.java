package isoloss.plan.testtime;

import isoloss.plan.testtime.Frontier.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a model enters the frontier, and from where on no smaller one is on it.
 *
 * @param entry its first point
 * @param lastSmaller the last point of a smaller model; absent where none is on the frontier
 * @param staysFrom the first point after {@code lastSmaller} that is of this model or a larger one;
 *     absent where smaller models stay to the end
 */
public record Switch(Point entry, Optional<Point> lastSmaller, Optional<Point> staysFrom) {

  /** A switch for each model of the frontier, from small to large. */
  public static List<Switch> of(Frontier frontier) {
    return frontier.points().stream()
        .map(Point::model)
        .distinct()
        .map(model -> of(frontier.points(), model))
        .sorted(Comparator.comparingDouble(each -> each.entry().size()))
        .toList();
  }

  private static Switch of(List<Point> points, String model) {
    Point entry =
        points.stream().filter(point -> point.model().equals(model)).findFirst().orElseThrow();
    Optional<Point> last =
        points.reversed().stream().filter(point -> point.size() < entry.size()).findFirst();
    double after = last.map(Point::cost).orElse(Double.NEGATIVE_INFINITY);
    return new Switch(
        entry, last, points.stream().filter(point -> point.cost() > after).findFirst());
  }
}
