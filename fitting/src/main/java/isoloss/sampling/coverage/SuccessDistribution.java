package isoloss.sampling.coverage;

import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
import isoloss.optim.Objective;
import isoloss.sampling.ProblemCounts;
import java.util.List;

/**
 * How the probability p that one sample is correct is spread over problems. The likelihood of a
 * problem is {@code C(n, c) E[p^c (1-p)^(n-c)]}: the same kernel whatever rule ended the sampling,
 * as long as the rule looked at outcomes only.
 */
public interface SuccessDistribution {

  /** In kebab-case, for example {@code beta-binomial}. */
  String name();

  String formula();

  Source source();

  List<Parameter> parameters();

  /**
   * The negative log-likelihood on rows with weights, as a function of search coordinates.
   *
   * @param weights per row; a row of weight 0 is left out
   */
  Problem on(CountRows rows, double[] weights);

  /** The part of the counts that the likelihood is of; all of it unless a distribution says so. */
  default List<ProblemCounts> observed(List<ProblemCounts> problems) {
    return problems;
  }

  /** The log-likelihood of one problem's counts under natural parameters. */
  double logLikelihood(double[] theta, ProblemCounts problem);

  /** {@code E(1-p)^k}: the share of problems without a success in k samples. */
  double failure(double[] theta, double k);

  /** A likelihood to be minimised. */
  interface Problem extends Objective {
    Bounds bounds();

    List<double[]> starts();

    /** Natural parameters of a search point. */
    double[] natural(double[] search);

    /** The search point of natural parameters, moved into the box. */
    double[] search(double[] natural);
  }
}
