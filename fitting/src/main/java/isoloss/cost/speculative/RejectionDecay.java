package isoloss.cost.speculative;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the probability that k children are all rejected falls: {@code r_k = scale k^-exponent}, a
 * straight line through ln r_k on ln k. A tree of n nodes then gains as {@code b ln n / ln ln n}.
 */
public record RejectionDecay(double scale, double exponent) {

  /** By least squares over every rank that leaves a rejection; absent where fewer than two do. */
  public static Optional<RejectionDecay> of(AcceptanceVector vector) {
    int[] ranks =
        IntStream.rangeClosed(1, vector.size()).filter(k -> vector.rejection(k) > 0).toArray();
    if (ranks.length < 2) {
      return Optional.empty();
    }
    double[] x = Arrays.stream(ranks).mapToDouble(Math::log).toArray();
    double[] y = Arrays.stream(ranks).mapToDouble(k -> Math.log(vector.rejection(k))).toArray();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    double slope = products / squares;
    return Optional.of(new RejectionDecay(Math.exp(meanY - slope * meanX), -slope));
  }
}
