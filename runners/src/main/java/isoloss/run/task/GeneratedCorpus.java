package isoloss.run.task;

import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sequences drawn from a {@link MarkovSource}: endless, free of licence, of known entropy. */
public final class GeneratedCorpus implements Corpus {
  /** Symbols of the default source. */
  public static final int DEFAULT_SYMBOLS = 256;

  private static final Pattern HEAVY_TAILED =
      Pattern.compile("heavy-tailed/1 symbols=(\\d{1,5}) seed=(-?\\d{1,19})");

  private static final int DOCUMENT_TOKENS = 1024;

  private final String id;
  private final MarkovSource source;
  private final Seed seed;

  /**
   * @param id names the source in results
   * @param seed of the held-out documents
   */
  public GeneratedCorpus(String id, MarkovSource source, Seed seed) {
    this.id = id;
    this.source = source;
    this.seed = seed;
  }

  /** The default source: heavy-tailed, see {@link HeavyTailedSource}. */
  public static GeneratedCorpus heavyTailed(Seed seed) {
    return heavyTailed(DEFAULT_SYMBOLS, seed);
  }

  /** The default recipe with another number of symbols. */
  public static GeneratedCorpus heavyTailed(int symbols, Seed seed) {
    return new GeneratedCorpus(
        "heavy-tailed/1 symbols=%d seed=%d".formatted(symbols, seed.value()),
        HeavyTailedSource.of(symbols, seed.child("source")),
        seed);
  }

  /** The default source with the given {@link #id}; empty when it names something else. */
  public static Optional<GeneratedCorpus> named(String id) {
    Matcher matcher = HEAVY_TAILED.matcher(id);
    return matcher.matches()
        ? Optional.of(
            heavyTailed(
                Integer.parseInt(matcher.group(1)), new Seed(Long.parseLong(matcher.group(2)))))
        : Optional.empty();
  }

  public MarkovSource source() {
    return source;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary.Symbols(source.symbols());
  }

  /** Every window is an independent stretch of the chain, never seen before. */
  @Override
  public TokenStream training(Seed training, int contextLength) {
    RandomGenerator random = training.child("training windows").generator();
    return () -> source.sample(contextLength + 1, random);
  }

  /** Documents of 1024 scored tokens, rounded to whole windows. */
  @Override
  public List<Document> heldOut(int contextLength, long tokens) {
    int windows = Math.max(1, DOCUMENT_TOKENS / contextLength);
    int scored = windows * contextLength;
    List<Document> documents = new ArrayList<>();
    for (int i = 0; documents.size() * (long) scored < tokens; i++) {
      RandomGenerator random = seed.child("held-out").child(i).generator();
      int[] sequence = source.sample(scored + 1, random);
      double best = 0;
      for (int from = 0; from < scored; from += contextLength) {
        best += source.bestLoss(Arrays.copyOfRange(sequence, from, from + contextLength + 1));
      }
      documents.add(Document.ofSource("generated-" + i, sequence, best));
    }
    return documents;
  }

  @Override
  public Optional<KnownEntropy> entropy(int contextLength) {
    return Optional.of(new KnownEntropy(source.entropyRate(), source.windowEntropy(contextLength)));
  }

  @Override
  public OptionalLong distinctTrainingTokens() {
    return OptionalLong.empty();
  }
}
