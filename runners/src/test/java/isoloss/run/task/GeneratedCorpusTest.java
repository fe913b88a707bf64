package isoloss.run.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedCorpusTest {
  private final GeneratedCorpus corpus = GeneratedCorpus.heavyTailed(new Seed(42));

  @Test
  void held_out_documents_have_the_sources_entropy() {
    List<Document> documents = corpus.heldOut(16, 1 << 18);
    double best = documents.stream().mapToDouble(d -> d.bestLossNats().orElseThrow()).sum();
    long tokens = documents.stream().mapToLong(Document::scoredTokens).sum();
    assertThat(tokens).isEqualTo(1 << 18);
    assertThat(best / tokens).isCloseTo(corpus.entropy(16).orElseThrow().window(), within(.015));
  }

  @Test
  void symbols_are_heavy_tailed() {
    double[] frequencies = corpus.source().contextProbabilities();
    Arrays.sort(frequencies);
    double first = frequencies[frequencies.length - 1];
    assertThat(first / frequencies[frequencies.length - 10]).isBetween(3., 30.);
    assertThat(first / frequencies[frequencies.length - 100]).isBetween(30., 1000.);
    assertThat(frequencies[0]).isPositive();
  }

  @Test
  void training_streams_depend_on_their_seed_alone_and_differ_from_what_is_held_out() {
    int[] window = corpus.training(new Seed(1), 16).next();
    assertThat(corpus.training(new Seed(1), 16).next()).isEqualTo(window).hasSize(17);
    assertThat(corpus.training(new Seed(2), 16).next()).isNotEqualTo(window);
    assertThat(corpus.training(new Seed(42), 16).next())
        .isNotEqualTo(Arrays.copyOf(corpus.heldOut(16, 100).getFirst().tokens(), 17));
  }

  @Test
  void a_corpus_is_found_again_by_its_id() {
    GeneratedCorpus again = GeneratedCorpus.named(corpus.id()).orElseThrow();
    assertThat(again.source().entropyRate()).isEqualTo(corpus.source().entropyRate());
    assertThat(again.heldOut(16, 100).getFirst().tokens())
        .isEqualTo(corpus.heldOut(16, 100).getFirst().tokens());
    assertThat(GeneratedCorpus.named("text sha256=0")).isEmpty();
  }
}
