package isoloss.law.projektor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples of one data source: a feature vector and a class label each.
 *
 * @param features one row per sample, all of one length
 * @param labels one per sample
 */
public record LabelledSamples(double[][] features, int[] labels) {
  public LabelledSamples {
    if (features.length == 0 || features.length != labels.length) {
      throw new IllegalArgumentException(
          "%d feature vectors for %d labels".formatted(features.length, labels.length));
    }
    features = Arrays.stream(features).map(double[]::clone).toArray(double[][]::new);
    labels = labels.clone();
  }

  @Override
  public double[][] features() {
    return Arrays.stream(features).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public int[] labels() {
    return labels.clone();
  }

  public int size() {
    return labels.length;
  }

  /** The labels that occur, in ascending order. */
  List<Integer> classes() {
    return Arrays.stream(labels).distinct().sorted().boxed().toList();
  }

  double[][] ofClass(int label) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] == label)
        .mapToObj(i -> features[i])
        .toArray(double[][]::new);
  }

  double[] feature(int sample) {
    return features[sample];
  }

  int label(int sample) {
    return labels[sample];
  }
}
