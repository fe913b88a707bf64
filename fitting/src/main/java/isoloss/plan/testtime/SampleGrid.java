package isoloss.plan.testtime;

import java.util.List;
import java.util.stream.IntStream;

/** Numbers of samples to compare: {@code 10^(j/20)}, rounded, repeats left out. */
final class SampleGrid {
  private static final double PER_DECADE = 20;

  private SampleGrid() {}

  static List<Double> upTo(long most) {
    int steps = (int) Math.ceil(PER_DECADE * Math.log10((double) most)) + 1;
    return IntStream.range(0, steps)
        .mapToDouble(j -> Math.rint(Math.pow(10, j / PER_DECADE)))
        .filter(samples -> samples <= most)
        .distinct()
        .boxed()
        .toList();
  }
}
