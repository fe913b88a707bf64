package isoloss.law.hyper;

import java.util.Arrays;
import java.util.List;

/**
 * What the published law was fitted to: 41 cells of seven sizes. The authors released the runs of
 * 17 of them; the others are known from the table of ScaleBench.
 */
final class PublishedGrid {
  static final int CELLS = 41;
  static final double LEAST_TOKENS = 2e9;
  static final double MOST_TOKENS = 1e11;

  private static final double[] SIZES = {
    59_968_512, 119_992_320, 214_663_680, 268_304_384, 429_260_800, 536_872_960, 1_073_741_824
  };

  /** Sizes closer than this share are the same. */
  private static final double SAME = 0.02;

  private PublishedGrid() {}

  static int sizes() {
    return SIZES.length;
  }

  static double smallest() {
    return SIZES[0];
  }

  static double largest() {
    return SIZES[SIZES.length - 1];
  }

  /** 1.07B parameters on 2B tokens. */
  static double leastTokensPerParameter() {
    return LEAST_TOKENS / largest();
  }

  /** The sizes that these cells lack. */
  static List<Double> missing(Cells cells) {
    double[] present = cells.levels(Cell::parameters);
    return Arrays.stream(SIZES)
        .filter(size -> Arrays.stream(present).noneMatch(n -> Math.abs(n / size - 1) < SAME))
        .boxed()
        .toList();
  }
}
