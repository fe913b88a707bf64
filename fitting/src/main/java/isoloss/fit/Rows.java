package isoloss.fit;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a table as one law sees them: its inputs in its order, and its response on the
 * scale on which residuals are taken (the logarithm of a positive response, else the response).
 */
public final class Rows {
  /** The role of the column that says how much a row counts. */
  static final String WEIGHT = "weight";

  private final List<Variable> inputs;
  private final double[][] x;
  private final double[] target;
  private final double[] response;
  private final double[] weights;
  private final boolean logarithmic;

  private Rows(
      List<Variable> inputs,
      double[][] x,
      double[] response,
      double[] weights,
      boolean logarithmic) {
    this.inputs = inputs;
    this.x = x;
    this.response = response;
    this.weights = weights;
    this.logarithmic = logarithmic;
    this.target = logarithmic ? Arrays.stream(response).map(Math::log).toArray() : response;
  }

  /**
   * @throws InputException if the table lacks a variable of the law, or holds a value of a sign
   *     that the law does not admit
   */
  public static Rows of(ScalingLaw law, Observations observations) {
    List<String> symbols = law.inputs().stream().map(Variable::symbol).toList();
    law.inputs().forEach(input -> requireColumn(law, observations, input));
    requireColumn(law, observations, law.response());
    double[][] x = new double[observations.size()][];
    for (int row = 0; row < x.length; row++) {
      x[row] = observations.row(row, symbols);
    }
    return new Rows(
        law.inputs(),
        x,
        observations.column(law.response().symbol()),
        weights(observations),
        law.hasPositiveResponse());
  }

  /** The column {@value #WEIGHT} where the table has one, else ones. */
  private static double[] weights(Observations observations) {
    if (observations.variable(WEIGHT).isPresent()) {
      double[] weights = observations.column(WEIGHT);
      if (!(Arrays.stream(weights).sum() > 0) || Arrays.stream(weights).anyMatch(w -> w < 0)) {
        throw new InputException("weights must not be negative, and some must be positive");
      }
      return weights;
    }
    double[] ones = new double[observations.size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void requireColumn(ScalingLaw law, Observations table, Variable variable) {
    if (table.variable(variable.symbol()).isEmpty()) {
      throw new InputException(
          "the law %s needs a column %s (%s); the data have %s"
              .formatted(
                  law.name(),
                  variable.symbol(),
                  variable.name(),
                  table.variables().stream().map(Variable::symbol).toList()));
    }
    double[] column = table.column(variable.symbol());
    for (int row = 0; row < column.length; row++) {
      if (!variable.sign().admits(column[row])) {
        throw new InputException(
            "%s: %s = %s, but the law %s needs it %s"
                .formatted(
                    place(table.origins().get(row), row),
                    variable.symbol(),
                    column[row],
                    law.name(),
                    variable.sign() == Variable.Sign.POSITIVE ? "positive" : "non-negative"));
      }
    }
  }

  private static String place(Observations.Origin origin, int row) {
    return origin.line() > 0 ? origin.file() + ":" + origin.line() : "row " + (row + 1);
  }

  public int size() {
    return target.length;
  }

  /** True when residuals are taken of the logarithm of the response. */
  public boolean logarithmic() {
    return logarithmic;
  }

  public List<Variable> inputs() {
    return inputs;
  }

  /** A copy of the inputs of one row. */
  public double[] x(int row) {
    return x[row].clone();
  }

  /** The inputs of one row without a copy, for loops over all rows. */
  double[] rawInputs(int row) {
    return x[row];
  }

  public double input(int row, int variable) {
    return x[row][variable];
  }

  public double response(int row) {
    return response[row];
  }

  /** The response on the scale of the residuals. */
  public double target(int row) {
    return target[row];
  }

  /** How much the row counts in every sum over rows; 1 where the table has no weights. */
  public double weight(int row) {
    return weights[row];
  }

  public double[] weights() {
    return weights.clone();
  }

  /** Whether some row counts more than another. */
  boolean isWeighted() {
    return Arrays.stream(weights).anyMatch(weight -> weight != weights[0]);
  }

  public double[] targets() {
    return target.clone();
  }

  /** Natural logarithms of one input over the rows. */
  public double[] logInput(int variable) {
    return Arrays.stream(x).mapToDouble(row -> Math.log(row[variable])).toArray();
  }

  public double meanLogInput(int variable) {
    return Arrays.stream(logInput(variable)).average().orElse(0);
  }

  public double leastTarget() {
    return Arrays.stream(target).min().orElse(0);
  }

  public double greatestTarget() {
    return Arrays.stream(target).max().orElse(0);
  }

  /** The rows at these indices, in this order, repeats allowed. */
  public Rows select(int... rows) {
    double[][] pickedInputs = Arrays.stream(rows).mapToObj(row -> x[row]).toArray(double[][]::new);
    double[] pickedResponse = Arrays.stream(rows).mapToDouble(row -> response[row]).toArray();
    double[] pickedWeights = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
    return new Rows(inputs, pickedInputs, pickedResponse, pickedWeights, logarithmic);
  }
}
