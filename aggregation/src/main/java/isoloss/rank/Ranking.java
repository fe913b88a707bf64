package isoloss.rank;

import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.rank.uncertainty.ErrorKind;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Models in order, as far as the measurements give one: a table for each component of models that
 * the aggregator can compare, and no order between components.
 *
 * @param method name of the aggregator
 * @param description what a score is
 * @param logLikelihood summed over the components; absent without a likelihood
 * @param level of every interval and, jointly within a component, of the rank sets
 */
public record Ranking(
    String method,
    String description,
    OptionalDouble logLikelihood,
    double level,
    List<Component> components,
    List<Diagnostic> diagnostics) {
  public Ranking {
    components = List.copyOf(components);
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Models that can be compared with each other.
   *
   * @param number from 1, the largest first
   * @param rows from best to worst
   * @param samples with a measurement of one of the models
   * @param clusters of those samples
   * @param errors how they were made
   * @param critical joint critical value of the differences; NaN without errors
   * @param separated pairs of models told apart, of {@code n (n - 1) / 2}
   * @param parameters of the aggregator beside the scores
   */
  public record Component(
      int number,
      List<Row> rows,
      Direction direction,
      int samples,
      int clusters,
      ErrorKind errors,
      double critical,
      long separated,
      List<Estimate> parameters) {
    public Component {
      rows = List.copyOf(rows);
      parameters = List.copyOf(parameters);
    }

    /** Models that share the first place. */
    public List<String> leaders() {
      return rows.stream().filter(row -> row.rankLow() == 1).map(Row::model).toList();
    }
  }

  /**
   * A model's place among those of its component.
   *
   * @param score NaN for a model that stands alone and has nothing to be scored by
   * @param standardError absent where the samples say nothing about it
   * @param low lower end of the pointwise interval of the score
   * @param rankLow best place that the measurements allow; the rank sets of a component hold
   *     jointly
   * @param rankHigh worst place
   * @param group tie group: nobody in it can be told apart from its first model
   * @param measurements scores and comparisons
   * @param sources data sets or judges behind them
   */
  public record Row(
      String model,
      double score,
      OptionalDouble standardError,
      OptionalDouble low,
      OptionalDouble high,
      int rankLow,
      int rankHigh,
      int group,
      int measurements,
      int sources) {}

  /** All rows, the largest component first. */
  public List<Row> rows() {
    return components.stream().flatMap(each -> each.rows().stream()).toList();
  }
}
