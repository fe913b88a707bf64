package isoloss.data;

import java.util.List;

/**
 * Measurements of models on samples, in long form: one row says how one model did on one sample.
 *
 * @param rows in the order in which they were read
 */
public record Scores(List<Score> rows, Provenance provenance) {

  /**
   * One measurement.
   *
   * @param metric what was measured, for example {@code lossNatsPerToken}
   * @param weight how much of the sample the value speaks for, for example its tokens; 1 when all
   *     samples count alike
   * @param origin file and line it was read from
   */
  public record Score(
      String model,
      String sample,
      String metric,
      double value,
      double weight,
      Observations.Origin origin) {
    public Score {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("score %s of %s is not finite".formatted(value, sample));
      }
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weight %s of %s is negative".formatted(weight, sample));
      }
    }
  }

  public Scores {
    rows = List.copyOf(rows);
  }

  public int size() {
    return rows.size();
  }

  /** The models, in order of first appearance. */
  public List<String> models() {
    return rows.stream().map(Score::model).distinct().toList();
  }

  /** The samples, in order of first appearance. */
  public List<String> samples() {
    return rows.stream().map(Score::sample).distinct().toList();
  }
}
