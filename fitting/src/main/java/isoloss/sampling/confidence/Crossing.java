package isoloss.sampling.confidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the order of two checkpoints turns: below it one answers more problems, above it the other.
 *
 * @param samples N, interpolated in ln N between the two sizes of the grid
 */
public record Crossing(double samples) {

  /**
   * @param sizes N, ascending
   * @param a pass@N of one checkpoint at each size
   */
  public static List<Crossing> between(double[] sizes, double[] a, double[] b) {
    List<Crossing> crossings = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      double before = a[i - 1] - b[i - 1];
      double after = a[i] - b[i];
      if (before * after < 0) {
        double share = before / (before - after);
        crossings.add(
            new Crossing(
                Math.exp((1 - share) * Math.log(sizes[i - 1]) + share * Math.log(sizes[i]))));
      }
    }
    return crossings;
  }
}
