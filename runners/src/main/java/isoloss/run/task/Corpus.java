package isoloss.run.task;

import isoloss.data.Seed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a ladder of models is trained on and measured with; the two never share a token. */
public sealed interface Corpus permits GeneratedCorpus, TextCorpus {
  /** Name and what determines the content: a recipe and its seed, or a digest. */
  String id();

  Vocabulary vocabulary();

  /** A stream of training windows; equal seeds give equal streams. */
  TokenStream training(Seed seed, int contextLength);

  /** Held-out documents with at least the given number of scored tokens where there are so many. */
  List<Document> heldOut(int contextLength, long tokens);

  /** The exact entropies of the source; empty for a text. */
  Optional<KnownEntropy> entropy(int contextLength);

  /** Distinct training tokens; empty where fresh ones never run out. */
  OptionalLong distinctTrainingTokens();

  /** Successive windows of T + 1 tokens. */
  interface TokenStream {
    int[] next();
  }

  /**
   * Entropies in nats per token.
   *
   * @param rate h, what a predictor with unlimited context reaches
   * @param window E_T, what the best predictor inside windows of T tokens reaches
   */
  record KnownEntropy(double rate, double window) {}
}
