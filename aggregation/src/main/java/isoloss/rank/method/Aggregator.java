package isoloss.rank.method;

import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import java.util.Optional;

/**
 * Turns sparse measurements of several models into one score per model. An aggregator depends
 * neither on the order of models and samples nor on their names; repeating every sample leaves its
 * scores.
 */
public interface Aggregator {

  /** The name on the command line, for example {@code bradley-terry}. */
  String name();

  /** What a score is, in words and with its unit. */
  String description();

  Source source();

  /** What must hold the models together. */
  Link link();

  /** Why this evidence cannot be aggregated so, with what to do; empty when it can. */
  Optional<String> refusal(Evidence evidence);

  /**
   * Scores of models that are linked as {@link #link} demands.
   *
   * @throws isoloss.data.InputException with the {@link #refusal}, if there is one
   */
  Strengths fit(Evidence evidence, Request request);
}
