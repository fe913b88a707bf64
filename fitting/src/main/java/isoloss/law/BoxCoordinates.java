package isoloss.law;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Rows;
import isoloss.optim.Bounds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What the search coordinates of laws of N and D share: centred logarithms and a finite box. */
abstract class BoxCoordinates implements Coordinates {
  /** Inputs in the order of every law here. */
  private static final int N = 0;

  private static final int D = 1;

  private final Rows rows;
  private final Bounds bounds;
  private final List<String> names;

  /** Mean of ln N over the rows. */
  final double centreN;

  /** Mean of ln D over the rows. */
  final double centreD;

  /**
   * @param names the natural parameter that each coordinate stands for
   */
  BoxCoordinates(Rows rows, List<String> names, double[] lower, double[] upper) {
    this.rows = rows;
    this.names = names;
    this.bounds = new Bounds(Values.of(lower), Values.of(upper));
    this.centreN = rows.meanLogInput(N);
    this.centreD = rows.meanLogInput(D);
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

  final double centredLogN(double[] x) {
    return Math.log(x[N]) - centreN;
  }

  final double centredLogD(double[] x) {
    return Math.log(x[D]) - centreD;
  }

  /** Moves a point into the box; changes its argument. */
  final double[] clamped(double... point) {
    for (int j = 0; j < point.length; j++) {
      point[j] = Math.clamp(point[j], bounds.lower().get(j), bounds.upper().get(j));
    }
    return point;
  }

  /** A random point from which a search may start. */
  abstract double[] start(RandomGenerator random);

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    RandomGenerator random = seed.child("starts").generator();
    return IntStream.range(0, count).mapToObj(i -> clamped(start(random))).toList();
  }

  static double uniform(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
