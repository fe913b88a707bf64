package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;

import isoloss.data.Variable;
import isoloss.fit.FloorAndRest;
import isoloss.fit.Loss;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What {@link ParScale} shares with the forms that it is compared with: L as a function of N and
 * the number P of streams, and where a search begins; theta = (E, A, alpha, last).
 */
abstract class StreamLaw implements ScalingLaw {
  static final Variable NON_EMBEDDING =
      Variable.positive(
          "N", "non-embedding parameters, those of the streams included", "parameters");

  static final Source SOURCE =
      new Source(
          "Chen et al. (2025), Parallel Scaling Law for Language Models",
          "https://arxiv.org/abs/2505.10475");

  static final String CONVENTION =
      "N counts non-embedding parameters, with what the streams add (prefixes, aggregation); P"
          + " counts streams, 1 for an ordinary model; all runs see the same number of tokens";

  @Override
  public final Source source() {
    return SOURCE;
  }

  @Override
  public String convention() {
    return CONVENTION
        + "; a form to compare parscale with, not one of Chen et al. (2025), whose data it is"
        + " meant for";
  }

  @Override
  public final List<Variable> inputs() {
    return List.of(NON_EMBEDDING, Variable.P);
  }

  @Override
  public final Variable response() {
    return Variable.L;
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "no fitting procedure is in print for this form; this is least squares of the logarithm"
                + " of the loss from 36 fixed starts",
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Squared(), StreamLaw::fixedStarts, Procedure.Resamples.KEYED)));
  }

  /** E at .3, .6, .9 of the least loss; alpha in {.1, .2, .4, .8}; the last in {.02, .1, .5}. */
  private static List<double[]> fixedStarts(Rows rows) {
    List<double[]> starts = new ArrayList<>();
    for (double share : new double[] {0.3, 0.6, 0.9}) {
      FloorAndRest start = FloorAndRest.of(rows, share);
      for (double alpha : new double[] {0.1, 0.2, 0.4, 0.8}) {
        double coefficient = exp(start.rest() + alpha * rows.meanLogInput(0));
        for (double last : new double[] {0.02, 0.1, 0.5}) {
          starts.add(new double[] {exp(start.floor()), coefficient, alpha, last});
        }
      }
    }
    return starts;
  }

  /** (ln E, logarithm of the size term in the middle of the sizes, alpha, last). */
  abstract static class Search extends CentredCoordinates {
    private final double leastLast;
    private final double greatestLast;

    /**
     * @param leastLast with {@code greatestLast} the range in which the last coordinate starts
     */
    Search(
        Rows rows,
        List<String> names,
        double[] lower,
        double[] upper,
        double leastLast,
        double greatestLast) {
      super(rows, names, lower, upper);
      this.leastLast = leastLast;
      this.greatestLast = greatestLast;
    }

    @Override
    protected double[] start(RandomGenerator random) {
      FloorAndRest start = FloorAndRest.of(rows(), uniform(random, 0.02, 0.98));
      return new double[] {
        start.floor(),
        start.rest(),
        uniform(random, 0.05, 1),
        exp(uniform(random, log(leastLast), log(greatestLast)))
      };
    }
  }
}
