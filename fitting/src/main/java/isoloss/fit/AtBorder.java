package isoloss.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which parameters a search coordinate moves, and which of them are held by the box. */
final class AtBorder {
  /** Nearer to the border than this share of the box (or this, in an open one) is on it. */
  private static final double NEAR = 1e-7;

  private static final double SMALL_MOVE = 1e-4;

  private AtBorder() {}

  /** Search coordinates that lie on the border of the box. */
  static List<Integer> coordinates(Coordinates coordinates, double[] point) {
    List<Integer> found = new ArrayList<>();
    for (int j = 0; j < point.length; j++) {
      double lower = coordinates.bounds().lower().get(j);
      double upper = coordinates.bounds().upper().get(j);
      double width = upper - lower;
      double near = NEAR * (Double.isFinite(width) ? width : 1);
      if (point[j] - lower <= near || upper - point[j] <= near) {
        found.add(j);
      }
    }
    return found;
  }

  /** Names of the parameters that such a coordinate stands for, those held on purpose left out. */
  static List<String> of(Coordinates coordinates, double[] point) {
    TreeSet<String> names = new TreeSet<>();
    for (int j : coordinates(coordinates, point)) {
      if (coordinates.bounds().lower().get(j) < coordinates.bounds().upper().get(j)) {
        names.add(coordinates.coordinateName(j));
      }
    }
    return List.copyOf(names);
  }

  /** Indices of the natural parameters that move with a search coordinate. */
  static List<Integer> moved(Coordinates coordinates, double[] point, int coordinate) {
    double[] before = coordinates.natural(point);
    double[] moved = point.clone();
    double inward =
        point[coordinate] + SMALL_MOVE <= coordinates.bounds().upper().get(coordinate) ? 1 : -1;
    moved[coordinate] += inward * SMALL_MOVE;
    double[] after = coordinates.natural(moved);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < before.length; i++) {
      if (Math.abs(after[i] - before[i]) > 1e-12 * Math.abs(before[i])) {
        indices.add(i);
      }
    }
    return indices;
  }
}
