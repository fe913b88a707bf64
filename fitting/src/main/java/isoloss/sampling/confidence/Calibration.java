package isoloss.sampling.confidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Confidence against correctness in bins of equal width.
 *
 * @param bins the bins that hold answers, from low to high confidence
 * @param total answers
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017)</a>
 */
public record Calibration(List<Bin> bins, double total) {

  /**
   * @param low edge, inclusive; the last bin includes its upper edge
   * @param right answers that are right
   */
  public record Bin(double low, double high, double right, double wrong, double meanConfidence) {
    public double count() {
      return right + wrong;
    }

    public double accuracy() {
      return right / count();
    }
  }

  /**
   * @param confidence in [0, 1]
   * @param correct 1 or 0
   * @param times how often each answer counts
   */
  public static Calibration of(double[] confidence, double[] correct, double[] times, int count) {
    double[] right = new double[count];
    double[] wrong = new double[count];
    double[] sum = new double[count];
    for (int i = 0; i < confidence.length; i++) {
      int bin = bin(confidence[i], count);
      right[bin] += times[i] * correct[i];
      wrong[bin] += times[i] * (1 - correct[i]);
      sum[bin] += times[i] * confidence[i];
    }
    List<Bin> bins = new ArrayList<>();
    double total = 0;
    for (int b = 0; b < count; b++) {
      double inBin = right[b] + wrong[b];
      total += inBin;
      if (inBin > 0) {
        bins.add(
            new Bin((double) b / count, (b + 1.0) / count, right[b], wrong[b], sum[b] / inBin));
      }
    }
    return new Calibration(List.copyOf(bins), total);
  }

  static int bin(double confidence, int count) {
    return Math.min(count - 1, (int) (confidence * count));
  }

  /** {@code sum_bins share |accuracy - mean confidence|}. */
  public double expectedError() {
    return bins.stream()
        .mapToDouble(b -> b.count() / total * Math.abs(b.accuracy() - b.meanConfidence()))
        .sum();
  }

  /** Mean confidence less accuracy: above 0 for a model that is too sure. */
  public double overconfidence() {
    return bins.stream()
        .mapToDouble(b -> b.count() / total * (b.meanConfidence() - b.accuracy()))
        .sum();
  }

  /** The accuracy in the bin of a confidence; that confidence where the bin is empty. */
  public double calibrated(double confidence) {
    return bins.stream()
        .filter(b -> confidence >= b.low() && (confidence < b.high() || b.high() >= 1))
        .findFirst()
        .map(Bin::accuracy)
        .orElse(confidence);
  }
}
