package isoloss.fit;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.Bounds;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What search coordinates share: rows, a box, the parameter that each stands for, and starting
 * points that are drawn one by one.
 */
public abstract class BoxCoordinates implements Coordinates {
  private final Rows rows;
  private final List<String> names;
  private final Bounds bounds;

  /**
   * @param names the natural parameter that each coordinate stands for
   */
  protected BoxCoordinates(Rows rows, List<String> names, Bounds bounds) {
    this.rows = rows;
    this.names = List.copyOf(names);
    this.bounds = bounds;
  }

  protected BoxCoordinates(Rows rows, List<String> names, double[] lower, double[] upper) {
    this(rows, names, new Bounds(Values.of(lower), Values.of(upper)));
  }

  @Override
  public final Rows rows() {
    return rows;
  }

  @Override
  public final Bounds bounds() {
    return bounds;
  }

  @Override
  public final String coordinateName(int coordinate) {
    return names.get(coordinate);
  }

  /** Moves a point into the box; changes its argument. */
  protected final double[] clamped(double... point) {
    return bounds.clamp(point);
  }

  protected static double uniform(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A random point from which a search may start. */
  protected abstract double[] start(RandomGenerator random);

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    RandomGenerator random = seed.child("starts").generator();
    return IntStream.range(0, count).mapToObj(i -> clamped(start(random))).toList();
  }

  /** The points of least value, the least first; those without a finite one are left out. */
  protected static List<double[]> best(
      List<double[]> points, int count, ToDoubleFunction<double[]> value) {
    record Scored(double[] point, double value) {}
    return points.stream()
        .map(point -> new Scored(point, value.applyAsDouble(point)))
        .filter(each -> Double.isFinite(each.value()))
        .sorted(Comparator.comparingDouble(Scored::value))
        .limit(count)
        .map(Scored::point)
        .toList();
  }
}
