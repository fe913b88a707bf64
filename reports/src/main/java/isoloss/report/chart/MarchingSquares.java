package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.report.Layer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of equal value on a grid by linear interpolation along its edges; saddles are parted by the
 * mean of their corners. Cells with a corner that is not finite are left out.
 *
 * @see <a href="https://doi.org/10.1145/37402.37422">Lorensen and Cline (1987), in two
 *     dimensions</a>
 */
final class MarchingSquares {
  private final double[] x;
  private final double[] y;
  private final double[][] z;

  /**
   * @param z value at {@code [i][j]} for {@code (x[i], y[j])}
   */
  MarchingSquares(double[] x, double[] y, double[][] z) {
    this.x = x.clone();
    this.y = y.clone();
    this.z = z;
  }

  /** A place on the grid where the level crosses an edge. */
  private record Crossing(int i, int j, boolean alongX) {}

  private record Segment(Crossing from, Crossing to) {}

  /** The connected pieces of a level; closed ones end where they began. */
  List<Layer.Path> contour(double level) {
    Map<Crossing, List<Segment>> meeting = new LinkedHashMap<>();
    for (int i = 0; i + 1 < x.length; i++) {
      for (int j = 0; j + 1 < y.length; j++) {
        for (Segment segment : cell(i, j, level)) {
          meeting.computeIfAbsent(segment.from(), at -> new ArrayList<>(2)).add(segment);
          meeting.computeIfAbsent(segment.to(), at -> new ArrayList<>(2)).add(segment);
        }
      }
    }
    return chains(meeting).stream().map(chain -> path(chain, level)).toList();
  }

  private List<Segment> cell(int i, int j, double level) {
    double mean = (z[i][j] + z[i + 1][j] + z[i + 1][j + 1] + z[i][j + 1]) / 4;
    if (!Double.isFinite(mean)) {
      return List.of();
    }
    int corners =
        (z[i][j] > level ? 1 : 0)
            | (z[i + 1][j] > level ? 2 : 0)
            | (z[i + 1][j + 1] > level ? 4 : 0)
            | (z[i][j + 1] > level ? 8 : 0);
    Crossing bottom = new Crossing(i, j, true);
    Crossing top = new Crossing(i, j + 1, true);
    Crossing left = new Crossing(i, j, false);
    Crossing right = new Crossing(i + 1, j, false);
    boolean joined = mean > level;
    return switch (corners) {
      case 1, 14 -> List.of(new Segment(left, bottom));
      case 2, 13 -> List.of(new Segment(bottom, right));
      case 4, 11 -> List.of(new Segment(right, top));
      case 8, 7 -> List.of(new Segment(top, left));
      case 3, 12 -> List.of(new Segment(left, right));
      case 6, 9 -> List.of(new Segment(bottom, top));
      case 5 ->
          joined
              ? List.of(new Segment(left, top), new Segment(bottom, right))
              : List.of(new Segment(left, bottom), new Segment(right, top));
      case 10 ->
          joined
              ? List.of(new Segment(left, bottom), new Segment(right, top))
              : List.of(new Segment(left, top), new Segment(bottom, right));
      default -> List.of();
    };
  }

  private static List<List<Crossing>> chains(Map<Crossing, List<Segment>> meeting) {
    Map<Segment, Boolean> used = new HashMap<>();
    List<List<Crossing>> chains = new ArrayList<>();
    for (List<Segment> segments : meeting.values()) {
      for (Segment start : segments) {
        if (used.putIfAbsent(start, true) == null) {
          Deque<Crossing> chain = new ArrayDeque<>(List.of(start.from(), start.to()));
          extend(chain, meeting, used, true);
          extend(chain, meeting, used, false);
          chains.add(List.copyOf(chain));
        }
      }
    }
    return chains;
  }

  private static void extend(
      Deque<Crossing> chain,
      Map<Crossing, List<Segment>> meeting,
      Map<Segment, Boolean> used,
      boolean atEnd) {
    @Nullable Segment next = unused(meeting, used, atEnd ? chain.getLast() : chain.getFirst());
    while (next != null) {
      used.put(next, true);
      Crossing here = atEnd ? chain.getLast() : chain.getFirst();
      Crossing there = next.from().equals(here) ? next.to() : next.from();
      if (atEnd) {
        chain.addLast(there);
      } else {
        chain.addFirst(there);
      }
      next = unused(meeting, used, there);
    }
  }

  private static @Nullable Segment unused(
      Map<Crossing, List<Segment>> meeting, Map<Segment, Boolean> used, Crossing at) {
    for (Segment segment : meeting.getOrDefault(at, List.of())) {
      if (!used.containsKey(segment)) {
        return segment;
      }
    }
    return null;
  }

  private Layer.Path path(List<Crossing> chain, double level) {
    double[] px = new double[chain.size()];
    double[] py = new double[chain.size()];
    for (int k = 0; k < px.length; k++) {
      Crossing c = chain.get(k);
      double here = z[c.i()][c.j()];
      double there = c.alongX() ? z[c.i() + 1][c.j()] : z[c.i()][c.j() + 1];
      double share = (level - here) / (there - here);
      px[k] = c.alongX() ? x[c.i()] + share * (x[c.i() + 1] - x[c.i()]) : x[c.i()];
      py[k] = c.alongX() ? y[c.j()] : y[c.j()] + share * (y[c.j() + 1] - y[c.j()]);
    }
    return new Layer.Path(Values.of(px), Values.of(py));
  }
}
