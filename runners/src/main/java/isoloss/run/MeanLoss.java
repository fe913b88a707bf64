package isoloss.run;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Mean loss per token over documents, {@code sum of losses / sum of tokens}, with the standard
 * error of this ratio when documents are drawn at random:
 *
 * <pre>
 * SE = sqrt( n/(n-1) sum_i (loss_i - mean tokens_i)^2 ) / sum_i tokens_i
 * </pre>
 *
 * Tokens of one document are not independent, so the document is the unit.
 *
 * @param natsPerToken the mean
 * @param standardError empty for fewer than two documents
 * @see <a href="https://doi.org/10.1002/9780470316627">Cochran (1977), Sampling Techniques</a>, 6.4
 */
public record MeanLoss(double natsPerToken, OptionalDouble standardError, long tokens) {

  /**
   * @throws IllegalArgumentException without any token
   */
  public static MeanLoss of(List<DocumentLoss> documents) {
    long tokens = documents.stream().mapToLong(DocumentLoss::tokens).sum();
    if (tokens == 0) {
      throw new IllegalArgumentException("no token was scored");
    }
    double mean = documents.stream().mapToDouble(DocumentLoss::lossNats).sum() / tokens;
    return new MeanLoss(mean, standardError(documents, mean, tokens), tokens);
  }

  private static OptionalDouble standardError(
      List<DocumentLoss> documents, double mean, long tokens) {
    int n = documents.size();
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (DocumentLoss document : documents) {
      double deviation = document.lossNats() - mean * document.tokens();
      squares += deviation * deviation;
    }
    return OptionalDouble.of(Math.sqrt(squares * n / (n - 1)) / tokens);
  }
}
