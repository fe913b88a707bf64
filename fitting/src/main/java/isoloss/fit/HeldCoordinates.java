package isoloss.fit;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.Bounds;
import isoloss.optim.Objective;
import java.util.List;
import java.util.function.IntPredicate;

/** Coordinates of which some are held where they are: their box is one point. */
record HeldCoordinates(Coordinates free, Bounds bounds) implements Coordinates {

  /**
   * @param held names of coordinates; none gives the coordinates themselves
   * @param natural parameters at which they are held
   */
  static Coordinates of(Coordinates free, List<String> held, double[] natural) {
    if (held.isEmpty()) {
      return free;
    }
    double[] point = free.search(natural);
    return at(free, point, j -> held.contains(free.coordinateName(j)));
  }

  /** With the chosen coordinates held where a search point has them. */
  static Coordinates at(Coordinates free, double[] point, IntPredicate isHeld) {
    double[] lower = free.bounds().lower().toArray();
    double[] upper = free.bounds().upper().toArray();
    for (int j = 0; j < point.length; j++) {
      if (isHeld.test(j)) {
        lower[j] = point[j];
        upper[j] = point[j];
      }
    }
    return new HeldCoordinates(free, new Bounds(Values.of(lower), Values.of(upper)));
  }

  @Override
  public Rows rows() {
    return free.rows();
  }

  @Override
  public String coordinateName(int coordinate) {
    return free.coordinateName(coordinate);
  }

  @Override
  public double[] natural(double[] search) {
    return free.natural(search);
  }

  @Override
  public double[] search(double[] natural) {
    return bounds.clamp(free.search(natural));
  }

  @Override
  public double predict(double[] search, double[] x, double[] gradient) {
    return free.predict(search, x, gradient);
  }

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    return free.starts(loss, count, seed).stream()
        .map(start -> search(free.natural(start)))
        .toList();
  }

  /** As fast as that of the free coordinates. */
  @Override
  public Objective objective(Loss loss, double[] weights) {
    return free.objective(loss, weights);
  }
}
