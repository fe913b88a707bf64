package isoloss.rank.vote;

import isoloss.data.pool.Direction;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Refusals;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Optional;

/** A score that hangs on nothing but how often each pair won and tied. */
abstract class PairVote implements Aggregator {

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return Refusals.prior(name(), evidence);
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    PairCounts counts = PairCounts.of(evidence, request.threads());
    return Strengths.of(scores(counts), Direction.HIGHER_IS_BETTER);
  }

  /** One score per model; NaN for one that was never compared. */
  abstract double[] scores(PairCounts counts);
}
