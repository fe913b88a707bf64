package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which samples are wanted. All filters must hold; among those samples the text is searched in
 * question, name, source, capabilities and attributes, and the answer in the attribute {@code
 * answer} or a name like it; a sample must be a hit of both, and its relevance is the lower of the
 * two. Without a text every sample that passes the filters is wanted.
 *
 * @param text what the samples are about; empty for no search
 * @param answer what their answers are about; empty for no search
 * @param topK at most so many hits of each search, the most relevant; equally relevant ones of the
 *     last place all stay
 * @param threshold in (0, 1]; hits of a search have at least this relevance, which is a share of
 *     the best hit's BM25 in a search for words and the cosine in one for meaning. Without topK and
 *     threshold the search's own {@link Relevance.Scored#usual} hits count
 */
public record SampleQuery(
    List<SampleFilter> filters,
    String text,
    String answer,
    OptionalInt topK,
    OptionalDouble threshold) {
  private static final List<String> ANSWERS =
      List.of("answer", "answers", "reference", "references", "target", "gold");

  public SampleQuery {
    filters = List.copyOf(filters);
    if (topK.orElse(1) < 1) {
      throw new IllegalArgumentException("top-k " + topK.getAsInt() + " is below 1");
    }
    if (!(threshold.orElse(1) > 0 && threshold.orElse(1) <= 1)) {
      throw new IllegalArgumentException(
          "threshold " + threshold.getAsDouble() + " is not in (0, 1]");
    }
  }

  /** Every sample. */
  public static SampleQuery everything() {
    return new SampleQuery(List.of(), "", "", OptionalInt.empty(), OptionalDouble.empty());
  }

  /** Samples about something. */
  public static SampleQuery about(String text) {
    return everything().withText(text);
  }

  public SampleQuery withText(String newText) {
    return new SampleQuery(filters, newText, answer, topK, threshold);
  }

  public SampleQuery withAnswer(String newAnswer) {
    return new SampleQuery(filters, text, newAnswer, topK, threshold);
  }

  /** One more condition. */
  public SampleQuery where(SampleFilter filter) {
    return new SampleQuery(
        Stream.concat(filters.stream(), Stream.of(filter)).toList(), text, answer, topK, threshold);
  }

  public SampleQuery withTopK(OptionalInt newTopK) {
    return new SampleQuery(filters, text, answer, newTopK, threshold);
  }

  public SampleQuery withThreshold(OptionalDouble newThreshold) {
    return new SampleQuery(filters, text, answer, topK, newThreshold);
  }

  /**
   * Those samples of the pool, the most relevant first.
   *
   * @throws InputException if there is none, saying what was searched
   */
  public Hits in(Pool pool, Relevance relevance) {
    Hits found = find(pool, relevance);
    if (found.hits().isEmpty()) {
      throw new InputException(nothing(pool, found.searched(), relevance));
    }
    return found;
  }

  /**
   * The same where finding nothing is an answer.
   *
   * @throws InputException if no sample passes the filters, or the query says nothing
   */
  Hits find(Pool pool, Relevance relevance) {
    int[] candidates = candidates(pool);
    List<Hits.Hit> hits = all(candidates);
    if (!text.isEmpty()) {
      hits = both(hits, search(pool, candidates, relevance, text, relevance::document));
    }
    if (!answer.isEmpty()) {
      String attribute = answerAttribute(pool);
      Function<Sample, String> answers = sample -> sample.attributes().getOrDefault(attribute, "");
      hits = both(hits, search(pool, candidates, relevance, answer, answers));
    }
    return new Hits(pool, hits, candidates.length);
  }

  private int[] candidates(Pool pool) {
    filters.forEach(filter -> filter.requireKnown(pool));
    int[] candidates =
        IntStream.range(0, pool.sampleCount())
            .filter(s -> filters.stream().allMatch(filter -> filter.passes(pool.sample(s))))
            .toArray();
    if (candidates.length == 0) {
      throw new InputException(
          "none of the %d samples passes %s".formatted(pool.sampleCount(), filtersInWords()));
    }
    return candidates;
  }

  private static List<Hits.Hit> all(int[] candidates) {
    return IntStream.of(candidates).mapToObj(s -> new Hits.Hit(s, 1, "")).toList();
  }

  private List<Hits.Hit> search(
      Pool pool,
      int[] candidates,
      Relevance relevance,
      String wanted,
      Function<Sample, String> document) {
    List<String> documents =
        IntStream.of(candidates).mapToObj(s -> document.apply(pool.sample(s))).toList();
    Relevance.Scored scored = relevance.score(wanted, documents);
    BitSet kept = kept(scored);
    return kept.stream()
        .mapToObj(i -> new Hits.Hit(candidates[i], scored.relevance().get(i), scored.why().get(i)))
        .toList();
  }

  private BitSet kept(Relevance.Scored scored) {
    if (topK.isEmpty() && threshold.isEmpty()) {
      return scored.usual();
    }
    double[] relevance = scored.relevance().toArray();
    double least = Math.max(threshold.orElse(0), lastOfTop(relevance));
    BitSet kept = new BitSet();
    IntStream.range(0, relevance.length)
        .filter(i -> relevance[i] > 0 && relevance[i] >= least)
        .forEach(kept::set);
    return kept;
  }

  private double lastOfTop(double[] relevance) {
    if (topK.isEmpty() || topK.getAsInt() >= relevance.length) {
      return 0;
    }
    double[] ascending = relevance.clone();
    Arrays.sort(ascending);
    return ascending[ascending.length - topK.getAsInt()];
  }

  /** Hits of both, each with the lower relevance and both reasons. */
  private static List<Hits.Hit> both(List<Hits.Hit> one, List<Hits.Hit> other) {
    List<Hits.Hit> out = new ArrayList<>();
    int at = 0;
    for (Hits.Hit hit : other) { // both by ascending sample
      while (at < one.size() && one.get(at).sample() < hit.sample()) {
        at++;
      }
      if (at < one.size() && one.get(at).sample() == hit.sample()) {
        out.add(one.get(at).and(hit));
      }
    }
    return out;
  }

  private static String answerAttribute(Pool pool) {
    Optional<String> known =
        ANSWERS.stream()
            .filter(name ->
                pool.samples().stream().anyMatch(each -> each.attributes().containsKey(name)))
            .findFirst();
    return known.orElseThrow(() ->
        new InputException(
            "no sample has an answer to search (a column named %s); leave the answer query out"
                .formatted(String.join(", ", ANSWERS))));
  }

  private String nothing(Pool pool, int candidates, Relevance relevance) {
    return "no hit for %s among %d of %d samples%s, searched by %s; try other words%s"
        .formatted(
            Stream.of(quoted("", text), quoted("answer ", answer))
                .filter(each -> !each.isEmpty())
                .reduce((a, b) -> a + " with " + b)
                .orElse("this"),
            candidates,
            pool.sampleCount(),
            filters.isEmpty() ? "" : " (" + filtersInWords() + ")",
            relevance.inWords(),
            threshold.isPresent() ? " or a lower threshold" : "");
  }

  private static String quoted(String before, String text) {
    return text.isEmpty() ? "" : before + "\"" + text + "\"";
  }

  private String filtersInWords() {
    return String.join(" and ", filters.stream().map(SampleFilter::inWords).toList());
  }
}
