package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Sample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Relevance by meaning: the inner product of the embeddings of query and document, their cosine.
 * Usual hits are above 0.7, as in ONEBench.
 */
public final class SemanticRelevance implements Relevance {
  private static final double USUAL = 0.7;

  /** How far from 1 the length of a vector may be. */
  private static final double ROUNDING = 1e-3;

  private final TextEmbedder embedder;

  public SemanticRelevance(TextEmbedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public String inWords() {
    return "meaning (inner product of embeddings by %s)".formatted(embedder.name());
  }

  @Override
  public String document(Sample sample) {
    return Documents.question(sample);
  }

  @Override
  public Scored score(String query, List<String> documents) {
    if (query.isBlank()) {
      throw new InputException("the query is empty; say what the samples are about");
    }
    Map<String, Integer> place = new LinkedHashMap<>();
    place.put(query, 0);
    documents.forEach(each -> place.putIfAbsent(each, place.size()));
    List<float[]> vectors = embedder.embed(List.copyOf(place.keySet()));
    requireUnitVectors(vectors, place.size());
    double[] relevance = new double[documents.size()];
    BitSet usual = new BitSet();
    List<String> why = new ArrayList<>();
    for (int i = 0; i < relevance.length; i++) {
      int at = place.getOrDefault(documents.get(i), 0);
      relevance[i] = Math.min(1, product(vectors.getFirst(), vectors.get(at)));
      usual.set(i, relevance[i] > USUAL);
      why.add(String.format(Locale.ROOT, "similarity %.3f", relevance[i]));
    }
    return new Scored(Values.of(relevance), usual, why);
  }

  private void requireUnitVectors(List<float[]> vectors, int texts) {
    boolean sound =
        vectors.size() == texts
            && vectors.stream()
                .allMatch(each ->
                    each.length == vectors.getFirst().length
                        && Math.abs(product(each, each) - 1) <= ROUNDING);
    if (!sound) {
      throw new IllegalStateException(
          "%s gave %d vectors for %d texts, or some whose length is not 1"
              .formatted(embedder.name(), vectors.size(), texts));
    }
  }

  private static double product(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }
}
