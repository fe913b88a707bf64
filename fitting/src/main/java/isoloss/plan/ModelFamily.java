package isoloss.plan;

import isoloss.cost.DecoderArchitecture;
import isoloss.cost.InferenceCost;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Ordinary models of growing size.
 *
 * @param models from small to large by non-embedding parameters
 */
public record ModelFamily(List<DecoderArchitecture> models) {
  private static final int PUBLISHED_LAYERS = 36;
  private static final int PUBLISHED_HEADS = 16;
  private static final int PUBLISHED_KEY_VALUE_HEADS = 2;
  private static final int PUBLISHED_VOCABULARY = 151_936;

  /** Widths of residual stream and feed-forward layer. */
  private static final int[][] PUBLISHED_WIDTHS = {
    {896, 4864}, {1024, 5504}, {1280, 6912}, {1536, 8320}, {2048, 11008}, {2560, 13824}
  };

  public ModelFamily {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a family needs a model");
    }
    models =
        models.stream()
            .sorted(Comparator.comparingLong(DecoderArchitecture::nonEmbeddingParameters))
            .toList();
  }

  /** The six models of Chen et al. (2025): Qwen2.5 of 36 layers, 0.5e9 to 4.4e9. */
  public static ModelFamily published() {
    return new ModelFamily(
        Arrays.stream(PUBLISHED_WIDTHS)
            .map(widths ->
                DecoderArchitecture.qwen2(
                    PUBLISHED_LAYERS,
                    widths[0],
                    PUBLISHED_HEADS,
                    PUBLISHED_KEY_VALUE_HEADS,
                    widths[1],
                    PUBLISHED_VOCABULARY))
            .toList());
  }

  /**
   * The cost of an ordinary model of n non-embedding parameters: linear in n between two models of
   * the family; beyond its ends, of the model at that end made wider or narrower.
   */
  public InferenceCost.Cost cost(
      double n, Function<DecoderArchitecture, InferenceCost.Cost> costOf) {
    Place place = place(n);
    return between(costOf.apply(place.low()), costOf.apply(place.high()), place.share());
  }

  /**
   * All parameters of an ordinary model of n non-embedding ones, embeddings found in the same way.
   */
  public double parameters(double n) {
    Place place = place(n);
    return n
        + (1 - place.share()) * place.low().embeddingParameters()
        + place.share() * place.high().embeddingParameters();
  }

  /** Two models that a size lies between. */
  private record Place(DecoderArchitecture low, DecoderArchitecture high, double share) {}

  private Place place(double n) {
    for (int i = 1; i < models.size(); i++) {
      double low = models.get(i - 1).nonEmbeddingParameters();
      double high = models.get(i).nonEmbeddingParameters();
      if (n >= low && n <= high) {
        return new Place(models.get(i - 1), models.get(i), (n - low) / (high - low));
      }
    }
    DecoderArchitecture end =
        n < models.getFirst().nonEmbeddingParameters() ? models.getFirst() : models.getLast();
    DecoderArchitecture scaled = end.widened(Math.sqrt(n / end.nonEmbeddingParameters()));
    return new Place(scaled, scaled, 0);
  }

  /** {@code (1 - share) low + share high}. */
  static InferenceCost.Cost between(InferenceCost.Cost low, InferenceCost.Cost high, double share) {
    return low.times(1 - share).plus(high.times(share));
  }
}
