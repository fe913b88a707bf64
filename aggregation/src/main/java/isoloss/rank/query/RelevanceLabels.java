package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.Observations;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which samples experts hold to be relevant to which query.
 *
 * @param relevant names of relevant samples by query, in the order of the file; a query whose
 *     samples are all labelled irrelevant has none
 */
public record RelevanceLabels(Map<String, Set<String>> relevant) {
  /** Roles of a file of labels. */
  public static final String QUERY = "query";

  public static final String SAMPLE = "sample";
  public static final String RELEVANT = "relevant";

  public RelevanceLabels {
    relevant = Collections.unmodifiableMap(new LinkedHashMap<>(relevant));
  }

  /**
   * Rows with labels {@code query} and {@code sample} and a column {@code relevant}; above 0 is
   * relevant.
   *
   * @throws InputException if there is no row, or a sample is labelled twice differently
   */
  public static RelevanceLabels of(Observations rows) {
    List<String> queries = label(rows, QUERY);
    List<String> samples = label(rows, SAMPLE);
    double[] grade = rows.column(RELEVANT);
    Map<List<String>, Boolean> seen = new LinkedHashMap<>();
    Map<String, Set<String>> relevant = new LinkedHashMap<>();
    for (int i = 0; i < grade.length; i++) {
      boolean yes = grade[i] > 0;
      Boolean before = seen.put(List.of(queries.get(i), samples.get(i)), yes);
      if (before != null && before != yes) {
        throw new InputException(
            "sample %s is labelled both relevant and not to \"%s\"; keep one label"
                .formatted(samples.get(i), queries.get(i)));
      }
      Set<String> ofQuery =
          relevant.computeIfAbsent(queries.get(i), query -> new LinkedHashSet<>());
      if (yes) {
        ofQuery.add(samples.get(i));
      }
    }
    return new RelevanceLabels(relevant);
  }

  private static List<String> label(Observations rows, String role) {
    return rows.label(role)
        .orElseThrow(() ->
            new InputException(
                "the labels of relevance have no column %s; they need query, sample, relevant"
                    .formatted(role)));
  }
}
